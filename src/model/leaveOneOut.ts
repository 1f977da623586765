/**
 * What each word of a review contributes: how much the log-odds of "positive" fall when the word is taken out. Exact
 * for the model as a whole, since n-grams and features are found anew in what is left.
 */
import { START_ID } from '../config';
import { makeBatch, type Batch, type BatchOptions } from '../data/batches';
import { joinReviews } from '../encodedReviews';
import type { EncodedReviews } from '../types';

/** Reviews in one forward pass: some tens of milliseconds. */
const PIECE = 64;

export interface LeaveOneOutOptions {
  /** Reads ids as a review, its n-grams and features included. */
  read: (ids: Int32Array) => EncodedReviews;
  batchOptions: BatchOptions;
  /** [B] log-odds of the reviews, of which `batch` is made. */
  score: (batch: Batch, reviews: EncodedReviews) => Promise<Float32Array>;
  /** Called between passes; may wait, and throws to cancel. */
  pause: () => Promise<void>;
}

/** @returns one contribution for each id but `<START>`, in order */
export async function leaveOneOut(
  ids: Int32Array,
  { read, batchOptions, score, pause }: LeaveOneOutOptions,
): Promise<Float32Array> {
  const places = Array.from(ids.keys()).filter((at) => ids[at] !== START_ID);
  const texts = [ids, ...places.map((at) => ids.filter((_, k) => k !== at))];
  const scores = new Float32Array(texts.length);
  for (let start = 0; start < texts.length; start += PIECE) {
    await pause();
    const reviews = joinReviews(texts.slice(start, start + PIECE).map(read));
    const rows = Int32Array.from(reviews.labels, (_, row) => row);
    scores.set(await score(makeBatch(reviews, rows, batchOptions), reviews), start);
  }
  return scores.slice(1).map((without) => scores[0]! - without);
}
