/** Encoded reviews as wholes: one of them, a copy, and the buffers to transfer. */
import type { EncodedReviews } from './types';

/** Review `index` alone; copies. */
export function reviewAt(reviews: EncodedReviews, index: number): EncodedReviews {
  const { ids, offsets, labels, ngramIds, features, numWords } = reviews;
  const [from = 0, to = 0] = offsets.slice(index, index + 2);
  const one: EncodedReviews = {
    ids: ids.slice(from, to),
    offsets: Uint32Array.of(0, to - from),
    labels: labels.slice(index, index + 1),
  };
  if (ngramIds !== undefined) one.ngramIds = ngramIds.map((values) => values.slice(from, to));
  if (features !== undefined) {
    const [first = 0, last = 0] = features.offsets.slice(index, index + 2);
    one.features = {
      indices: features.indices.slice(first, last),
      offsets: Uint32Array.of(0, last - first),
    };
  }
  if (numWords !== undefined) one.numWords = numWords.slice(index, index + 1);
  return one;
}

/** Every array of the reviews, in one list. */
function arraysOf({ ids, offsets, labels, ngramIds, features, numWords }: EncodedReviews): ArrayBufferView[] {
  return [
    ids,
    offsets,
    labels,
    ...(ngramIds ?? []),
    ...(features === undefined ? [] : [features.indices, features.offsets]),
    ...(numWords === undefined ? [] : [numWords]),
  ];
}

/** For a transfer to or from a worker. */
export const buffersOf = (reviews: EncodedReviews): ArrayBuffer[] =>
  arraysOf(reviews).map(({ buffer }) => buffer as ArrayBuffer);
