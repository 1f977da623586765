/**
 * The LSTM op's contract: a whole sequence in one call, forward and gradient, on whatever backend runs.
 *
 * Keras's LSTM to the letter (https://keras.io/api/layers/recurrent_layers/lstm/), gate order i, f, c, o
 * along the last axis of `kernel`, `recurrentKernel` and `bias`; with x_t and h_(t-1) multiplied by their
 * dropout masks before the products:
 *   `z = (x_t * inputMask) kernel + (h_(t-1) * recurrentMask) recurrentKernel + bias`
 *   `i = sigmoid(z_i)  f = sigmoid(z_f)  g = tanh(z_c)  o = sigmoid(z_o)`
 *   `c_t = f * c_(t-1) + i * g`   `h_t = o * tanh(c_t)`   `h_(-1) = c_(-1) = 0`
 *
 * Everything is time-major, [T, B, .], so that a step is one contiguous block.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { lstmKernelFor } from './registerKernels';

export interface LstmInputs {
  /** [T, B, E] float32. Row b is real for t < lengths[b]; what stands after it is never read into a result. */
  x: Tensor3D;
  /** [E, 4H] */
  kernel: Tensor2D;
  /** [H, 4H] */
  recurrentKernel: Tensor2D;
  /** [4H] */
  bias: Tensor1D;
  /** [B, E], fixed over time, already scaled by 1/(1-rate); null for none. */
  inputMask: Tensor2D | null;
  /** [B, H], likewise, on h_(t-1). */
  recurrentMask: Tensor2D | null;
}

export interface LstmAttrs {
  /** [B], each 0..T: how many real steps each row has. All T: nothing is padding. */
  lengths: Int32Array;
  /** True: output [T, B, H], zero for t >= lengths[b]. False: [B, H], the state after each row's last real step (zero for length 0). */
  returnSequences: boolean;
  /** True: each row is walked from its last real step to its first. The sequence stays aligned with x (h at t belongs to x at t); the last state is that after t = 0. */
  goBackwards: boolean;
}

/** Gradients of everything that LstmInputs holds but the masks, in the same shapes. */
export interface LstmGradients {
  x: Tensor3D;
  kernel: Tensor2D;
  recurrentKernel: Tensor2D;
  bias: Tensor1D;
}

/** One way to run the op. Adding a backend is one file that implements this and one line in registerKernels.ts. */
export interface LstmKernel {
  name: string;
  /** `saved` is what `gradient` needs beside inputs and output; the caller owns and disposes it. Saved only if `isTraining`. */
  forward(inputs: LstmInputs, attrs: LstmAttrs, isTraining: boolean): { output: Tensor; saved: Tensor[] };
  /** dy has the output's shape. Computes all gradients at once. */
  gradient(dy: Tensor, inputs: LstmInputs, output: Tensor, saved: Tensor[], attrs: LstmAttrs): LstmGradients;
}

/**
 * Runs the op on tfjs's current backend, differentiable in x, kernel, recurrentKernel and bias.
 *
 * @returns [T, B, H] with `returnSequences`, else [B, H].
 * @throws Error when shapes or lengths do not fit together.
 */
export function lstm(inputs: LstmInputs, attrs: LstmAttrs): Tensor {
  check(inputs, attrs);
  return runLstm(lstmKernelFor(tf.getBackend()), inputs, attrs);
}

/** The op on a given kernel: for tests and benchmarks, which compare kernels on one backend. */
export function runLstm(kernel: LstmKernel, inputs: LstmInputs, attrs: LstmAttrs): Tensor {
  const { inputMask, recurrentMask } = inputs;
  // Asked out here: within the op the tape is off.
  const isTraining = tf.engine().isTapeOn();
  const masks = [inputMask, recurrentMask].filter((mask) => mask !== null);
  const op = tf.customGrad((...args) => {
    const [x, weights, recurrentKernel, bias, save] = args as unknown as [
      Tensor3D,
      Tensor2D,
      Tensor2D,
      Tensor1D,
      (tensors: Tensor[]) => void,
    ];
    const given: LstmInputs = { x, kernel: weights, recurrentKernel, bias, inputMask, recurrentMask };
    const { output, saved } = kernel.forward(given, attrs, isTraining);
    save([x, weights, recurrentKernel, bias, output, ...masks, ...saved]);
    return {
      value: output,
      gradFunc: (dy: Tensor, kept: Tensor[]) => gradients(kernel, dy, kept, given, attrs),
    };
  });
  return op(inputs.x, inputs.kernel, inputs.recurrentKernel, inputs.bias);
}

/** All at once: tfjs disposes what was saved before gradients asked for later would read it. */
function gradients(
  kernel: LstmKernel,
  dy: Tensor,
  kept: Tensor[],
  given: LstmInputs,
  attrs: LstmAttrs,
): Tensor[] {
  const [x, weights, recurrentKernel, bias, output, ...rest] = kept;
  const inputs: LstmInputs = {
    x: x as Tensor3D,
    kernel: weights as Tensor2D,
    recurrentKernel: recurrentKernel as Tensor2D,
    bias: bias as Tensor1D,
    inputMask: given.inputMask === null ? null : (rest.shift() as Tensor2D),
    recurrentMask: given.recurrentMask === null ? null : (rest.shift() as Tensor2D),
  };
  const result = kernel.gradient(dy, inputs, output!, rest, attrs);
  return [result.x, result.kernel, result.recurrentKernel, result.bias];
}

function check(
  { x, kernel, recurrentKernel, bias, inputMask, recurrentMask }: LstmInputs,
  { lengths }: LstmAttrs,
): void {
  const [T, B, E] = x.shape;
  const H = recurrentKernel.shape[0];
  checkShape('kernel', kernel, [E, 4 * H]);
  checkShape('recurrentKernel', recurrentKernel, [H, 4 * H]);
  checkShape('bias', bias, [4 * H]);
  checkShape('inputMask', inputMask, [B, E]);
  checkShape('recurrentMask', recurrentMask, [B, H]);
  tf.util.assert(lengths.length === B, () => `lstm: ${lengths.length} lengths for ${B} rows`);
  const wrong = lengths.findIndex((length) => length < 0 || length > T);
  tf.util.assert(wrong < 0, () => `lstm: row ${wrong} has length ${lengths[wrong]}, not 0 to ${T}`);
}

function checkShape(name: string, tensor: Tensor | null, expected: number[]): void {
  if (tensor !== null) tf.util.assertShapesMatch(tensor.shape, expected, `lstm: ${name} `);
}
