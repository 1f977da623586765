/** How the log-odds of a network move with its embedded words, in tfjs's operations. */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/batches';

/**
 * @param embedded [T, B, E] @param scales [B], what the words of each row are multiplied by
 * @param logits [B, 2] from embedded words; no row's may depend on another row
 * @returns gradient of each row's log-odds by its scaled words [T, B, E], and the log-odds [B]
 */
export function logOddsGradient(
  embedded: tf.Tensor3D,
  { lengths }: Pick<Batch, 'lengths'>,
  scales: Float32Array,
  logits: (embedded: tf.Tensor3D) => tf.Tensor2D,
): [gradients: tf.Tensor3D, logOdds: tf.Tensor1D] {
  const [T, B] = embedded.shape;
  const scaled = tf.mul<tf.Tensor3D>(embedded, tf.tensor3d(scales, [1, B, 1]));
  let logOdds: tf.Tensor1D | null = null;
  // The sum of the rows' log-odds has each row's own gradient.
  const { grad } = tf.valueAndGrad((x) => {
    const difference = tf.sum<tf.Tensor1D>(tf.mul(logits(x as tf.Tensor3D), tf.tensor2d([-1, 1], [1, 2])), 1);
    logOdds = tf.keep(difference);
    return tf.sum(difference);
  })(scaled);
  const isReal = tf.tensor3d(
    Float32Array.from({ length: T * B }, (_, i) => Number(Math.floor(i / B) < lengths[i % B]!)),
    [T, B, 1],
  );
  return [tf.mul(grad, isReal), logOdds!];
}
