/**
 * The LSTM op on WebGPU: one dispatch walks all steps forwards and one walks them back; a few more make the
 * products over all steps at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { opsLstm } from './lstm.ops';
import { times } from './sequences';
import {
  HISTORY_PARTS,
  MAX_UNITS,
  numOperands,
  operands,
  readLastState,
  readStates,
  sumPieces,
  walkBack,
  walkForward,
  type LstmVariant,
} from './webgpuLstmPrograms';
import { maxWorkgroupSize, runElementwise, runProgram } from './webgpuProgram';

/** Larger layers do not fit a workgroup's memory and go step by step. */
const fits = ({ recurrentKernel }: LstmInputs): boolean => recurrentKernel.shape[0] <= MAX_UNITS;

export const webgpuLstm: LstmKernel = {
  name: 'WebGPU, one dispatch for all steps',

  forward(inputs, attrs, isTraining) {
    if (!fits(inputs)) return opsLstm.forward(inputs, attrs, isTraining);
    const [output, ...saved] = tf.tidy(() => forward(inputs, attrs, isTraining));
    return { output: output!, saved };
  },

  gradient(dy, inputs, output, saved, attrs) {
    if (!fits(inputs)) return opsLstm.gradient(dy, inputs, output, saved, attrs);
    return tf.tidy(() => {
      const { x, kernel, recurrentKernel, bias } = gradient(dy, inputs, saved[0]!, attrs);
      return { x, kernel, recurrentKernel, bias };
    });
  },
};

interface Layer {
  T: number;
  B: number;
  E: number;
  H: number;
  variant: LstmVariant;
  /** [B] int32 */
  lengths: tf.Tensor1D;
  /** [mask], or nothing. */
  recurrentMasks: tf.Tensor[];
}

function layerOf({ x, recurrentKernel, recurrentMask }: LstmInputs, attrs: LstmAttrs): Layer {
  const [T, B, E] = x.shape;
  const H = recurrentKernel.shape[0];
  const variant = {
    H,
    goBackwards: attrs.goBackwards,
    hasRecurrentMask: recurrentMask !== null,
    maxWorkgroupSize: maxWorkgroupSize(),
  };
  const recurrentMasks = recurrentMask === null ? [] : [recurrentMask];
  return { T, B, E, H, variant, lengths: tf.tensor1d(attrs.lengths, 'int32'), recurrentMasks };
}

/** @returns [output], and when training [output, history]. */
function forward(inputs: LstmInputs, attrs: LstmAttrs, isTraining: boolean): tf.Tensor[] {
  const { T, B, E, H, variant, lengths, recurrentMasks } = layerOf(inputs, attrs);
  const x = tf.reshape<tf.Rank.R2>(times(inputs.x, inputs.inputMask), [T * B, E]);
  const projected = tf.matMul(x, inputs.kernel);
  const stride = isTraining ? HISTORY_PARTS * H : H;
  const walked = runProgram<tf.Rank.R2>(
    walkForward(variant, isTraining),
    B,
    [T * B, stride],
    [projected, inputs.recurrentKernel, inputs.bias, lengths, ...recurrentMasks],
    [T, B],
  );
  const output = readOutput();
  return isTraining ? [output, walked] : [output];

  function readOutput(): tf.Tensor {
    if (!attrs.returnSequences) {
      const program = readLastState(H, stride, attrs.goBackwards);
      return runElementwise<tf.Rank.R2>(program, [B, H], [walked, lengths], [B]);
    }
    if (!isTraining) return tf.reshape(walked, [T, B, H]);
    return runElementwise<tf.Rank.R3>(readStates(H), [T, B, H], [walked], []);
  }
}

/**
 * Pieces in which the weights' gradients are summed over all steps: one long sum would leave most of a
 * device idle, and tfjs would split it itself, with atomic additions whose order changes from run to run.
 */
const NUM_PIECES = 32;

function gradient(dy: tf.Tensor, inputs: LstmInputs, history: tf.Tensor, attrs: LstmAttrs): LstmGradients {
  const { T, B, E, H, variant, lengths, recurrentMasks } = layerOf(inputs, attrs);
  const { inputMask, kernel } = inputs;
  const numRows = Math.ceil((T * B) / NUM_PIECES) * NUM_PIECES;
  const dz = runProgram<tf.Rank.R2>(
    walkBack(variant, attrs.returnSequences),
    B,
    [numRows, 4 * H],
    [history, inputs.recurrentKernel, dy, lengths, ...recurrentMasks],
    [numRows, B],
  );
  const width = numOperands(E, H);
  const rows = runElementwise<tf.Rank.R2>(
    operands(E, H, { ...variant, hasInputMask: inputMask !== null }),
    [numRows, width],
    [inputs.x, history, lengths, ...(inputMask === null ? [] : [inputMask]), ...recurrentMasks],
    [B],
  );
  const inPieces = (values: tf.Tensor2D): tf.Tensor3D =>
    tf.reshape(values, [NUM_PIECES, numRows / NUM_PIECES, values.shape[1]]);
  const partial = tf.matMul(inPieces(rows), inPieces(dz), true, false);
  const summed = <R extends tf.Rank>(firstRow: number, shape: tf.ShapeMap[R]): tf.Tensor<R> =>
    runElementwise<R>(sumPieces, shape, [partial], [NUM_PIECES, width * 4 * H, firstRow * 4 * H]);
  const dx = tf.slice(tf.matMul(dz, kernel, false, true), [0, 0], [T * B, E]);
  return {
    x: times(tf.reshape(dx, [T, B, E]), inputMask) as tf.Tensor3D,
    kernel: summed<tf.Rank.R2>(0, [E, 4 * H]),
    recurrentKernel: summed<tf.Rank.R2>(E, [H, 4 * H]),
    bias: summed<tf.Rank.R1>(E + H, [4 * H]),
  };
}
