/**
 * What the LSTM kernels made of tfjs ops do to whole sequences before and after they walk through time:
 * lengths, direction and dropout of the inputs. In here a sequence is "walked" when step t of the walk
 * stands at t, whatever the direction.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmInputs } from './lstm';
import { lastSteps, realSteps, reversal } from './rows';

/** What the kernel multiplies, [T * B, E]: in the order of the walk, zero beyond the lengths, times the mask. */
export function maskedInputs({ x, inputMask }: LstmInputs, { lengths, goBackwards }: LstmAttrs): tf.Tensor2D {
  const [T, B, E] = x.shape;
  const isReal = realSteps(lengths, T);
  const real = isReal === null ? x : select(isReal, x);
  const walked = goBackwards ? reversed(real, lengths) : real;
  return tf.reshape(times(walked, inputMask), [T * B, E]);
}

/** The op's output from the states [T, B, H] in the order of the walk. */
export function readOutput(
  states: tf.Tensor3D,
  { lengths, returnSequences, goBackwards }: LstmAttrs,
): tf.Tensor {
  const [T] = states.shape;
  if (!returnSequences) {
    return tf.sum(select(lastSteps(lengths, T), states), 0);
  }
  const aligned = goBackwards ? reversed(states, lengths) : states;
  const isReal = realSteps(lengths, T);
  return isReal === null ? aligned : select(isReal, aligned);
}

/** dL/dh of every step as far as the output alone gives it, [T, B, H], zero beyond the lengths. */
export function stateGradient(dy: tf.Tensor, [T, B, , H]: number[], attrs: LstmAttrs): tf.Tensor3D {
  const { lengths, returnSequences, goBackwards } = attrs;
  if (!returnSequences) {
    return tf.mul(tf.tensor3d(lastSteps(lengths, T!), [T!, B!, 1]), tf.reshape(dy, [1, B!, H!]));
  }
  const isReal = realSteps(lengths, T!);
  const real = isReal === null ? dy : select(isReal, dy as tf.Tensor3D);
  return (goBackwards ? reversed(real as tf.Tensor3D, lengths) : real) as tf.Tensor3D;
}

/** Times a mask [B, .] that is the same at every step. */
export function times(values: tf.Tensor, mask: tf.Tensor2D | null): tf.Tensor {
  return mask === null ? values : tf.mul(values, mask);
}

/** [T, B, .] with every row reversed within its own length. */
export function reversed(values: tf.Tensor3D, lengths: Int32Array): tf.Tensor3D {
  const [T, B, size] = values.shape;
  const index = tf.tensor1d(reversal(lengths, T), 'int32');
  return tf.reshape(tf.gather(tf.reshape(values, [T * B, size]), index), [T, B, size]);
}

/** Values where `isKept` [T * B] is 1, else 0. A choice, not a product: padding may hold anything, and 0 * NaN is NaN. */
function select(isKept: Float32Array, values: tf.Tensor3D): tf.Tensor3D {
  const [T, B] = values.shape;
  return tf.where(tf.tensor3d(Uint8Array.from(isKept), [T, B, 1], 'bool'), values, tf.zerosLike(values));
}
