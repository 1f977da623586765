/** From words to sequences of ids: `<START>` first, cut to maxLen, padded (Keras's `pad_sequences`). */
import { FIRST_WORD_ID, INDEX_FROM, PAD_ID, START_ID, UNKNOWN_ID } from '../config';
import type { DataSettings, EncodedReviews, Side } from '../types';
import { lengthOf, UNRANKED, type RankedReviews } from './ranked';
import { numKnownWords, type Vocabulary } from './vocabulary';

/** `<START>` and the words' ids, uncut. */
export function encodeWords(words: readonly string[], vocabulary: Vocabulary): Int32Array {
  const ids = new Int32Array(words.length + 1);
  ids[0] = START_ID;
  words.forEach((word, k) => {
    ids[k + 1] = vocabulary.idOf(word);
  });
  return ids;
}

/** The part [start, end) of a sequence that stays; 'pre' cuts at the start, so a long review loses its `<START>`. */
export function keptRange(length: number, maxLen: number, truncating: Side): [start: number, end: number] {
  if (length <= maxLen) return [0, length];
  return truncating === 'pre' ? [length - maxLen, length] : [0, maxLen];
}

/** The words [first, end) of a text that reach the model; `<START>` takes a place of its own. */
export function keptWords(
  numWords: number,
  { maxLen, truncating }: Pick<DataSettings, 'maxLen' | 'truncating'>,
): [first: number, end: number] {
  const [from, to] = keptRange(numWords + 1, maxLen, truncating);
  return [Math.max(0, from - 1), to - 1];
}

export function truncate(ids: Int32Array, maxLen: number, truncating: Side): Int32Array {
  return ids.slice(...keptRange(ids.length, maxLen, truncating));
}

/** [maxLen] PAD_ID before or after the ids, which must be no more than maxLen. */
export function pad(ids: Int32Array, maxLen: number, padding: Side): Int32Array {
  const padded = new Int32Array(maxLen).fill(PAD_ID);
  padded.set(ids, padding === 'pre' ? maxLen - ids.length : 0);
  return padded;
}

/** [numRankedWords + 1] the id of each rank when the vocabulary is the index itself, cut to numWords. */
export function idsByRank(numRankedWords: number, numWords: number): Int32Array {
  const known = Math.min(numRankedWords, numKnownWords(numWords));
  return Int32Array.from({ length: numRankedWords + 1 }, (_, rank) =>
    rank === UNRANKED || rank > known ? UNKNOWN_ID : INDEX_FROM + rank,
  );
}

/** [numRankedWords + 1] the id of each rank in a vocabulary made elsewhere (that of a saved model). */
export function idsByWord(
  rankedWords: readonly string[],
  vocabulary: Vocabulary,
  numWords: number,
): Int32Array {
  const ids = new Int32Array(rankedWords.length + 1);
  ids[UNRANKED] = UNKNOWN_ID;
  const numIds = Math.min(numWords, FIRST_WORD_ID + vocabulary.words.length);
  rankedWords.forEach((word, k) => {
    const id = vocabulary.idOf(word);
    ids[k + 1] = id < numIds ? id : UNKNOWN_ID;
  });
  return ids;
}

/** The ids of one review, uncut. */
export function encodeRanked(reviews: RankedReviews, index: number, idOfRank: Int32Array): Int32Array {
  const start = reviews.offsets[index]!;
  const ids = new Int32Array(lengthOf(reviews, index) + 1);
  ids[0] = START_ID;
  for (let k = 1; k < ids.length; k++) ids[k] = idOfRank[reviews.ranks[start + k - 1]!]!;
  return ids;
}

/**
 * Encodes and cuts the reviews of the given indices, in that order.
 * @param checkpoint called with the number of reviews done, now and then; it may wait, and throws to cancel
 */
export async function encodeReviews(
  reviews: RankedReviews,
  indices: Int32Array,
  idOfRank: Int32Array,
  { maxLen, truncating }: Pick<DataSettings, 'maxLen' | 'truncating'>,
  checkpoint: (done: number) => Promise<void>,
): Promise<EncodedReviews> {
  const offsets = new Uint32Array(indices.length + 1);
  const labels = new Uint8Array(indices.length);
  const numWords = new Int32Array(indices.length);
  indices.forEach((review, i) => {
    numWords[i] = lengthOf(reviews, review);
    offsets[i + 1] = offsets[i]! + Math.min(lengthOf(reviews, review) + 1, maxLen);
    labels[i] = reviews.labels[review]!;
  });
  const ids = new Int32Array(offsets[indices.length]!);
  for (let i = 0; i < indices.length; i++) {
    if (i % REVIEWS_PER_CHUNK === 0) await checkpoint(i);
    const review = indices[i]!;
    const [from, to] = keptRange(lengthOf(reviews, review) + 1, maxLen, truncating);
    const target = offsets[i]! - from;
    const source = reviews.offsets[review]! - 1;
    if (from === 0) ids[target] = START_ID;
    for (let k = Math.max(from, 1); k < to; k++) ids[target + k] = idOfRank[reviews.ranks[source + k]!]!;
  }
  await checkpoint(indices.length);
  return { ids, offsets, labels, numWords };
}

/** About 10 ms of work, so that a cancelled call ends at once. */
const REVIEWS_PER_CHUNK = 2000;
