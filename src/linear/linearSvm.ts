/**
 * Linear support vector machine with squared hinge loss: `min |w|^2 / 2 + C sum max(0, 1 - y_i w x_i)^2`, y in {-1, 1},
 * by coordinate descent on its dual (Hsieh et al. 2008, https://doi.org/10.1145/1390156.1390208, algorithm 1 with random
 * order). The bias is the weight of one more feature, which every review has.
 */
import { Random } from '../data/random';
import type { SparseFeatures } from '../types';

export interface SvmOptions {
  /** Weight of the errors against that of small weights. */
  C: number;
  seed: number;
  /** [numFeatures] value of each feature where it is present. */
  values: Float64Array;
  /** Reviews to train on. */
  rows: Int32Array;
}

export interface SvmWeights {
  /** [numFeatures], of the features' values. */
  weights: Float64Array;
  bias: number;
}

/** Rounds end when no gradient of the dual is further from zero than this. */
const TOLERANCE = 0.01;
const MAX_ROUNDS = 200;
/** Reviews between two pauses: some milliseconds. */
const PIECE = 4000;

/** @param pause called now and then; may wait, and throws to cancel */
export async function trainLinearSvm(
  { indices, offsets }: SparseFeatures,
  labels: Uint8Array,
  { C, seed, values, rows }: SvmOptions,
  pause: () => Promise<void>,
): Promise<SvmWeights> {
  const diagonal = 1 / (2 * C);
  const weights = new Float64Array(values.length);
  let bias = 0;
  const alphas = new Float64Array(rows.length);
  const norms = Float64Array.from(rows, (row) => {
    let sum = 1 + diagonal;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) sum += values[indices[at]!]! ** 2;
    return sum;
  });
  const random = new Random(seed, 'svm');
  const order = Int32Array.from(rows, (_, i) => i);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    random.shuffle(order);
    let largest = 0;
    for (let step = 0; step < order.length; step++) {
      if (step % PIECE === 0) await pause();
      const i = order[step]!;
      const row = rows[i]!;
      const y = labels[row] === 1 ? 1 : -1;
      const [start, end] = [offsets[row]!, offsets[row + 1]!];
      let score = bias;
      for (let at = start; at < end; at++) {
        const feature = indices[at]!;
        score += weights[feature]! * values[feature]!;
      }
      const alpha = alphas[i]!;
      const gradient = y * score - 1 + diagonal * alpha;
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, Math.abs(projected));
      if (projected === 0) continue;
      const next = Math.max(0, alpha - gradient / norms[i]!);
      const change = (next - alpha) * y;
      alphas[i] = next;
      bias += change;
      for (let at = start; at < end; at++) {
        const feature = indices[at]!;
        weights[feature]! += change * values[feature]!;
      }
    }
    if (largest < TOLERANCE) break;
  }
  return { weights, bias };
}
