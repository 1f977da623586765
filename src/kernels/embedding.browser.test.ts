import * as tf from '@tensorflow/tfjs-core';
// oxlint-disable-next-line import/no-unassigned-import -- registers the gradients of tfjs's own ops
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../backends/backend';
import { runnable } from '../backends/testing/runnable';
import { Random } from '../data/random';
import { errorCode } from '../errors';
import type { BackendName } from '../types';
import { embedding } from './embedding';
import { expectClose, expectCloseToLargest } from './testing/expectClose';
import { readTensors } from './testing/readTensors';

const backends: BackendName[] = runnable<BackendName>(['cpu', 'wasm', 'webgl', 'webgpu']);

interface EmbeddingCase {
  title: string;
  V: number;
  E: number;
  T: number;
  B: number;
  lengths: number[] | null;
  /** Share of the positions that hold one and the same token. */
  frequent: number;
}

const cases: EmbeddingCase[] = [
  { title: 'one position', V: 1, E: 1, T: 1, B: 1, lengths: null, frequent: 0 },
  { title: 'odd sizes', V: 23, E: 5, T: 7, B: 3, lengths: null, frequent: 0.2 },
  { title: 'padding', V: 11, E: 3, T: 6, B: 4, lengths: [6, 0, 1, 4], frequent: 0.2 },
  { title: 'nothing but padding', V: 11, E: 3, T: 6, B: 2, lengths: [0, 0], frequent: 0.2 },
  { title: 'a token in most places', V: 301, E: 9, T: 97, B: 31, lengths: null, frequent: 0.8 },
  { title: 'one token everywhere', V: 5, E: 4, T: 65, B: 13, lengths: null, frequent: 1 },
  {
    title: 'the tutorial’s sizes',
    V: 12_000,
    E: 32,
    T: 256,
    B: 64,
    lengths: Array.from({ length: 64 }, (_, b) => 256 - 3 * b),
    frequent: 0.06,
  },
];

function prepare({ title, V, E, T, B, lengths, frequent }: EmbeddingCase): {
  table: Float32Array;
  ids: Int32Array;
  dy: Float32Array;
  output: Float32Array;
  gradient: Float64Array;
} {
  const random = new Random(3, title);
  const normals = (size: number): Float32Array => Float32Array.from({ length: size }, () => random.normal());
  const [table, dy] = [normals(V * E), normals(T * B * E)];
  const ids = Int32Array.from({ length: T * B }, () => (random.next() < frequent ? V >> 1 : random.int(V)));
  const output = new Float32Array(T * B * E);
  const gradient = new Float64Array(V * E);
  ids.forEach((id, position) => {
    output.set(table.subarray(id * E, id * E + E), position * E);
    if (lengths !== null && Math.floor(position / B) >= lengths[position % B]!) return;
    for (let e = 0; e < E; e++) gradient[id * E + e]! += dy[position * E + e]!;
  });
  return { table, ids, dy, output, gradient };
}

describe.each(backends)('embedding on %s', (backend) => {
  beforeAll(async () => {
    expect((await activateBackend(backend)).name).toBe(backend);
  });

  it.each(cases)('looks up and sums by token: $title', async (testCase) => {
    const { V, E, T, B } = testCase;
    const { table, ids, dy, output, gradient } = prepare(testCase);
    const lengths = testCase.lengths === null ? null : Int32Array.from(testCase.lengths);
    const lookup = (weights: tf.Tensor): tf.Tensor => embedding(weights as tf.Tensor2D, ids, T, B, lengths);
    const { value, grad } = tf.tidy(() =>
      tf.valueAndGrad(lookup)(tf.tensor2d(table, [V, E]), tf.tensor3d(dy, [T, B, E])),
    );
    expect(value.shape).toEqual([T, B, E]);
    expect(grad.shape).toEqual([V, E]);
    const [looked, summed] = await readTensors([value, grad]);
    expectClose(looked!, output, { atol: 0, rtol: 0 }, 'output');
    expectCloseToLargest(summed!, gradient, 1e-6, 'gradient');
  });

  it('adds up with another use of the table', async () => {
    const gradient = tf.tidy(() => tf.grad(sumOfBothUses)(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])));
    const [values] = await readTensors([gradient]);
    expectClose(values!, [11, 11, 10, 10, 12, 12], { atol: 1e-5, rtol: 0 });
  });

  it.each([-1, 3, 2 ** 30])('refuses the id %i', (id) => {
    const table = tf.zeros<tf.Rank.R2>([3, 2]);
    const before = tf.memory().numTensors;
    const look = (): tf.Tensor => embedding(table, Int32Array.of(0, 1, 2, id), 2, 2);
    expect(look).toThrow(`Word 2 of review 2 in the batch has id ${id}, but the vocabulary ends at 2.`);
    expect(tf.memory().numTensors).toBe(before);
    try {
      look();
    } catch (error) {
      expect(errorCode(error)).toBe('id-out-of-range');
    }
  });

  it('holds the number of tensors steady', () => {
    const testCase = cases[4]!;
    const { table, ids, dy } = prepare(testCase);
    const { V, E, T, B } = testCase;
    const [weights, dyTensor] = [tf.tensor2d(table, [V, E]), tf.tensor3d(dy, [T, B, E])];
    const before = tf.memory();
    const gradient = tf.grad((values: tf.Tensor) => embedding(values as tf.Tensor2D, ids, T, B));
    for (let round = 0; round < 20; round++) gradient(weights, dyTensor).dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});

function sumOfBothUses(table: tf.Tensor): tf.Tensor {
  const used = embedding(table as tf.Tensor2D, Int32Array.of(2, 0, 2), 3, 1);
  return tf.add(tf.sum(used), tf.sum(tf.mul(table, 10)));
}
