/** What a linear model sees of a review: which known words and n-grams are in it, each once. */
import { FIRST_WORD_ID } from '../../config';
import type { SparseFeatures } from '../../types';
import { sortDistinct } from './ngrams';
import type { UncutReviews } from './uncutReviews';

/**
 * @param ngramIds aligned with the ids, one array per vocabulary
 * @param starts index of the first feature of each vocabulary less one: n-gram k of it is feature `start + k`
 */
export function sparseFeatures(
  { ids, offsets }: Pick<UncutReviews, 'ids' | 'offsets'>,
  ngramIds: readonly Int32Array[],
  starts: readonly number[],
): SparseFeatures {
  const indices = new Int32Array(ids.length * (1 + ngramIds.length));
  const ends = new Uint32Array(offsets.length);
  let count = 0;
  for (let review = 0; review + 1 < offsets.length; review++) {
    const start = count;
    for (let at = offsets[review]!; at < offsets[review + 1]!; at++) {
      if (ids[at]! >= FIRST_WORD_ID) indices[count++] = ids[at]!;
      for (let k = 0; k < ngramIds.length; k++) {
        const ngram = ngramIds[k]![at]!;
        if (ngram > 0) indices[count++] = starts[k]! + ngram;
      }
    }
    count = start + sortDistinct(indices.subarray(start, count));
    ends[review + 1] = count;
  }
  return { indices: indices.slice(0, count), offsets: ends };
}

/** For vocabularies of n-grams behind `numWords` words, as above. @param sizes of the vocabularies */
export function featureStarts(numWords: number, sizes: readonly number[]): number[] {
  let next = numWords - 1;
  return sizes.map((size) => {
    const start = next;
    next += size;
    return start;
  });
}
