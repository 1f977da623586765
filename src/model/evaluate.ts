/** Loss and accuracy of a network on encoded reviews. */
import type { EncodedReviews } from '../types';
import { evaluationBatches, makeBatch, type BatchOptions } from '../data/batches';
import type { Network } from './network';

/** Larger than in training: nothing is kept for a backward pass. */
export const EVALUATION_BATCH_SIZE = 256;

export interface Evaluation {
  loss: number;
  accuracy: number;
  reviews: number;
}

/**
 * @param between awaited before every batch with the reviews done so far; returns false to stop early.
 * @returns null when stopped early.
 */
export async function evaluate(
  network: Network,
  reviews: EncodedReviews,
  options: BatchOptions,
  between: (done: number) => Promise<boolean>,
): Promise<Evaluation | null> {
  let lossSum = 0;
  let numCorrect = 0;
  let done = 0;
  for (const indices of evaluationBatches(reviews, EVALUATION_BATCH_SIZE)) {
    if (!(await between(done))) return null;
    const batch = makeBatch(reviews, indices, options);
    const result = await network.evaluateBatch(batch);
    lossSum += result.loss * batch.size;
    numCorrect += result.numCorrect;
    done += batch.size;
  }
  return { loss: lossSum / done, accuracy: numCorrect / done, reviews: done };
}
