/** Whether probabilities can be taken at their word: of the reviews given 0.8, are 80% positive? */
import type { LabelledScores } from './checkScores';
import { shareOf } from './intervals';
import { sigmoid } from './logistic';
import type { Calibration, CalibrationBin } from './report';

/** As in Guo et al. 2017. */
export const NUM_CALIBRATION_BINS = 15;

/** Right-closed bins of equal width: bin b holds b/numBins < p <= (b+1)/numBins, bin 0 also p = 0. */
export function calibrationBin(probability: number, numBins: number): number {
  return Math.min(numBins - 1, Math.max(0, Math.ceil(probability * numBins) - 1));
}

/**
 * Bins of the probability of "positive", 0 to 1, and the expected calibration error
 * `sum over bins of n_b / N * |mean probability - share positive|`: M. P. Naeini, G. F. Cooper, M. Hauskrecht,
 * "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015.
 */
export function calibrate(
  { scores, labels }: LabelledScores,
  temperature: number,
  numBins = NUM_CALIBRATION_BINS,
): Calibration {
  const counts = new Float64Array(numBins);
  const sums = new Float64Array(numBins);
  const numPositive = new Float64Array(numBins);
  for (let i = 0; i < scores.length; i++) {
    const probability = sigmoid(scores[i]! / temperature);
    const bin = calibrationBin(probability, numBins);
    counts[bin]! += 1;
    sums[bin]! += probability;
    numPositive[bin]! += labels[i]!;
  }
  let gap = 0;
  const bins = Array.from({ length: numBins }, (_, bin): CalibrationBin => {
    const numReviews = counts[bin]!;
    gap += Math.abs(sums[bin]! - numPositive[bin]!);
    return {
      from: bin / numBins,
      to: (bin + 1) / numBins,
      numReviews,
      meanProbability: numReviews === 0 ? null : sums[bin]! / numReviews,
      sharePositive: shareOf(numPositive[bin]!, numReviews),
    };
  });
  return {
    bins,
    expectedError: scores.length === 0 ? null : gap / scores.length,
    expectedErrorInterval: null,
  };
}
