/** Reviews as word ranks: the common in-memory form of every dataset, whatever the vocabulary size. */

/** Stands for a word that the dataset's index does not rank. */
export const UNRANKED = 0;

export interface RankedReviews {
  /** [sum of lengths], each in 0..numRankedWords; UNRANKED for a word without a rank. */
  ranks: Uint32Array;
  /** [N + 1]; the words of review i are ranks[offsets[i] .. offsets[i+1]). */
  offsets: Uint32Array;
  /** [N], 0 negative, 1 positive. */
  labels: Uint8Array;
}

export const numReviewsOf = (reviews: RankedReviews): number => reviews.labels.length;

/** Number of words of review i. */
export const lengthOf = (reviews: RankedReviews, i: number): number =>
  reviews.offsets[i + 1]! - reviews.offsets[i]!;

/** Rank (from 1) of each word of a list ordered by rank. */
export const rankByWord = (rankedWords: readonly string[]): ReadonlyMap<string, number> =>
  new Map(rankedWords.map((word, k) => [word, k + 1]));

/** Lays tokenised reviews end to end as ranks. */
export function rankReviews(
  reviews: readonly (readonly string[])[],
  labels: ArrayLike<number>,
  rankOf: ReadonlyMap<string, number>,
): RankedReviews {
  const offsets = new Uint32Array(reviews.length + 1);
  reviews.forEach((words, i) => {
    offsets[i + 1] = offsets[i]! + words.length;
  });
  const ranks = new Uint32Array(offsets[reviews.length]!);
  reviews.forEach((words, i) => {
    const start = offsets[i]!;
    words.forEach((word, k) => {
      ranks[start + k] = rankOf.get(word) ?? UNRANKED;
    });
  });
  return { ranks, offsets, labels: Uint8Array.from(labels) };
}
