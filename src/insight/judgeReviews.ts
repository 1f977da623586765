/** The answers to many reviews, in pieces that leave room for other calls. */
import { joinReviews } from '../encodedReviews';
import type { EncodedReviews } from '../types';
import type { InsightModel } from './insightModel';
import { PassSize } from './passSize';

/** Reviews in one forward pass; fewer would leave threads idle. */
const PASS = { min: 8, first: 16, max: 64 } as const;

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
  const pass = new PassSize(PASS);
  for (let start = 0; start < numReviews;) {
    await pause(start);
    const startMs = performance.now();
    const size = Math.min(pass.size, numReviews - start);
    const piece = joinReviews(Array.from({ length: size }, (_, i) => read(start + i)));
    scores.set(await model.score(piece), start);
    pass.took(size, performance.now() - startMs);
    start += size;
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
