/**
 * The LSTM op on WebGL2: one draw per time step forwards and one backwards; everything else is done for all
 * steps at once. Only states are kept from the forward pass; the gates are computed again in one draw, as
 * tfjs's programs write one texture each.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { maskedInputs, readOutput, reversed, stateGradient, times } from './sequences';
import { lstmPrograms, type LstmPrograms } from './webglLstmPrograms';
import { runProgram, type Program } from './webglProgram';

export const webglLstm: LstmKernel = {
  name: 'WebGL2, one draw per step',

  forward(inputs, attrs, isTraining) {
    const [output, ...saved] = tf.tidy(() => forward(inputs, attrs, isTraining));
    return { output: output!, saved };
  },

  gradient(dy, inputs, _output, saved, attrs) {
    const [x, kernel, recurrentKernel, bias] = tf.tidy(() => gradient(dy, inputs, saved, attrs));
    return { x, kernel, recurrentKernel, bias } as LstmGradients;
  },
};

interface Layer {
  T: number;
  B: number;
  E: number;
  H: number;
  programs: LstmPrograms;
  /** Recurrent kernel as a grid H x H. */
  u: tf.Tensor;
  /** [mask], or nothing. */
  masks: tf.Tensor[];
}

function layerOf({ x, recurrentKernel, recurrentMask }: LstmInputs): Layer {
  const [T, B, E] = x.shape;
  const H = recurrentKernel.shape[0];
  const programs = lstmPrograms(E, H, recurrentMask !== null);
  const u = grid(programs.interleave, H, H, [recurrentKernel]);
  return { T, B, E, H, programs, u, masks: recurrentMask === null ? [] : [recurrentMask] };
}

const grid = (
  program: Program,
  rows: number,
  cols: number,
  inputs: tf.Tensor[],
  uniforms?: number[][],
): tf.Tensor => runProgram(program, [2 * rows, 2 * cols], inputs, uniforms);

function forward(inputs: LstmInputs, attrs: LstmAttrs, isTraining: boolean): tf.Tensor[] {
  const layer = layerOf(inputs);
  const { T, B, E, H, programs, u, masks } = layer;
  const kernel = grid(programs.interleave, E, H, [inputs.kernel]);
  const bias = grid(programs.interleave, 1, H, [tf.reshape(inputs.bias, [1, 4 * H])]);
  const projected = grid(programs.project, T * B, H, [maskedInputs(inputs, attrs), kernel, bias]);
  const steps: tf.Tensor[] = [];
  for (let t = 0; t < T; t++) {
    const before = steps.slice(-1);
    const program = t === 0 ? programs.step.first : programs.step.next;
    steps.push(grid(program, B, H, [projected, u, ...before, ...masks], [[B], [t]]));
  }
  const states = tf.concat(steps, 0);
  const h = tf.reshape(runProgram(programs.states, [T * B, H], [states]), [T, B, H]);
  const output = readOutput(h as tf.Tensor3D, attrs);
  return isTraining ? [output, projected, states] : [output];
}

function gradient(dy: tf.Tensor, inputs: LstmInputs, saved: tf.Tensor[], attrs: LstmAttrs): tf.Tensor[] {
  const { T, B, E, H, programs, u, masks } = layerOf(inputs);
  const [projected, states] = saved as [tf.Tensor, tf.Tensor];
  const gates = grid(programs.gates, T * B, H, [projected, u, states], [[B]]);
  const slopes = grid(programs.slopes, T * B, H, [gates, states], [[B]]);
  const dStates = tf.reshape(stateGradient(dy, [T, B, E, H], attrs), [T * B, H]);
  const steps: tf.Tensor[] = [];
  for (let t = T - 1; t >= 0; t--) {
    const after = steps.slice(-1);
    const isLast = t === T - 1;
    const program = isLast ? programs.stepBack.last : programs.stepBack.before;
    const rest = isLast ? [] : [slopes, u, ...after, ...masks];
    steps.push(grid(program, B, H, [dStates, gates, states, ...rest], [[B], [t]]));
  }
  const dz = runProgram(programs.dz, [T * B, 4 * H], [tf.concat(steps.toReversed(), 0), slopes]);
  const hBefore = runProgram(programs.statesBefore, [T * B, H + 1], [states], [[B]]);
  const ofStates = productOverSteps(hBefore, dz, T);
  const dx = tf.reshape(tf.matMul(dz as tf.Tensor2D, inputs.kernel, false, true), [T, B, E]);
  const masked = times(dx, inputs.inputMask) as tf.Tensor3D;
  return [
    attrs.goBackwards ? reversed(masked, attrs.lengths) : masked,
    productOverSteps(maskedInputs(inputs, attrs), dz, T),
    tf.slice(ofStates, [0, 0], [H, 4 * H]),
    tf.reshape(tf.slice(ofStates, [H, 0], [1, 4 * H]), [4 * H]),
  ];
}

/** Most pieces of a product over all steps: each is a sum in a fragment of its own. */
const MAX_PIECES = 32;

/** `transpose(a) b` for a [T * B, m] and b [T * B, n], summed in pieces: one long sum would leave most of a device idle. */
function productOverSteps(a: tf.Tensor, b: tf.Tensor, T: number): tf.Tensor {
  let pieces = Math.min(T, MAX_PIECES);
  while (T % pieces !== 0) pieces--;
  const piece = (values: tf.Tensor): tf.Tensor => tf.reshape(values, [pieces, -1, values.shape[1]!]);
  return tf.sum(tf.matMul(piece(a), piece(b), true, false), 0);
}
