/** What a network says of encoded reviews, one score each. */
import type { EncodedReviews } from '../types';
import { evaluationBatches, makeBatch, numReviews, type BatchOptions } from '../data/batches';
import type { Network } from './network';
import { requireFinite } from './networkChecks';
import { logOdds, scoreQuality } from './scores';

/** Larger than in training: nothing is kept for a backward pass. */
export const EVALUATION_BATCH_SIZE = 256;

export interface Evaluation {
  loss: number;
  accuracy: number;
  reviews: number;
  /** [N] log-odds of "positive" in the order of the reviews. */
  scores: Float32Array;
}

/**
 * @param between awaited before every batch with the reviews done so far; returns false to stop early.
 * @returns [N] log-odds of "positive" in the order of the reviews; null when stopped early.
 * @throws VerdictError 'not-finite' when an answer is no number
 */
export async function scoreReviews(
  network: Network,
  reviews: EncodedReviews,
  options: BatchOptions,
  between: (done: number) => Promise<boolean>,
): Promise<Float32Array | null> {
  const scores = new Float32Array(numReviews(reviews));
  let done = 0;
  for (const indices of evaluationBatches(reviews, EVALUATION_BATCH_SIZE)) {
    if (!(await between(done))) return null;
    const found = logOdds(await network.predictBatch(makeBatch(reviews, indices, options)));
    indices.forEach((review, row) => {
      scores[review] = found[row]!;
    });
    done += indices.length;
  }
  return scores;
}

/** @param scores [N] */
export function evaluationOf(scores: Float32Array, { labels }: Pick<EncodedReviews, 'labels'>): Evaluation {
  const quality = scoreQuality(scores, labels);
  requireFinite({ loss: quality.loss, numCorrect: 0 });
  return { ...quality, reviews: labels.length, scores };
}
