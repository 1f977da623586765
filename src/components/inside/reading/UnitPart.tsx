/** One unit over the words: its memory, its state, its gates and its candidate, and what they are at the marked word. */
import { useMemo, type JSX } from 'react';
import type { LayerTrace } from '../../../insightTypes';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { signed } from '../../evaluation/format';
import { Marked } from '../../story/Term';
import { watchClicks } from './plotClicks';
import { PlotMarks } from './PlotMarks';
import classes from './reading.module.css';
import { columnName, unitData, unitTable } from './stateTexts';
import type { ReadColumns } from './stateFigure';
import { unitFigure, unitFrame } from './unitFigure';
import { GATES, importanceText, STATES, unitCurves, unitName } from './units';

const HEIGHT = 420;

interface UnitPartProps {
  layer: LayerTrace;
  columns: ReadColumns;
  unit: number;
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
}

export function UnitPart({ layer, columns, unit, place, onMark }: UnitPartProps): JSX.Element {
  const theme = useChartTheme();
  const name = unitName(unit);
  const title = `Gates and states of ${name.toLowerCase()}`;
  const curves = useMemo(() => unitCurves(layer, unit), [layer, unit]);
  const figure = useMemo(() => unitFigure(theme, title, columns, curves), [theme, title, columns, curves]);
  const onDrawn = useMemo(
    () =>
      watchClicks(({ x }) => {
        if (typeof x === 'number') onMark(x - 1);
      }),
    [onMark],
  );
  const column = place === null ? columns.words.length - 1 : place - columns.firstPlace;
  return (
    <section className={`${classes.part} ${classes.divided}`} aria-label={name}>
      <h4 className={classes.title}>{name}</h4>
      <p className={classes.note} aria-live="polite">
        {importanceText(layer.importance[unit] ?? 0)}
      </p>
      <p className={classes.note}>
        <Marked text="Inside, a unit has a memory, the [[cellState|cell state]]. At each word, [[gate|gates]] decide how much of it is kept, how much is added and how much is shown as the state." />
      </p>
      <div className={classes.beside}>
        <ChartWithTable
          title={title}
          figure={figure}
          summary="Above: the three gates and the candidate (what this word would write). Below: the cell state and the state that come of them."
          table={() => unitTable(columns, curves)}
          data={() => unitData(layer, columns, unit)}
          height={HEIGHT}
          onDrawn={onDrawn}
          overlay={place !== null && <PlotMarks frame={unitFrame(columns)} x={place + 1} />}
        />
        <GateTable curves={curves} column={column} word={columnName(columns, column)} />
      </div>
    </section>
  );
}

interface GateTableProps {
  curves: readonly number[][];
  /** Index in the curves. */
  column: number;
  word: string;
}

/** What each gate is for, with its value at one word. */
function GateTable({ curves, column, word }: GateTableProps): JSX.Element {
  return (
    <table className={classes.table}>
      <caption>What happens at {word}</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col" className={classes.figure}>
            Value
          </th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {[...GATES, ...STATES].map(({ key, name, meaning, isShare }, i) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={classes.figure}>
              {isShare ? (curves[i]?.[column] ?? 0).toFixed(2) : signed(curves[i]?.[column] ?? 0)}
            </td>
            <td className={classes.meaning}>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
