/** Units, layers and gates by name and order. Pure. */
import type { LayerTrace } from '../../../insightTypes';

/** Counted from 1, for people. */
export const unitName = (unit: number): string => `Unit ${unit + 1}`;

/** The unit of a name as above; null for anything else. */
export function unitOfName(name: unknown): number | null {
  const number = typeof name === 'string' ? /^Unit (\d+)$/.exec(name)?.[1] : undefined;
  return number === undefined ? null : Number(number) - 1;
}

/** "Layer 2, backwards" for each entry; layers are counted by name, directions only told where there are two. */
export function layerNames(layers: readonly LayerTrace[]): string[] {
  const names = [...new Set(layers.map(({ name }) => name))];
  const hasTwoWays = layers.length > names.length;
  return layers.map(({ name, isBackward }) => {
    const layer = names.length === 1 ? 'LSTM' : `Layer ${names.indexOf(name) + 1}`;
    return hasTwoWays ? `${layer}, ${isBackward ? 'backwards' : 'forwards'}` : layer;
  });
}

export type UnitOrder = 'importance' | 'number';

/** Of the units, those that move the answer most first, or by number. */
export function orderedUnits({ importance }: LayerTrace, order: UnitOrder): number[] {
  const units = Array.from(importance, (_, unit) => unit);
  if (order === 'number') return units;
  const size = (unit: number): number => Math.abs(importance[unit] ?? 0);
  return units.toSorted((a, b) => size(b) - size(a) || a - b);
}

export interface UnitCurve {
  key: string;
  name: string;
  /** Half a sentence for people. */
  meaning: string;
  /** Between 0 and 1. */
  isShare: boolean;
}

/** The four gates in the order of a trace. */
export const GATES: readonly UnitCurve[] = [
  {
    key: 'input',
    isShare: true,
    name: 'Input gate',
    meaning: 'how much of the candidate is let in, from 0 (shut) to 1 (open)',
  },
  {
    key: 'forget',
    isShare: true,
    name: 'Forget gate',
    meaning: 'how much of the old cell state is kept: 0 forgets, 1 keeps',
  },
  {
    key: 'candidate',
    isShare: false,
    name: 'Candidate',
    meaning: 'what this word would write into the cell, from −1 to 1',
  },
  {
    key: 'output',
    isShare: true,
    name: 'Output gate',
    meaning: 'how much of the cell state is shown as the state, from 0 to 1',
  },
];

export const STATES: readonly UnitCurve[] = [
  {
    key: 'cell',
    isShare: false,
    name: 'Cell state c',
    meaning: 'the memory: forget gate × old c + input gate × candidate',
  },
  {
    key: 'state',
    isShare: false,
    name: 'State h',
    meaning: 'what the other units and the answer see: output gate × tanh(c)',
  },
];

/** [T] of each gate, then of c and h. */
export function unitCurves({ units, h, c, gates }: LayerTrace, unit: number): number[][] {
  const steps = h.length / units;
  const column = (values: Float32Array, columns: number, at: number): number[] =>
    Array.from({ length: steps }, (_, t) => values[t * columns + at] ?? 0);
  return [
    ...GATES.map((_, gate) => column(gates, 4 * units, gate * units + unit)),
    column(c, units, unit),
    column(h, units, unit),
  ];
}

/** What the answer would be without a unit: its importance, in words. */
export function importanceText(importance: number): string {
  const size = Math.abs(importance).toFixed(2);
  if (size === '0.00') return 'Silenced, it would hardly move the answer.';
  return `Silenced (held at 0 throughout), the answer would move ${size} of log-odds towards ${importance > 0 ? 'negative' : 'positive'}.`;
}
