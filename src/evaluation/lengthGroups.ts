/** Accuracy by review length, in groups of about equally many reviews. */
import type { EvaluationInput } from './checkScores';
import { shareOf } from './intervals';
import { logit } from './logistic';
import type { LengthAccuracy } from './report';

export const NUM_LENGTH_GROUPS = 8;

export interface LengthGroups {
  /** [N] the group of each review. */
  groupOf: Uint8Array;
  groups: { from: number; to: number; numReviews: number }[];
}

/** Reviews of one length stay together, so there may be fewer groups than asked for. O(N log N). */
export function groupByLength(lengths: ArrayLike<number>, numGroups = NUM_LENGTH_GROUPS): LengthGroups {
  const sorted = Float64Array.from(lengths).toSorted();
  const groups: LengthGroups['groups'] = [];
  let start = 0;
  while (start < sorted.length) {
    const groupsLeft = Math.max(1, numGroups - groups.length);
    let end = Math.min(sorted.length, start + Math.max(1, Math.round((sorted.length - start) / groupsLeft)));
    if (groupsLeft === 1) end = sorted.length;
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
    groups.push({ from: sorted[start]!, to: sorted[end - 1]!, numReviews: end - start });
    start = end;
  }
  const groupOf = Uint8Array.from({ length: lengths.length }, (_, i) =>
    groups.findIndex(({ to }) => lengths[i]! <= to),
  );
  return { groupOf, groups };
}

/** @param threshold and @param temperature as in `reportAtThreshold`. O(N). */
export function accuracyByLength(
  { groupOf, groups }: LengthGroups,
  { scores, labels }: Pick<EvaluationInput, 'scores' | 'labels'>,
  threshold: number,
  temperature: number,
): LengthAccuracy[] {
  const limit = temperature * logit(threshold);
  const numRight = new Float64Array(groups.length);
  for (let i = 0; i < scores.length; i++) {
    const predicted = scores[i]! > limit ? 1 : 0;
    if (predicted === labels[i]) numRight[groupOf[i]!]! += 1;
  }
  return groups.map(({ from, to, numReviews }, group) => ({
    from,
    to,
    numReviews,
    accuracy: shareOf(numRight[group]!, numReviews),
  }));
}
