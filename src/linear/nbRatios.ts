/** Naive Bayes log-ratios of features that are present or absent (Wang and Manning 2012, https://aclanthology.org/P12-2018/). */
import type { SparseFeatures } from '../types';

/**
 * [numFeatures] `log((p / sum p) / (q / sum q))`, p and q being `alpha` more than the positive and the negative reviews
 * that contain the feature; 0 for a feature that no review contains.
 */
export function nbLogRatios(
  { indices, offsets }: SparseFeatures,
  labels: Uint8Array,
  numFeatures: number,
  alpha = 1,
): Float64Array {
  const positive = new Float64Array(numFeatures);
  const negative = new Float64Array(numFeatures);
  labels.forEach((label, review) => {
    const counts = label === 1 ? positive : negative;
    for (let at = offsets[review]!; at < offsets[review + 1]!; at++) counts[indices[at]!]!++;
  });
  const total = (counts: Float64Array): number =>
    counts.reduce((sum, count) => sum + count, alpha * numFeatures);
  const shift = Math.log(total(negative) / total(positive));
  return positive.map((count, feature) => {
    const other = negative[feature]!;
    return count + other === 0 ? 0 : Math.log((count + alpha) / (other + alpha)) + shift;
  });
}
