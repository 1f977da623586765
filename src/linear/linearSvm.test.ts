import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { expectClose } from '../kernels/testing/expectClose';
import type { SparseFeatures } from '../types';
import { trainLinearSvm } from './linearSvm';

const NUM_REVIEWS = 41;
const NUM_FEATURES = 7;
const noPause = (): Promise<void> => Promise.resolve();

function problem(): { features: SparseFeatures; labels: Uint8Array; values: Float64Array } {
  const random = new Random(12, 'svm problem');
  const rows = Array.from({ length: NUM_REVIEWS }, () =>
    Array.from({ length: NUM_FEATURES }, (_, k) => k).filter(() => random.next() < 0.4),
  );
  const offsets = new Uint32Array(NUM_REVIEWS + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length));
  return {
    features: { indices: Int32Array.from(rows.flat()), offsets },
    labels: Uint8Array.from(rows, (row) =>
      Number(row.includes(0) ? random.next() < 0.8 : random.next() < 0.3),
    ),
    values: Float64Array.from({ length: NUM_FEATURES }, () => random.normal()),
  };
}

/** The primal by plain gradient descent on dense rows; the bias, the last weight, is regularised like the rest. */
function descend(dense: number[][], signs: number[], C: number): { weights: number[]; objective: number } {
  const weights = dense[0]!.map(() => 0);
  const marginOf = (row: number[]): number => row.reduce((sum, x, k) => sum + x * weights[k]!, 0);
  const squares = dense.flat().reduce((sum, x) => sum + x * x, 0);
  const rate = 1 / (1 + 2 * C * squares);
  for (let step = 0; step < 20_000; step++) {
    const gradient = weights.slice();
    dense.forEach((row, i) => {
      const slack = Math.max(0, 1 - signs[i]! * marginOf(row));
      row.forEach((x, k) => (gradient[k]! -= 2 * C * slack * signs[i]! * x));
    });
    gradient.forEach((g, k) => (weights[k]! -= rate * g));
  }
  return { weights, objective: objectiveOf(weights, dense, signs, C) };
}

function objectiveOf(weights: number[], dense: number[][], signs: number[], C: number): number {
  const errors = dense.map((row, i) => {
    const margin = row.reduce((sum, x, k) => sum + x * weights[k]!, 0);
    return Math.max(0, 1 - signs[i]! * margin) ** 2;
  });
  return weights.reduce((sum, w) => sum + w * w, 0) / 2 + C * errors.reduce((a, b) => a + b, 0);
}

describe('trainLinearSvm', () => {
  it.each([0.003, 0.05, 1])('finds the minimum of the primal problem for C = %d', async (C) => {
    const { features, labels, values } = problem();
    // Every third review is left out.
    const rows = Int32Array.from(labels.keys()).filter((row) => row % 3 !== 1);
    const dense = Array.from(rows, (row) => {
      const dots = Array.from({ length: NUM_FEATURES + 1 }, (_, k) => Number(k === NUM_FEATURES));
      for (const k of features.indices.subarray(features.offsets[row], features.offsets[row + 1])) {
        dots[k] = values[k]!;
      }
      return dots;
    });
    const signs = Array.from(rows, (row) => (labels[row] === 1 ? 1 : -1));
    const expected = descend(dense, signs, C);
    const { weights, bias } = await trainLinearSvm(features, labels, { C, seed: 1, values, rows }, noPause);
    const found = [...weights, bias];
    // The dual is solved until no gradient is beyond 0.01, so the weights are right to about that.
    expectClose(found, expected.weights, { atol: 0.02, rtol: 0 }, 'weights');
    const objective = objectiveOf(found, dense, signs, C);
    expect(objective).toBeGreaterThanOrEqual(expected.objective * (1 - 1e-9));
    expect(objective).toBeLessThan(expected.objective * 1.001);
  });

  it('ends when the pause throws', async () => {
    const { features, labels, values } = problem();
    const options = { C: 1, seed: 1, values, rows: Int32Array.from(labels.keys()) };
    const training = trainLinearSvm(features, labels, options, () => Promise.reject(new Error('enough')));
    await expect(training).rejects.toThrow('enough');
  });
});
