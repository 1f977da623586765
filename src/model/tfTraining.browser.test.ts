import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { adversarialDisturbance, clipGradients, MovingAverage } from './tfTraining';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const gradients = (): tf.Tensor[] => [tf.tensor1d([3, 0]), tf.tensor2d([[0], [-4]])];

const clipped = (clipNorm: number): number[] =>
  tf.tidy(() => clipGradients(gradients(), clipNorm).flatMap((tensor) => Array.from(tensor.dataSync())));

it('clipGradients scales all down to the global norm and leaves smaller ones alone', () => {
  // The norm of all is 5.
  expectClose(clipped(2), [1.2, 0, 0, -1.6], { atol: 1e-6, rtol: 0 });
  for (const clipNorm of [0, 5, 9]) expectClose(clipped(clipNorm), [3, 0, 0, -4], { atol: 1e-6, rtol: 0 });
});

describe('MovingAverage', () => {
  it('follows the weights by min(decay, (1 + step) / (10 + step))', () => {
    const weight = tf.variable(tf.tensor1d([1, -2]));
    const average = new MovingAverage([weight], 0.2);
    let expected = [1, -2];
    for (let step = 0; step < 5; step++) {
      const next = [step + 0.5, 3 - 2 * step];
      tf.tidy(() => weight.assign(tf.tensor1d(next)));
      average.update(step);
      // 0.1, 0.1818, and then the decay itself.
      const decay = [0.1, 2 / 11, 0.2, 0.2, 0.2][step]!;
      expected = expected.map((value, i) => decay * value + (1 - decay) * next[i]!);
      expectClose(average.values[0]!.dataSync(), expected, { atol: 1e-6, rtol: 0 }, `step ${step}`);
    }
    average.dispose();
    weight.dispose();
  });
});

describe('adversarialDisturbance', () => {
  it('goes along the gradient of each review by its real words, as long as the size times the RMS norm', () => {
    const [T, B, E] = [3, 2, 2];
    const x = [0.5, -1, 2, 0.25, 1.5, -0.75, -0.5, 3, 0.1, 0.2, 9, -9];
    const lengths = Int32Array.of(3, 2);
    const size = 0.7;
    // The gradient of sum x^3 / 3 is x^2.
    const expected = new Float64Array(x.length);
    for (let b = 0; b < B; b++) {
      const real = x.map((_, i) => i).filter((i) => Math.floor(i / E) % B === b && i / (B * E) < lengths[b]!);
      const norm = Math.sqrt(real.reduce((sum, i) => sum + x[i]! ** 4, 0));
      const rms = Math.sqrt(real.reduce((sum, i) => sum + x[i]! ** 2, 0) / lengths[b]!);
      for (const i of real) expected[i] = (size * rms * x[i]! ** 2) / norm;
    }
    const found = tf.tidy(() =>
      adversarialDisturbance(tf.tensor3d(x, [T, B, E]), { lengths }, size, (words) =>
        tf.div(tf.sum(tf.mul(words, tf.square(words))), 3),
      ).dataSync(),
    );
    expectClose(found, expected, { atol: 1e-6, rtol: 1e-5 });
    expect(found.slice(10)).toEqual(Float32Array.of(0, 0));
  });
});
