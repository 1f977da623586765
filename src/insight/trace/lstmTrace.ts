/**
 * One direction of an LSTM layer read step by step, and all that it holds on the way. Formulas as in Keras:
 * `c = f * c + i * g`, `h = o * tanh(c)`, with i, f, o = sigmoid and g = tanh of
 * `x * kernel + h * recurrentKernel + bias`. Shapes: T steps, R rows that are read side by side.
 */
import { stepForward } from '../../kernels/plainLoops';
import type { Pacer } from './pacer';
import type { LstmWeights } from './plainStack';

/** [T][R][columns], by time whatever the direction of reading. */
export interface Sequence {
  steps: number;
  /** R; even, as the loops take two rows at a time. */
  rows: number;
  columns: number;
  values: Float32Array;
}

export interface LstmTrace {
  /** States h and cell states c, [T][R][H]. */
  h: Sequence;
  c: Sequence;
  /** [T][R][4H], activated: input, forget, candidate, output. */
  gates: Sequence;
}

/**
 * @param x inputs; where they have fewer than `rows` rows, the first stands for all
 * @param mask [rows, H] what the states are multiplied by before the next step reads them
 */
export async function traceLstm(
  { E, H, isBackward, weightsT, bias }: LstmWeights,
  x: Sequence,
  rows: number,
  mask: Float32Array,
  pacer: Pacer,
): Promise<LstmTrace> {
  const { steps } = x;
  const arrays = {
    weightsT,
    bias,
    mask,
    xh: walkedInputs(x, rows, E + H, isBackward),
    gates: new Float32Array(steps * rows * 4 * H),
    c: new Float32Array(steps * rows * H),
    h: new Float32Array(steps * rows * H),
  };
  for (let t = 0; t < steps; t++) {
    stepForward({ E, H }, rows, t, steps, arrays);
    if (pacer.isDue) await pacer.pause();
  }
  const byTime = (values: Float32Array, columns: number): Sequence => ({
    steps,
    rows,
    columns,
    values: isBackward ? reversed(values, rows * columns) : values,
  });
  return { h: byTime(arrays.h, H), c: byTime(arrays.c, H), gates: byTime(arrays.gates, 4 * H) };
}

/** [T][rows][K] in the order of reading, the part of the states still 0. */
function walkedInputs(x: Sequence, rows: number, K: number, isBackward: boolean): Float32Array {
  const { steps, columns, values } = x;
  const xh = new Float32Array(steps * rows * K);
  for (let t = 0; t < steps; t++) {
    const from = isBackward ? steps - 1 - t : t;
    for (let r = 0; r < rows; r++) {
      const start = (from * x.rows + (x.rows === rows ? r : 0)) * columns;
      xh.set(values.subarray(start, start + columns), (t * rows + r) * K);
    }
  }
  return xh;
}

/** Steps of `size` values in reverse order. */
function reversed(values: Float32Array, size: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += size) {
    result.set(values.subarray(start, start + size), values.length - start - size);
  }
  return result;
}
