/** What UMAP starts from: directions of the words' vectors, and their principal components. */
import type { UmapPoints } from './umapLayout';
import { wordAxes, wordsOn } from './wordAxes';
import { commonestVectors, endOfCommonest, type WordSpace } from './wordSpace';

/** What a map can still show by names and groups; the time grows with the square of their number. */
export const MAX_UMAP_WORDS = 5000;

/** Vectors of unit length, so that neighbours are those by cosine: rare words have short vectors. */
export async function umapPoints(
  space: WordSpace,
  maxWords: number,
  seed: number,
  pause: () => Promise<void>,
): Promise<{ ids: Int32Array; points: UmapPoints }> {
  const { ids, axes } = wordsOn(await wordAxes(space, 'pca2', maxWords, pause), space, maxWords);
  const vectors = unitRows(commonestVectors(space, endOfCommonest(space, maxWords)), space.units);
  return { ids, points: { vectors, units: space.units, start: axes, seed } };
}

/** A copy with every row of length 1; rows of zeros stay so. */
export function unitRows(table: Float32Array, dimensions: number): Float32Array {
  const rows = table.slice();
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = rows.subarray(start, start + dimensions);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) for (let d = 0; d < dimensions; d++) row[d]! /= norm;
  }
  return rows;
}
