/**
 * The LSTM op in plain JavaScript on typed arrays, for backends whose tensors live in main memory. Rows are
 * grouped by length, so nothing is computed for a group's padding beyond its longest row; the loops work on
 * small blocks whose sums stay in registers (plainLoops.ts).
 */
import * as tf from '@tensorflow/tfjs-core';
import { multiplyBack, stepBackward, stepForward, sumOuterProducts, type LoopSizes } from './plainLoops';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { copyIn, copyOut, GROUP_ROWS, groupRows, type CopyOptions, type Group } from './wasmGroups';

/** What the gradient needs of every group and step, one group after the other, each [steps][R][.]. */
interface History {
  /** [., E + H], masked: what stands in the products. */
  xh: Float32Array;
  /** [., 4H], activated: i, f, g, o. */
  gates: Float32Array;
  /** [., H] */
  c: Float32Array;
}

export const plainLstm: LstmKernel = {
  name: 'plain JavaScript',

  forward(inputs, attrs, isTraining) {
    const groups = placeGroups(attrs.lengths);
    const { E, H } = sizesOf(inputs);
    const rows = groups.at(-1)?.end ?? 0;
    const history: History = {
      xh: new Float32Array(rows * (E + H)),
      gates: new Float32Array(rows * 4 * H),
      c: new Float32Array(rows * H),
    };
    const output = forward(inputs, attrs, groups, history);
    const { xh, gates, c } = history;
    return { output, saved: isTraining ? [xh, gates, c].map((array) => tf.tensor1d(array)) : [] };
  },

  gradient(dy, inputs, _output, saved, attrs) {
    const [xh, gates, c] = saved.map(values) as [Float32Array, Float32Array, Float32Array];
    return gradient(values(dy), inputs, attrs, { xh, gates, c });
  },
};

/** A group and the rows of the history that it owns: step t of its row r stands at start + t * R + r. */
interface PlacedGroup extends Group {
  start: number;
  end: number;
}

function placeGroups(lengths: Int32Array): PlacedGroup[] {
  let start = 0;
  return groupRows(lengths, GROUP_ROWS).map(({ rows, R, steps }) => {
    const end = start + steps * R;
    const placed = { rows, R, steps, start, end };
    start = end;
    return placed;
  });
}

function sizesOf({ x, recurrentKernel }: LstmInputs): LoopSizes & { T: number; B: number } {
  const [T, B, E] = x.shape;
  return { T, B, E, H: recurrentKernel.shape[0] };
}

const values = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();

function copyOptions(
  inputs: LstmInputs,
  attrs: LstmAttrs,
  group: Group,
  size: number,
  stride: number,
): CopyOptions {
  const { lengths, goBackwards } = attrs;
  return { group, lengths, batchSize: inputs.x.shape[1], size, stride, isReversed: goBackwards, mask: null };
}

/** [R, H]: the recurrent dropout mask of a group's rows, or ones. */
function recurrentMaskOf({ recurrentMask, recurrentKernel }: LstmInputs, { rows, R }: Group): Float32Array {
  const H = recurrentKernel.shape[0];
  const mask = new Float32Array(R * H).fill(1);
  if (recurrentMask === null) return mask;
  const all = values(recurrentMask);
  rows.forEach((row, r) => mask.set(all.subarray(row * H, row * H + H), r * H));
  return mask;
}

/** Kernel and recurrent kernel below one another, [E + H, 4H]. */
function stackWeights(inputs: LstmInputs): Float32Array {
  const weights = new Float32Array(inputs.kernel.size + inputs.recurrentKernel.size);
  weights.set(values(inputs.kernel));
  weights.set(values(inputs.recurrentKernel), inputs.kernel.size);
  return weights;
}

function transpose(matrix: Float32Array, rows: number, cols: number): Float32Array {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * cols + Math.floor(i / rows)]!);
}

