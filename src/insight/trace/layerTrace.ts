/** Words to vectors, and one LSTM layer to the next: what lies round the walk of a single LSTM. */
import { traceLstm, type LstmTrace, type Sequence } from './lstmTrace';
import type { Pacer } from './pacer';
import type { LstmWeights, PlainStack } from './plainStack';

/** The words of one review: [T] rows of each table; n-gram 0 adds nothing. */
export interface ReviewIds {
  ids: Int32Array;
  ngramIds: readonly Int32Array[];
}

/** The fewest rows that the loops take. */
const PAIR = 2;

/** [T][2][E] both rows alike. */
export function embedWords({ tables, embeddingUnits: E }: PlainStack, review: ReviewIds): Sequence {
  const { ids, ngramIds } = review;
  const values = new Float32Array(ids.length * PAIR * E);
  [ids, ...ngramIds].forEach((rowOf, k) => {
    const table = tables[k]!;
    rowOf.forEach((row, t) => {
      if (k > 0 && row === 0) return;
      for (let e = 0; e < E; e++) values[t * PAIR * E + e]! += table[row * E + e]!;
    });
  });
  for (let t = 0; t < ids.length; t++) {
    const start = t * PAIR * E;
    values.copyWithin(start + E, start, start + E);
  }
  return { steps: ids.length, rows: PAIR, columns: E, values };
}

/** All directions of a layer as they are. */
export async function traceLayer(
  layer: readonly LstmWeights[],
  x: Sequence,
  pacer: Pacer,
): Promise<LstmTrace[]> {
  const traces: LstmTrace[] = [];
  for (const lstm of layer) {
    traces.push(await traceLstm(lstm, x, x.rows, new Float32Array(x.rows * lstm.H).fill(1), pacer));
  }
  return traces;
}

/** The outputs of a layer's directions side by side; where one has fewer rows, its first stands for all. */
export function sideBySide(parts: readonly Sequence[]): Sequence {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const { steps } = first!;
  const rows = Math.max(...parts.map((part) => part.rows));
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const values = new Float32Array(steps * rows * columns);
  for (let t = 0; t < steps; t++) {
    for (let r = 0; r < rows; r++) {
      let to = (t * rows + r) * columns;
      for (const part of parts) {
        const start = (t * part.rows + (part.rows === rows ? r : 0)) * part.columns;
        values.set(part.values.subarray(start, start + part.columns), to);
        to += part.columns;
      }
    }
  }
  return { steps, rows, columns, values };
}
