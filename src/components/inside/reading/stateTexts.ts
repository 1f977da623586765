/** The states of a layer in words and numbers. Pure. */
import type { LayerTrace } from '../../../insightTypes';
import type { ChartTable } from '../../charts/ChartWithTable';
import type { ChartData } from '../../charts/downloads';
import { signed } from '../../evaluation/format';
import { nameOf } from './course';
import { placesOf, type ReadColumns } from './stateFigure';
import { orderedUnits, unitCurves, unitName, GATES, STATES } from './units';

/** "“terrible” (word 4)", of a column. */
export function columnName({ words, firstPlace }: ReadColumns, t: number): string {
  const place = firstPlace + t;
  const word = words[t] ?? '';
  return place < 0 ? word : nameOf(word, place);
}

/** [T] of one unit. */
const statesOf = ({ h, units }: LayerTrace, unit: number): number[] =>
  Array.from({ length: h.length / units }, (_, t) => h[t * units + unit] ?? 0);

const placeOf = (values: readonly number[], isBetter: (a: number, b: number) => boolean): number =>
  values.reduce((best, value, t) => (isBetter(value, values[best] ?? 0) ? t : best), 0);

/** The unit that matters most, and what it does. @param numShown rows of the picture; null for all */
export function statesSummary(layer: LayerTrace, columns: ReadColumns, numShown: number | null): string {
  const [unit = 0] = orderedUnits(layer, 'importance');
  const states = statesOf(layer, unit);
  const strongest = placeOf(states, (a, b) => Math.abs(a) > Math.abs(b));
  const shown =
    numShown === null || numShown >= layer.units
      ? `All ${layer.units} units`
      : `${numShown} of ${layer.units} units`;
  return (
    `${shown}. ${unitName(unit)} matters most to this review (${signed(layer.importance[unit] ?? 0)} log-odds); ` +
    `its state is strongest after ${columnName(columns, strongest)}: ${signed(states[strongest] ?? 0)}.`
  );
}

/** A row for each unit. */
export function stateTable(layer: LayerTrace, columns: ReadColumns, units: readonly number[]): ChartTable {
  return {
    columns: ['Unit', 'Matters', 'Highest', 'Highest after', 'Lowest', 'Lowest after', 'At the end'],
    rows: units.map((unit) => {
      const states = statesOf(layer, unit);
      const high = placeOf(states, (a, b) => a > b);
      const low = placeOf(states, (a, b) => a < b);
      return [
        unitName(unit),
        signed(layer.importance[unit] ?? 0),
        signed(states[high] ?? 0),
        columnName(columns, high),
        signed(states[low] ?? 0),
        columnName(columns, low),
        signed(states.at(-1) ?? 0),
      ];
    }),
  };
}

/** A row for each unit, a column for each word. */
export function stateData(layer: LayerTrace, columns: ReadColumns, units: readonly number[]): ChartData {
  const places = placesOf(columns);
  return {
    columns: ['unit', 'importance', ...columns.words.map((word, t) => `${(places[t] ?? 0) + 1} ${word}`)],
    rows: units.map((unit) => [unit + 1, layer.importance[unit] ?? 0, ...statesOf(layer, unit)]),
  };
}

const CURVES = [...GATES, ...STATES];

/** A row for each word, a column for each gate and state. @param curves as unitCurves() gives them */
export function unitTable(columns: ReadColumns, curves: readonly number[][]): ChartTable {
  return {
    columns: ['After', ...CURVES.map(({ name }) => name)],
    rows: Array.from(placesOf(columns), (place, t) => [
      place < 0 ? (columns.words[t] ?? '') : `${place + 1}. ${columns.words[t] ?? ''}`,
      ...curves.map((values) => signed(values[t] ?? 0)),
    ]),
  };
}

export function unitData(layer: LayerTrace, columns: ReadColumns, unit: number): ChartData {
  const curves = unitCurves(layer, unit);
  return {
    columns: ['word number', 'word', ...CURVES.map(({ name }) => name)],
    rows: Array.from(placesOf(columns), (place, t) => [
      place + 1,
      columns.words[t] ?? '',
      ...curves.map((values) => values[t] ?? 0),
    ]),
  };
}
