/** Which reviews the list of errors shows, and in which order. Pure. */
import type { LabelledScores } from '../../evaluation/checkScores';
import { logit } from '../../evaluation/logistic';

export type ErrorFilter = 'errors' | 'falsePositive' | 'falseNegative' | 'unsure' | 'all';

export const ERROR_FILTERS: ErrorFilter[] = ['errors', 'falsePositive', 'falseNegative', 'unsure', 'all'];

/** Probabilities within these are called unsure. */
export const UNSURE: readonly [low: number, high: number] = [0.4, 0.6];

/** [N] indices from the most wrong (a high score for a negative review, or the reverse) to the most right. */
export function orderByError({ scores, labels }: LabelledScores): Uint32Array {
  const rightness = Float64Array.from(scores, (score, i) => (labels[i] === 1 ? score : -score));
  const order = Uint32Array.from(scores, (_, i) => i);
  return order.toSorted((a, b) => rightness[a]! - rightness[b]! || a - b);
}

/** The reviews that are called what they are not at even odds, the most wrong verdict first. */
export function wrongByError({ scores, labels }: LabelledScores): number[] {
  const wrong: number[] = [];
  scores.forEach((score, i) => {
    if ((score > 0 ? 1 : 0) !== labels[i]) wrong.push(i);
  });
  return wrong.toSorted((a, b) => Math.abs(scores[b]!) - Math.abs(scores[a]!) || a - b);
}

export type FilteredErrors = Record<ErrorFilter, number[]>;

/**
 * The reviews of each filter in the given order.
 * @param threshold probability. @param temperature divides the scores
 */
export function filterErrors(
  { scores, labels }: LabelledScores,
  order: Uint32Array,
  threshold: number,
  temperature: number,
): FilteredErrors {
  const limit = temperature * logit(threshold);
  const low = temperature * logit(UNSURE[0]);
  const high = temperature * logit(UNSURE[1]);
  const lists: FilteredErrors = { errors: [], falsePositive: [], falseNegative: [], unsure: [], all: [] };
  for (const index of order) {
    const score = scores[index]!;
    const predicted = score > limit ? 1 : 0;
    lists.all.push(index);
    if (predicted !== labels[index]) {
      lists.errors.push(index);
      lists[predicted === 1 ? 'falsePositive' : 'falseNegative'].push(index);
    }
    if (score >= low && score <= high) lists.unsure.push(index);
  }
  return lists;
}
