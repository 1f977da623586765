/** Scores sorted once, so that any threshold is answered by two binary searches. */
import { checkScores, type LabelledScores } from './checkScores';
import type { Confusion } from './report';

export interface RankedScores {
  /** Scores (log-odds) of the positive reviews, ascending. */
  positives: Float64Array;
  /** Scores of the negative reviews, ascending. */
  negatives: Float64Array;
}

/** O(N log N). @throws VerdictError as `checkScores` */
export function rankScores(input: LabelledScores): RankedScores {
  checkScores(input);
  const { scores, labels } = input;
  let numPositive = 0;
  for (const label of labels) numPositive += label;
  const positives = new Float64Array(numPositive);
  const negatives = new Float64Array(labels.length - numPositive);
  let p = 0;
  let n = 0;
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === 1) positives[p++] = scores[i]!;
    else negatives[n++] = scores[i]!;
  }
  // Typed arrays sort by value, without a comparison in script.
  return { positives: positives.toSorted(), negatives: negatives.sort() };
}

/** How many of the ascending values are at most `limit`. */
export function countAtMost(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A review is called positive where its score exceeds the threshold: a tie counts as negative, as argMax over
 * (negative, positive) has it. O(log N).
 * @param threshold log-odds, infinite allowed
 */
export function confusionAt({ positives, negatives }: RankedScores, threshold: number): Confusion {
  const falseNegative = countAtMost(positives, threshold);
  const trueNegative = countAtMost(negatives, threshold);
  return {
    truePositive: positives.length - falseNegative,
    falsePositive: negatives.length - trueNegative,
    trueNegative,
    falseNegative,
  };
}
