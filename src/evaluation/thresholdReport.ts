/** Accuracy, precision, recall, specificity and F1 of a confusion matrix. */
import { shareOf, wilsonInterval } from './intervals';
import { logit } from './logistic';
import { confusionAt, type RankedScores } from './rankedScores';
import type { Confusion, Share, ThresholdReport } from './report';

/** F1 from the Jaccard index J = TP / (TP + FP + FN), of which it is an increasing function. */
const f1OfJaccard = (jaccard: number): number => (2 * jaccard) / (1 + jaccard);

/** The interval is Wilson's of J, carried over; null where precision and recall are both 0/0. */
function f1Of({ truePositive, falsePositive, falseNegative }: Confusion): Share {
  const numConcerned = truePositive + falsePositive + falseNegative;
  const interval = wilsonInterval(truePositive, numConcerned);
  if (interval === null) return { value: null, interval: null };
  return {
    value: f1OfJaccard(truePositive / numConcerned),
    interval: { low: f1OfJaccard(interval.low), high: f1OfJaccard(interval.high) },
  };
}

/** @param threshold probability, 0 to 1. @param temperature as in EvaluationReport */
export function reportAtThreshold(
  ranked: RankedScores,
  threshold: number,
  temperature: number,
): ThresholdReport {
  const confusion = confusionAt(ranked, temperature * logit(threshold));
  const { truePositive, falsePositive, trueNegative, falseNegative } = confusion;
  const numReviews = truePositive + falsePositive + trueNegative + falseNegative;
  return {
    threshold,
    confusion,
    accuracy: shareOf(truePositive + trueNegative, numReviews),
    precision: shareOf(truePositive, truePositive + falsePositive),
    recall: shareOf(truePositive, truePositive + falseNegative),
    specificity: shareOf(trueNegative, trueNegative + falsePositive),
    f1: f1Of(confusion),
  };
}