/** Fills the history and returns the op's output. */
function forward(inputs: LstmInputs, attrs: LstmAttrs, groups: PlacedGroup[], history: History): tf.Tensor {
  const sizes = sizesOf(inputs);
  const { T, B, E, H } = sizes;
  const K = E + H;
  const weightsT = transpose(stackWeights(inputs), K, 4 * H);
  const bias = values(inputs.bias);
  const x = values(inputs.x);
  const inputMask = inputs.inputMask === null ? null : values(inputs.inputMask);
  const output = new Float32Array((attrs.returnSequences ? T : 1) * B * H);
  for (const group of groups) {
    const { start, end, R, steps } = group;
    const xh = history.xh.subarray(start * K, end * K);
    const gates = history.gates.subarray(start * 4 * H, end * 4 * H);
    const c = history.c.subarray(start * H, end * H);
    const h = new Float32Array((end - start) * H);
    const mask = recurrentMaskOf(inputs, group);
    copyIn(x, xh, { ...copyOptions(inputs, attrs, group, E, K), mask: inputMask });
    for (let t = 0; t < steps; t++)
      stepForward(sizes, R, t, steps, { weightsT, bias, mask, xh, gates, c, h });
    if (attrs.returnSequences) {
      copyOut(h, output, copyOptions(inputs, attrs, group, H, H));
    } else {
      group.rows.forEach((row, r) => {
        const last = ((attrs.lengths[row]! - 1) * R + r) * H;
        output.set(h.subarray(last, last + H), row * H);
      });
    }
  }
  return tf.tensor(output, attrs.returnSequences ? [T, B, H] : [B, H]);
}

function gradient(dy: Float32Array, inputs: LstmInputs, attrs: LstmAttrs, history: History): LstmGradients {
  const sizes = sizesOf(inputs);
  const { E, H } = sizes;
  const K = E + H;
  const weights = stackWeights(inputs);
  const inputMask = inputs.inputMask === null ? null : values(inputs.inputMask);
  const dx = new Float32Array(inputs.x.size);
  // In float64: each is a sum over every step of every row.
  const dWeights = new Float64Array(K * 4 * H);
  const dBias = new Float64Array(4 * H);
  for (const group of placeGroups(attrs.lengths)) {
    const { start, end, R, steps } = group;
    const xh = history.xh.subarray(start * K, end * K);
    const gates = history.gates.subarray(start * 4 * H, end * 4 * H);
    const c = history.c.subarray(start * H, end * H);
    const dStates = stateGradient(dy, inputs, attrs, group);
    const dxh = new Float32Array((end - start) * K);
    const dz = new Float32Array(R * 4 * H);
    const dc = new Float32Array(R * H);
    const mask = recurrentMaskOf(inputs, group);
    for (let t = steps - 1; t >= 0; t--) {
      stepBackward(sizes, R, t, steps, { mask, gates, c, dStates, dxh, dc, dz });
      multiplyBack(sizes, R, t, weights, dz, dxh);
      sumOuterProducts(sizes, R, t, xh, dz, dWeights, dBias);
    }
    copyOut(dxh, dx, { ...copyOptions(inputs, attrs, group, E, K), mask: inputMask });
  }
  const kernel = new Float32Array(dWeights.subarray(0, E * 4 * H));
  const recurrentKernel = new Float32Array(dWeights.subarray(E * 4 * H));
  return {
    x: tf.tensor3d(dx, inputs.x.shape),
    kernel: tf.tensor2d(kernel, [E, 4 * H]),
    recurrentKernel: tf.tensor2d(recurrentKernel, [H, 4 * H]),
    bias: tf.tensor1d(new Float32Array(dBias)),
  };
}

/** dL/dh of a group's states as far as the output alone gives it, [steps, R, H]; zero where a row has ended. */
function stateGradient(
  dy: Float32Array,
  inputs: LstmInputs,
  attrs: LstmAttrs,
  group: PlacedGroup,
): Float32Array {
  const H = inputs.recurrentKernel.shape[0];
  const dStates = new Float32Array((group.end - group.start) * H);
  if (attrs.returnSequences) {
    copyIn(dy, dStates, copyOptions(inputs, attrs, group, H, H));
    return dStates;
  }
  group.rows.forEach((row, r) => {
    const last = ((attrs.lengths[row]! - 1) * group.R + r) * H;
    dStates.set(dy.subarray(row * H, row * H + H), last);
  });
  return dStates;
}
