/** The answers to many reviews, in pieces that leave room for other calls. */
import { joinReviews } from '../encodedReviews';
import type { EncodedReviews } from '../types';
import type { InsightModel } from './insightModel';

/** Reviews in one forward pass: some tens of milliseconds. */
export const PIECE = 64;

/**
 * @param read review `index`, encoded when its turn comes
 * @param pause called between passes with the reviews judged so far; may wait, and throws to cancel
 * @returns [numReviews] log-odds
 */
export async function judgeEncoded(
  model: Pick<InsightModel, 'score'>,
  numReviews: number,
  read: (index: number) => EncodedReviews,
  pause: (done: number) => Promise<void>,
): Promise<Float32Array> {
  const scores = new Float32Array(numReviews);
  for (let start = 0; start < numReviews; start += PIECE) {
    await pause(start);
    const size = Math.min(PIECE, numReviews - start);
    const piece = joinReviews(Array.from({ length: size }, (_, i) => read(start + i)));
    scores.set(await model.score(piece), start);
  }
  return scores;
}

/** @param reviews as words, uncut */
export function judgeReviews(
  model: Pick<InsightModel, 'score' | 'reader'>,
  reviews: readonly (readonly string[])[],
  pause: (done: number) => Promise<void>,
): Promise<Float32Array> {
  return judgeEncoded(model, reviews.length, (index) => model.reader.read(reviews[index]!).review, pause);
}
