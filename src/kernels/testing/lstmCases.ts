/** Random cases of the LSTM op and its reference, shared by the kernels' tests. */
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../data/random';
import type { LstmAttrs, LstmInputs } from '../lstm';
import {
  LstmReference,
  type LstmSizes,
  type ReferenceGradients,
  type ReferenceInputs,
} from '../lstmReference';

export interface LstmCase extends LstmSizes {
  title: string;
  lengths: number[];
  returnSequences?: boolean;
  goBackwards?: boolean;
  hasMasks?: boolean;
  seed?: number;
}

/** Sizes odd and unequal, lengths 0, 1 and T, each option on and off. */
export const lstmCases: LstmCase[] = [
  { title: 'a whole sequence', T: 7, B: 3, E: 5, H: 4, lengths: [7, 7, 7], returnSequences: true },
  { title: 'the last state', T: 6, B: 4, E: 3, H: 7, lengths: [6, 6, 6, 6] },
  { title: 'one step of one row', T: 1, B: 1, E: 1, H: 1, lengths: [1] },
  { title: 'one step', T: 1, B: 5, E: 2, H: 3, lengths: [1, 0, 1, 1, 0], returnSequences: true },
  { title: 'mixed lengths', T: 9, B: 5, E: 6, H: 5, lengths: [9, 0, 1, 4, 8], returnSequences: true },
  { title: 'mixed lengths, last state', T: 9, B: 5, E: 6, H: 5, lengths: [9, 0, 1, 4, 8] },
  { title: 'no row of full length', T: 8, B: 3, E: 9, H: 2, lengths: [5, 3, 0], returnSequences: true },
  { title: 'no real step at all', T: 4, B: 2, E: 3, H: 3, lengths: [0, 0], returnSequences: true },
  { title: 'no real step at all, last state', T: 4, B: 2, E: 3, H: 3, lengths: [0, 0] },
  {
    title: 'dropout',
    T: 8,
    B: 6,
    E: 7,
    H: 9,
    lengths: [8, 8, 8, 8, 8, 8],
    hasMasks: true,
    returnSequences: true,
  },
  { title: 'dropout, mixed lengths', T: 8, B: 6, E: 7, H: 9, lengths: [3, 8, 0, 1, 7, 2], hasMasks: true },
  {
    title: 'backwards',
    T: 7,
    B: 3,
    E: 4,
    H: 5,
    lengths: [7, 7, 7],
    goBackwards: true,
    returnSequences: true,
  },
  {
    title: 'backwards, mixed lengths',
    T: 7,
    B: 5,
    E: 4,
    H: 5,
    lengths: [2, 7, 0, 1, 5],
    goBackwards: true,
    returnSequences: true,
  },
  {
    title: 'backwards, last state, dropout',
    T: 7,
    B: 5,
    E: 4,
    H: 6,
    lengths: [2, 7, 0, 1, 5],
    goBackwards: true,
    hasMasks: true,
  },
  {
    title: 'more than a vector',
    T: 12,
    B: 37,
    E: 33,
    H: 19,
    lengths: Array.from({ length: 37 }, (_, b) => (b * 5) % 13),
    hasMasks: true,
    returnSequences: true,
  },
  {
    title: 'the tutorial’s sizes',
    T: 40,
    B: 16,
    E: 32,
    H: 32,
    lengths: Array.from({ length: 16 }, (_, b) => 40 - 2 * b),
    hasMasks: true,
    returnSequences: true,
  },
];

export interface DrawnCase {
  attrs: LstmAttrs;
  inputs: ReferenceInputs;
  /** Neither constant nor of one sign. */
  dy: Float64Array;
}

export interface PreparedCase extends DrawnCase {
  reference: LstmReference;
  expected: ReferenceGradients;
}

/** With what the reference makes of it. */
export function prepareCase(testCase: LstmCase): PreparedCase {
  const drawn = drawCase(testCase);
  const reference = new LstmReference(testCase, drawn.inputs, drawn.attrs);
  return { ...drawn, reference, expected: reference.gradient(drawn.dy) };
}

export function drawCase({ T, B, E, H, seed = 1, ...options }: LstmCase): DrawnCase {
  const random = new Random(seed, options.title);
  const normals = (size: number, scale: number): Float64Array =>
    // float32 values, so that the reference and the kernels start from the same numbers.
    Float64Array.from({ length: size }, () => Math.fround(scale * random.normal()));
  const keep = (size: number): Float64Array | null =>
    options.hasMasks === true
      ? Float64Array.from({ length: size }, () => (random.next() < 0.25 ? 0 : Math.fround(1 / 0.75)))
      : null;
  const inputs = {
    x: normals(T * B * E, 1),
    kernel: normals(E * 4 * H, 1 / Math.sqrt(E)),
    recurrentKernel: normals(H * 4 * H, 1 / Math.sqrt(H)),
    bias: normals(4 * H, 0.5),
    inputMask: keep(B * E),
    recurrentMask: keep(B * H),
  };
  const attrs = {
    lengths: Int32Array.from(options.lengths),
    returnSequences: options.returnSequences ?? false,
    goBackwards: options.goBackwards ?? false,
  };
  const dy = normals((attrs.returnSequences ? T : 1) * B * H, 1);
  return { attrs, inputs, dy };
}

const float32 = (values: Float64Array): Float32Array => Float32Array.from(values);

/** The same numbers as tensors, which the caller owns. */
export function toTensors({ T, B, E, H }: LstmSizes, inputs: ReferenceInputs): LstmInputs {
  const mask = (values: Float64Array | null, size: number): tf.Tensor2D | null =>
    values === null ? null : tf.tensor2d(float32(values), [B, size]);
  return {
    x: tf.tensor3d(float32(inputs.x), [T, B, E]),
    kernel: tf.tensor2d(float32(inputs.kernel), [E, 4 * H]),
    recurrentKernel: tf.tensor2d(float32(inputs.recurrentKernel), [H, 4 * H]),
    bias: tf.tensor1d(float32(inputs.bias)),
    inputMask: mask(inputs.inputMask, E),
    recurrentMask: mask(inputs.recurrentMask, H),
  };
}
