import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../backends/backend';
import { Random } from '../data/random';
import type { BackendName } from '../types';
import { Adam } from './adam';
import { ADAM } from './adamConstants';
import { expectClose } from './testing/expectClose';

const backends: BackendName[] = ['cpu', 'wasm', 'webgl'];
const LEARNING_RATE = 0.01;
/** Odd and even, one and two dimensions. */
const SHAPES = [[7, 5], [4, 6], [3], [8], [1, 1], [301, 33]];

/** Relative to weights of about 1, after a few steps of float32. */
const TOLERANCE = { atol: 1e-6, rtol: 1e-6 };

const random = new Random(5, 'adam');
const draw = (shape: number[], scale = 1): tf.Tensor => {
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => scale * random.normal()),
    shape,
  );
};
const valuesOf = (tensors: readonly tf.Tensor[]): Float32Array[] =>
  tensors.map((tensor) => tensor.dataSync<'float32'>().slice());
const copies = (values: Float32Array[]): tf.Variable[] =>
  values.map((value, i) => tf.variable(tf.tensor(value.slice(), SHAPES[i])));

describe.each(backends)('Adam on %s', (backend) => {
  beforeAll(async () => {
    expect((await activateBackend(backend)).name).toBe(backend);
  });

  it('steps as tfjs does', () => {
    tf.tidy(() => {
      const start = valuesOf(SHAPES.map((shape) => draw(shape)));
      const [ours, theirs] = [copies(start), copies(start)];
      const adam = new Adam(ours, LEARNING_RATE);
      const reference = tf.train.adam(LEARNING_RATE, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
      expect(adam.moments).toBeNull();
      for (let step = 0; step < 6; step++) {
        // Of very different magnitudes, down to where epsilon counts.
        const gradients = SHAPES.map((shape) => draw(shape, 10 ** (-2 * step)));
        adam.apply(gradients);
        reference.applyGradients(theirs.map(({ name }, i) => ({ name, tensor: gradients[i]! })));
        valuesOf(theirs).forEach((expected, i) => {
          expectClose(valuesOf(ours)[i]!, expected, TOLERANCE, `weight ${i} after step ${step + 1}`);
        });
      }
      expect(adam.iterations).toBe(6);
      adam.dispose();
      reference.dispose();
      tf.dispose([ours, theirs]);
    });
  });

  it('goes on from saved moments to the same weights', () => {
    tf.tidy(() => {
      const start = valuesOf(SHAPES.map((shape) => draw(shape)));
      const gradients = [1, 2, 3, 4].map(() => SHAPES.map((shape) => draw(shape)));
      const straight = copies(start);
      const adam = new Adam(straight, LEARNING_RATE);
      gradients.slice(0, 2).forEach((of) => adam.apply(of));
      const resumed = copies(valuesOf(straight));
      const moments = adam.moments!;
      const saved = { m: valuesOf(moments.m), v: valuesOf(moments.v) };
      const other = new Adam(resumed, LEARNING_RATE);
      const restored = { m: copies(saved.m), v: copies(saved.v) };
      other.restore(adam.iterations, restored);
      tf.dispose([restored.m, restored.v]);
      for (const of of gradients.slice(2)) {
        adam.apply(of);
        other.apply(of);
      }
      expect(other.iterations).toBe(4);
      valuesOf(straight).forEach((expected, i) => {
        expectClose(valuesOf(resumed)[i]!, expected, { atol: 0, rtol: 0 }, `weight ${i}`);
      });
      adam.dispose();
      other.dispose();
      tf.dispose([straight, resumed]);
    });
  });

  it('leaves weights that tfjs can multiply, whatever their size', () => {
    tf.tidy(() => {
      const weight = tf.variable(draw([15, 11]));
      const adam = new Adam([weight], LEARNING_RATE);
      // On a GPU what stands beyond the edges of these is the exponential of 0.
      const [gradient, left] = [tf.exp(draw([15, 11])), tf.exp(draw([13, 15]))];
      adam.apply([gradient]);
      const product = tf.matMul(left, weight);
      const expected = tf.matMul(
        tf.tensor2d(left.dataSync().slice(), [13, 15]),
        tf.tensor2d(weight.dataSync().slice(), [15, 11]),
      );
      expectClose(product.dataSync(), expected.dataSync(), { atol: 1e-5, rtol: 1e-5 });
      adam.dispose();
      weight.dispose();
    });
  });

  it('holds the number of tensors steady, and gives all back', () => {
    const before = tf.memory().numTensors;
    const weights = copies(SHAPES.map((shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1)));
    const adam = new Adam(weights, LEARNING_RATE);
    const counts = [1, 2, 3].map(() => {
      tf.tidy(() => adam.apply(SHAPES.map((shape) => tf.ones(shape))));
      return tf.memory().numTensors;
    });
    expect(new Set(counts).size).toBe(1);
    adam.dispose();
    tf.dispose(weights);
    expect(tf.memory().numTensors).toBe(before + SHAPES.length);
  });
});
