/** A small set of scores with ties inside and between the classes, and larger sets drawn by a seed. */
import type { EvaluationInput } from '../checkScores';

/** 13 reviews, 7 of them positive. */
export const TIED: EvaluationInput = {
  scores: Float64Array.of(2.5, -1, 0.3, 0.3, -0.7, 1.2, 1.2, -2.2, 0, 0.3, -1, 3.1, -0.4),
  labels: Uint8Array.of(1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0),
  lengths: [10, 25, 40, 40, 40, 55, 60, 75, 80, 80, 120, 300, 900],
};

/**
 * Well-separated bell curves whose true log-odds are `scores / overconfidence`.
 * Deterministic (Park and Miller's generator), the same on every machine.
 */
export function syntheticReviews(size: number, overconfidence = 1): EvaluationInput {
  let state = 12345;
  const uniform = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const scores = new Float64Array(size);
  const labels = new Uint8Array(size);
  const lengths = new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    labels[i] = i % 2;
    // Two normals of variance v at +-v/2 have log-odds x at x.
    const variance = 5;
    scores[i] =
      overconfidence * ((labels[i] === 1 ? variance : -variance) / 2 + Math.sqrt(variance) * normal);
    lengths[i] = Math.round(10 + 1000 * uniform() ** 3);
  }
  return { scores, labels, lengths };
}
