/** Seeded choices: which reviews train, which validate, and in which order an epoch sees them. */
import type { DataSettings } from '../types';
import { Random } from './random';

const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

export interface SplitIndices {
  /** Ascending. */
  training: Int32Array;
  /** Ascending; shares no review with `training`. */
  validation: Int32Array;
}

/**
 * Picks `numReviews` of n reviews (0 or more than n: all) and holds `validationShare` of them out, rounded, at
 * least one review training. One seed gives nested subsets: a larger number keeps the reviews of a smaller one.
 */
export function splitReviews(
  n: number,
  { numReviews, validationShare, seed }: Pick<DataSettings, 'numReviews' | 'validationShare' | 'seed'>,
): SplitIndices {
  const subset = new Random(seed, 'subset').shuffle(range(n));
  const chosen = subset.slice(0, numReviews === 0 ? n : Math.min(numReviews, n));
  new Random(seed, 'split').shuffle(chosen);
  const numValidation = Math.max(0, Math.min(Math.round(chosen.length * validationShare), chosen.length - 1));
  const numTraining = chosen.length - numValidation;
  return {
    training: chosen.slice(0, numTraining).toSorted(),
    validation: chosen.slice(numTraining).toSorted(),
  };
}

/** [n] every index once, in the order of one epoch (from 1). */
export function epochOrder(n: number, seed: number, epoch: number): Int32Array {
  return new Random(seed, `order/${epoch}`).shuffle(range(n));
}
