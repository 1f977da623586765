/**
 * The values of every unit of a network in plain float64 loops, straight from Keras's formulas, for tests. It shares
 * nothing with the network but the weights.
 */
import type { ModelBundle, NamedWeight } from '../../types';

type Row = number[];

/** One direction of an LSTM layer, or a dense layer but the last; a row for each value that its units took. */
export interface PlainUnits {
  kind: 'lstm' | 'dense';
  isBackward: boolean;
  rows: Row[];
}

/** @param reviews ids as the network reads them */
export function plainUnits({ meta, weights }: ModelBundle, reviews: number[][]): PlainUnits[] {
  const { lstmLayers, direction, pooling } = meta.settings;
  const found: PlainUnits[] = [];
  const put = (place: number, units: PlainUnits): void => {
    (found[place] ??= { ...units, rows: [] }).rows.push(...units.rows);
  };
  for (const ids of reviews) {
    let next = 0;
    const take = (): Row[] => matrix(weights[next++]!);
    const table = take();
    let sequence = ids.map((id) => table[id]!);
    let last: Row = [];
    let place = 0;
    for (let layer = 0; layer < lstmLayers; layer++) {
      const halves = (direction === 'both' ? [false, true] : [false]).map((isBackward) => {
        const states = lstm(sequence, take(), take(), take()[0]!, isBackward);
        put(place++, { kind: 'lstm', isBackward, rows: states });
        return { states, last: states.at(isBackward ? 0 : -1)! };
      });
      last = halves.flatMap((half) => half.last);
      sequence = sequence.map((_, t) => halves.flatMap(({ states }) => states[t]!));
    }
    const mean = column(sequence, (values) => values.reduce((a, b) => a + b) / values.length);
    const max = column(sequence, (values) => Math.max(...values));
    const read = { last, mean, max, maxMean: [...max, ...mean] }[pooling];
    const rows = [affine(read, take(), take()[0]!).map((value) => Math.max(0, value))];
    put(place, { kind: 'dense', isBackward: false, rows });
  }
  return found;
}

function matrix({ shape, values }: NamedWeight): Row[] {
  const columns = shape.at(-1)!;
  return Array.from({ length: values.length / columns }, (_, r) =>
    Array.from(values.subarray(r * columns, (r + 1) * columns)),
  );
}

const column = (rows: Row[], of: (values: number[]) => number): Row =>
  rows[0]!.map((_, i) => of(rows.map((row) => row[i]!)));

/** The state at each step, in the order of the words; gates in the order i, f, c, o. */
function lstm(x: Row[], kernel: Row[], recurrentKernel: Row[], bias: Row, isBackward: boolean): Row[] {
  const H = recurrentKernel.length;
  let h: Row = Array.from({ length: H }, () => 0);
  let c = h;
  const states: Row[] = [];
  const order = isBackward ? [...x.keys()].toReversed() : [...x.keys()];
  for (const t of order) {
    const z = affine(h, recurrentKernel, affine(x[t]!, kernel, bias));
    const gate = (index: number, unit: number): number => z[index * H + unit]!;
    c = c.map((old, u) => sigmoid(gate(1, u)) * old + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
    h = c.map((cell, u) => sigmoid(gate(3, u)) * Math.tanh(cell));
    states[t] = h;
  }
  return states;
}

/** `row * matrix + offset`. */
const affine = (row: Row, weights: Row[], offset: Row): Row =>
  offset.map((start, i) => row.reduce((sum, value, r) => sum + value * weights[r]![i]!, start));

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
