/** Whole reviews as ids, laid end to end: what n-grams, co-occurrences and features are counted on. */
import { encodeRanked } from '../sequences';
import type { RankedReviews } from '../ranked';

export interface UncutReviews {
  /** [sum of lengths], each review's first id is `<START>`. */
  ids: Int32Array;
  /** [N + 1] */
  offsets: Uint32Array;
  /** [N] */
  labels: Uint8Array;
}

/** Reviews between two pauses: about 10 ms of most work. */
export const UNCUT_PIECE = 500;

/** @param idOfRank as sequences.ts makes it */
export function uncutReviews(
  reviews: RankedReviews,
  indices: Int32Array,
  idOfRank: Int32Array,
): UncutReviews {
  const offsets = new Uint32Array(indices.length + 1);
  const labels = new Uint8Array(indices.length);
  indices.forEach((review, i) => {
    offsets[i + 1] = offsets[i]! + reviews.offsets[review + 1]! - reviews.offsets[review]! + 1;
    labels[i] = reviews.labels[review]!;
  });
  const ids = new Int32Array(offsets[indices.length]!);
  indices.forEach((review, i) => ids.set(encodeRanked(reviews, review, idOfRank), offsets[i]));
  return { ids, offsets, labels };
}
