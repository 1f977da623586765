/** What training does beyond a step of Adam, in tfjs's operations: disturbed words, clipping, a moving average. */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/batches';

/**
 * The disturbance of the embedded words that raises the loss most, to first order (Miyato, Dai and Goodfellow 2017,
 * https://arxiv.org/abs/1605.07725): `size * RMS * g / |g|` for each review, g the gradient of its loss by its words
 * and RMS the root mean square norm of its word vectors.
 *
 * @param embedded [T, B, E] @returns [T, B, E], a constant
 */
export function adversarialDisturbance(
  embedded: tf.Tensor3D,
  { lengths }: Pick<Batch, 'lengths'>,
  size: number,
  loss: (embedded: tf.Tensor3D) => tf.Scalar,
): tf.Tensor3D {
  const [T, B] = embedded.shape;
  const isReal = tf.tensor3d(
    Float32Array.from({ length: T * B }, (_, i) => Number(Math.floor(i / B) < lengths[i % B]!)),
    [T, B, 1],
  );
  const gradient = tf.mul(tf.grad((x) => loss(x as tf.Tensor3D))(embedded), isReal);
  const norm = tf.sqrt(tf.sum(tf.square(gradient), [0, 2], true));
  const squares = tf.sum(tf.mul(tf.square(embedded), isReal), [0, 2], true);
  const counts = tf.tensor3d(
    Float32Array.from(lengths, (length) => Math.max(1, length)),
    [1, B, 1],
  );
  const rms = tf.sqrt(tf.div(squares, counts));
  return tf.mul(gradient, tf.div(tf.mul(rms, size), tf.maximum(norm, SMALLEST_NORM)));
}

/** A review that no word changes has no direction. */
const SMALLEST_NORM = 1e-12;

/** L2 norm of each: one tensor [gradients], so that they are read at once. */
export function gradientNorms(gradients: tf.Tensor[]): tf.Tensor1D {
  return tf.tidy(() =>
    tf.sqrt(tf.stack(gradients.map((gradient) => tf.sum(tf.square(gradient)))) as tf.Tensor1D),
  );
}

/** All gradients scaled down so that their global norm is at most `clipNorm`; 0 for no limit. */
export function clipGradients(gradients: tf.Tensor[], clipNorm: number): tf.Tensor[] {
  if (clipNorm === 0) return gradients;
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(tf.addN(squares));
  const scale = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}

/**
 * Moving average of the weights: `average = d average + (1 - d) weight` with `d = min(decay, (1 + step) / (10 + step))`,
 * which forgets the initial weights soon (TensorFlow's ExponentialMovingAverage with `num_updates`).
 */
export class MovingAverage {
  readonly values: tf.Variable[];

  constructor(
    private readonly weights: readonly tf.Variable[],
    private readonly decay: number,
  ) {
    // A product and not a clone, which could share memory with the weight.
    this.values = weights.map((weight) => tf.tidy(() => tf.variable(tf.mul(weight, 1), false)));
  }

  /** @param step steps taken before the last one */
  update(step: number): void {
    const decay = Math.min(this.decay, (1 + step) / (10 + step));
    tf.tidy(() => {
      this.values.forEach((value, i) => {
        value.assign(tf.add(tf.mul(value, decay), tf.mul(this.weights[i]!, 1 - decay)));
      });
    });
  }

  dispose(): void {
    tf.dispose(this.values);
  }
}
