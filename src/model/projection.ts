/**
 * Principal components of the word vectors, kept stable from update to update.
 *
 * The two leading eigenvectors of the covariance span the plane of greatest variance; within that plane
 * the axes are turned to lie as near as possible to the previous ones (orthogonal Procrustes in two
 * dimensions), so that the picture moves instead of flipping when eigenvalues cross or signs change.
 */
import { eigenSymmetric } from '../data/features/eigen';

export interface Axes {
  /** Two orthonormal rows of length E. */
  first: Float64Array;
  second: Float64Array;
}

export interface Projection {
  /** [V] */
  x: Float32Array;
  y: Float32Array;
  axes: Axes;
  /** Share of the total variance along each axis, 0 to 1. */
  explained: [number, number];
}

/**
 * @param vectors [V, E] row-major.
 * @param firstRow rows before it (ids that are no words) are projected but do not shape the axes.
 */
export function projectWords(
  vectors: Float32Array,
  dimensions: number,
  firstRow: number,
  previous: Axes | null,
): Projection {
  const mean = meanOfRows(vectors, dimensions, firstRow);
  const covariance = covarianceOfRows(vectors, dimensions, firstRow, mean);
  const { vectors: eigenvectors } = eigenSymmetric(covariance, dimensions);
  const axes = alignAxes({ first: eigenvectors[0]!, second: eigenvectors[1]! }, previous);
  let total = 0;
  for (let d = 0; d < dimensions; d++) total += covariance[d * dimensions + d]!;
  const share = (axis: Float64Array): number => (total > 0 ? variance(covariance, axis) / total : 0);
  return {
    x: coordinates(vectors, mean, axes.first),
    y: coordinates(vectors, mean, axes.second),
    axes,
    explained: [share(axes.first), share(axes.second)],
  };
}

function meanOfRows(vectors: Float32Array, dimensions: number, firstRow: number): Float64Array {
  const mean = new Float64Array(dimensions);
  const numRows = vectors.length / dimensions;
  for (let i = firstRow * dimensions; i < vectors.length; i++) mean[i % dimensions]! += vectors[i]!;
  return mean.map((sum) => sum / Math.max(1, numRows - firstRow));
}

function covarianceOfRows(
  vectors: Float32Array,
  dimensions: number,
  firstRow: number,
  mean: Float64Array,
): Float64Array {
  const covariance = new Float64Array(dimensions * dimensions);
  const row = new Float64Array(dimensions);
  const numRows = vectors.length / dimensions;
  for (let r = firstRow; r < numRows; r++) {
    for (let d = 0; d < dimensions; d++) row[d] = vectors[r * dimensions + d]! - mean[d]!;
    for (let a = 0; a < dimensions; a++) {
      const value = row[a]!;
      for (let b = 0; b <= a; b++) covariance[a * dimensions + b]! += value * row[b]!;
    }
  }
  const scale = 1 / Math.max(1, numRows - firstRow - 1);
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      const value = covariance[a * dimensions + b]! * scale;
      covariance[a * dimensions + b] = value;
      covariance[b * dimensions + a] = value;
    }
  }
  return covariance;
}

/** `axis' C axis` */
function variance(covariance: Float64Array, axis: Float64Array): number {
  const n = axis.length;
  let sum = 0;
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) sum += axis[a]! * covariance[a * n + b]! * axis[b]!;
  }
  return sum;
}

/** The rotation (or reflection) of the new plane's axes that best matches the old axes. */
function alignAxes(axes: Axes, previous: Axes | null): Axes {
  if (previous === null) return axes;
  const p11 = dot(axes.first, previous.first);
  const p12 = dot(axes.first, previous.second);
  const p21 = dot(axes.second, previous.first);
  const p22 = dot(axes.second, previous.second);
  // Best rotation maximises (p11 + p22) cos + (p21 - p12) sin; best reflection (p11 - p22) cos + (p21 + p12) sin.
  const reflects = Math.hypot(p11 - p22, p21 + p12) > Math.hypot(p11 + p22, p21 - p12);
  const angle = reflects ? Math.atan2(p21 + p12, p11 - p22) : Math.atan2(p21 - p12, p11 + p22);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const sign = reflects ? -1 : 1;
  return {
    first: combine(axes, cos, sin),
    second: combine(axes, -sin * sign, cos * sign),
  };
}

function combine(axes: Axes, a: number, b: number): Float64Array {
  return axes.first.map((value, i) => a * value + b * axes.second[i]!);
}

function coordinates(vectors: Float32Array, mean: Float64Array, axis: Float64Array): Float32Array {
  const dimensions = axis.length;
  const offset = dot(mean, axis);
  const result = new Float32Array(vectors.length / dimensions);
  for (let r = 0; r < result.length; r++) {
    let sum = -offset;
    for (let d = 0; d < dimensions; d++) sum += vectors[r * dimensions + d]! * axis[d]!;
    result[r] = sum;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
