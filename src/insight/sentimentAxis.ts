/**
 * The direction along which the word vectors tell best what the model thinks of each word by itself: the weights of a
 * ridge regression (Hoerl and Kennard 1970) of the words' log-odds on their vectors, scaled to unit length. A
 * difference of means would lean towards whatever else varies much among the vectors; the regression takes that out.
 */
import { eigenSymmetric } from '../data/features/eigen';
import { dot, type Components } from '../model/principalComponents';

/** Strength of the ridge, in mean variances of a number of the vectors. */
const RIDGE = 0.01;

/** [E] unit vector: `(C + ridge I)^-1 cov(vectors, log-odds)`, through the eigenvectors of the covariance C. */
export function sentimentAxis(
  table: Float32Array,
  logOdds: Float32Array,
  { mean, covariance }: Pick<Components, 'mean' | 'covariance'>,
): Float64Array {
  const dimensions = mean.length;
  const towards = covarianceWith(table, logOdds, mean);
  const { values, vectors } = eigenSymmetric(covariance, dimensions);
  const ridge = (RIDGE * values.reduce((a, b) => a + b, 0)) / dimensions;
  const axis = new Float64Array(dimensions);
  vectors.forEach((vector, k) => {
    const weight = ridge > 0 ? dot(vector, towards) / (Math.max(0, values[k]!) + ridge) : 0;
    for (let d = 0; d < dimensions; d++) axis[d]! += weight * vector[d]!;
  });
  const norm = Math.sqrt(dot(axis, axis));
  // Where the model says the same of every word there is no such direction: any will do, always the same.
  return norm > 0 ? axis.map((value) => value / norm) : towardsPositive(vectors[0]!, towards);
}

/** [E] covariance of each number of the vectors with the log-odds. */
export function covarianceWith(table: Float32Array, logOdds: Float32Array, mean: Float64Array): Float64Array {
  const dimensions = mean.length;
  const covariance = new Float64Array(dimensions);
  const numRows = logOdds.length;
  const meanLogOdds = logOdds.reduce((sum, value) => sum + value, 0) / Math.max(1, numRows);
  for (let r = 0; r < numRows; r++) {
    const value = (logOdds[r]! - meanLogOdds) / Math.max(1, numRows - 1);
    for (let d = 0; d < dimensions; d++) covariance[d]! += value * (table[r * dimensions + d]! - mean[d]!);
  }
  return covariance;
}

/** The axis or its opposite: along it words become more positive, or its largest number is above 0. */
export function towardsPositive(axis: Float64Array, towards: Float64Array): Float64Array {
  const lean = dot(axis, towards);
  const largest = axis.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  return (lean === 0 ? largest : lean) < 0 ? axis.map((value) => -value) : axis;
}
