/** What a model says of every word by itself: its answer to a review of that one word. */
import { FIRST_WORD_ID, START_ID } from '../config';
import { joinReviews } from '../encodedReviews';
import type { EncodedReviews } from '../types';
import { PassSize } from './passSize';

/** Words in one pass. */
const SLICE = { min: 16, first: 64, max: 1024 } as const;

export interface OneWordJudge {
  /** @param ids uncut, `<START>` included */
  read: (ids: Int32Array) => EncodedReviews;
  /** [N] log-odds of "positive". */
  score: (reviews: EncodedReviews) => Promise<Float32Array>;
}

/**
 * [end] log-odds for the ids from FIRST_WORD_ID to end - 1; NaN before.
 * @param pause called between passes; may wait, and throws to cancel
 */
export async function wordScores(
  { read, score }: OneWordJudge,
  end: number,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const scores = new Float32Array(end).fill(NaN);
  const pass = new PassSize(SLICE);
  for (let from = FIRST_WORD_ID; from < end;) {
    const start = performance.now();
    const count = Math.min(pass.size, end - from);
    const reviews = Array.from({ length: count }, (_, i) => read(Int32Array.of(START_ID, from + i)));
    scores.set(await score(joinReviews(reviews)), from);
    from += count;
    pass.took(count, performance.now() - start);
    await pause();
  }
  return scores;
}
