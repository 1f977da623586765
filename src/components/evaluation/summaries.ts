/** The charts in words and tables. Pure. */
import type { Calibration, EvaluationReport, LengthAccuracy, ThresholdReport } from '../../evaluation/report';
import type { ChartTable } from '../charts/ChartWithTable';
import { count, decimal, lengthRange, NONE, percent, percentInterval } from './format';

const falsePositiveRate = ({ specificity }: ThresholdReport): number | null =>
  specificity.value === null ? null : 1 - specificity.value;

export function rocSummary({ auc }: EvaluationReport, at: ThresholdReport): string {
  return `Area ${decimal(auc)}; chance would be 0.5. At the threshold ${decimal(at.threshold, 2)}, ${percent(
    at.recall.value,
  )} of the positive reviews are found, and ${percent(falsePositiveRate(at))} of the negative ones are called positive.`;
}

export function rocTable(steps: ThresholdReport[]): ChartTable {
  return {
    columns: ['Threshold', 'False positive rate', 'True positive rate'],
    rows: steps.map((step) => [
      decimal(step.threshold, 2),
      percent(falsePositiveRate(step)),
      percent(step.recall.value),
    ]),
  };
}

export function precisionRecallSummary({ averagePrecision }: EvaluationReport, at: ThresholdReport): string {
  const { precision, recall } = at;
  const start = `Average precision ${decimal(averagePrecision)}. At the threshold ${decimal(at.threshold, 2)}, `;
  if (precision.value === null) return `${start}no review is called positive.`;
  return `${start}${percent(precision.value)} of those called positive are, and ${percent(recall.value)} of the positive ones are among them.`;
}

export function precisionRecallTable(steps: ThresholdReport[]): ChartTable {
  return {
    columns: ['Threshold', 'Precision', 'Recall', 'F1'],
    rows: steps.map(({ threshold, precision, recall, f1 }) => [
      decimal(threshold, 2),
      percent(precision.value),
      percent(recall.value),
      percent(f1.value),
    ]),
  };
}

/** Where the shares lie below the probabilities on the side of "positive", the model is too sure of itself. */
export function calibrationSummary({ bins, expectedError }: Calibration, isCalibrated: boolean): string {
  const which = isCalibrated ? 'calibrated' : 'uncalibrated';
  let worst = { gap: 0, said: 0, happened: 0 };
  for (const { meanProbability, sharePositive, numReviews } of bins) {
    if (meanProbability === null || sharePositive.value === null) continue;
    const gap = numReviews * Math.abs(meanProbability - sharePositive.value);
    if (gap > worst.gap) worst = { gap, said: meanProbability, happened: sharePositive.value };
  }
  const start = `Expected calibration error ${decimal(expectedError, 4)}, ${which}.`;
  if (worst.gap === 0) return start;
  return `${start} The gap that weighs most: of the reviews given about ${percent(worst.said)}, ${percent(worst.happened)} are positive.`;
}

export function calibrationTable({ bins }: Calibration): ChartTable {
  return {
    columns: ['Probability', 'Reviews', 'Mean', 'Positive', '95% interval'],
    rows: bins.map(({ from, to, numReviews, meanProbability, sharePositive }) => [
      `${(100 * from).toFixed(0)} to ${(100 * to).toFixed(0)}%`,
      count(numReviews),
      percent(meanProbability),
      percent(sharePositive.value),
      percentInterval(sharePositive.interval),
    ]),
  };
}

const accuracyFor = ({ from, to, accuracy }: LengthAccuracy): string =>
  `${percent(accuracy.value)} for ${lengthRange(from, to)} words`;

export function lengthSummary(groups: LengthAccuracy[]): string {
  const named = groups.filter(({ accuracy }) => accuracy.value !== null);
  const sorted = named.toSorted((a, b) => (a.accuracy.value ?? 0) - (b.accuracy.value ?? 0));
  const [worst] = sorted;
  const best = sorted.at(-1);
  if (worst === undefined || best === undefined) return 'No reviews.';
  return worst === best ? `${accuracyFor(best)}.` : `Best ${accuracyFor(best)}, worst ${accuracyFor(worst)}.`;
}

export function lengthTable(groups: LengthAccuracy[]): ChartTable {
  return {
    columns: ['Words', 'Reviews', 'Accuracy', '95% interval'],
    rows: groups.map(({ from, to, numReviews, accuracy }) => [
      lengthRange(from, to),
      count(numReviews),
      percent(accuracy.value),
      accuracy.interval === null ? NONE : percentInterval(accuracy.interval),
    ]),
  };
}
