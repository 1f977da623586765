/**
 * Principal components of the word vectors, kept stable from update to update.
 *
 * The two leading eigenvectors of the covariance span the plane of greatest variance; within that plane
 * the axes are turned to lie as near as possible to the previous ones (orthogonal Procrustes in two
 * dimensions), so that the picture moves instead of flipping when eigenvalues cross or signs change.
 */
import {
  addScatter,
  componentsOf,
  coordinates,
  dot,
  meanOfRows,
  shareOfVariance,
} from './principalComponents';

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
  const words = vectors.subarray(firstRow * dimensions);
  const mean = meanOfRows(words, dimensions);
  const scatter = new Float64Array(dimensions * dimensions);
  addScatter(scatter, words, mean);
  const { covariance, axes: found } = componentsOf(scatter, words.length / dimensions, mean, 2);
  const axes = alignAxes({ first: found[0]!, second: found[1]! }, previous);
  return {
    x: coordinates(vectors, mean, axes.first),
    y: coordinates(vectors, mean, axes.second),
    axes,
    explained: [shareOfVariance(covariance, axes.first), shareOfVariance(covariance, axes.second)],
  };
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
