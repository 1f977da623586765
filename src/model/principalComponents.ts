/**
 * Principal components of rows of numbers (Jolliffe 2002, Principal Component Analysis): the eigenvectors of their
 * covariance, largest eigenvalue first. Sums are float64. Tables are [rows, D] row-major; callers cut them into
 * pieces where they must stay answerable.
 */
import { eigenSymmetric } from '../data/features/eigen';

export interface Components {
  /** [D] */
  mean: Float64Array;
  /** [D, D] with the divisor rows - 1, row-major. */
  covariance: Float64Array;
  /** Orthonormal, [D] each. */
  axes: Float64Array[];
}

/** [D]; of no rows it is 0. */
export function meanOfRows(table: Float32Array, dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (let start = 0; start < table.length; start += dimensions) {
    for (let d = 0; d < dimensions; d++) mean[d]! += table[start + d]!;
  }
  const numRows = Math.max(1, table.length / dimensions);
  return mean.map((sum) => sum / numRows);
}

/** Adds `(row - mean) (row - mean)'` of every row to the lower triangle of `scatter` [D, D]. */
export function addScatter(scatter: Float64Array, table: Float32Array, mean: Float64Array): void {
  const dimensions = mean.length;
  const row = new Float64Array(dimensions);
  for (let start = 0; start < table.length; start += dimensions) {
    for (let d = 0; d < dimensions; d++) row[d] = table[start + d]! - mean[d]!;
    for (let a = 0; a < dimensions; a++) {
      const value = row[a]!;
      for (let b = 0; b <= a; b++) scatter[a * dimensions + b]! += value * row[b]!;
    }
  }
}

/** @param scatter lower triangle, as addScatter leaves it @param numAxes at most D */
export function componentsOf(
  scatter: Float64Array,
  numRows: number,
  mean: Float64Array,
  numAxes: number,
): Components {
  const dimensions = mean.length;
  const scale = 1 / Math.max(1, numRows - 1);
  const covariance = new Float64Array(dimensions * dimensions);
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      const value = scatter[a * dimensions + b]! * scale;
      covariance[a * dimensions + b] = value;
      covariance[b * dimensions + a] = value;
    }
  }
  const axes = eigenSymmetric(covariance, dimensions).vectors.slice(0, numAxes);
  return { mean, covariance, axes };
}

/** Share of the total variance along a unit vector, 0 to 1: `axis' C axis / trace C`. */
export function shareOfVariance(covariance: Float64Array, axis: Float64Array): number {
  const n = axis.length;
  let total = 0;
  let along = 0;
  for (let a = 0; a < n; a++) {
    total += covariance[a * n + a]!;
    for (let b = 0; b < n; b++) along += axis[a]! * covariance[a * n + b]! * axis[b]!;
  }
  return total > 0 ? along / total : 0;
}

/** [rows] `axis . (row - mean)` */
export function coordinates(table: Float32Array, mean: Float64Array, axis: Float64Array): Float32Array {
  const dimensions = axis.length;
  const offset = dot(mean, axis);
  const result = new Float32Array(table.length / dimensions);
  for (let r = 0; r < result.length; r++) {
    let sum = -offset;
    for (let d = 0; d < dimensions; d++) sum += table[r * dimensions + d]! * axis[d]!;
    result[r] = sum;
  }
  return result;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
