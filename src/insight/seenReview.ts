/** What of a review reaches a model. */
import { FIRST_WORD_ID } from '../config';
import { keptRange, keptWords } from '../data/sequences';
import type { ReadWord } from '../insightTypes';
import type { EncodedReviews } from '../types';
import type { InsightModel } from './insightModel';

export interface SeenReview {
  /** Those of all words [first, end) that are not cut off. */
  words: ReadWord[];
  first: number;
  end: number;
  /** Of all words, `<START>` before them. */
  ids: Int32Array;
  /** Cut: it begins at `firstId` of the ids. */
  firstId: number;
  review: EncodedReviews;
}

export function seeReview(
  { reader, parts }: Pick<InsightModel, 'reader' | 'parts'>,
  words: readonly string[],
): SeenReview {
  const { ids, review } = reader.read(words);
  const [first, end] = keptWords(words.length, parts.settings);
  const seen = words.slice(first, end).map((word, k): ReadWord => {
    const id = ids[first + k + 1]!;
    return { word, id, isKnown: id >= FIRST_WORD_ID };
  });
  const [firstId] = keptRange(ids.length, parts.settings.maxLen, parts.settings.truncating);
  return { words: seen, first, end, ids, firstId, review };
}
