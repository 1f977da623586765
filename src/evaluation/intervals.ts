/** 95% intervals in closed form. */
import { sigmoid } from './logistic';
import type { Interval, Share } from './report';

/** The 97.5% point of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval of a proportion: E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", JASA 22 (1927). Honest for few trials and near 0 and 1, where the textbook's
 * `p +- z * sqrt(p(1-p)/n)` is not.
 */
export function wilsonInterval(numSuccesses: number, numTrials: number): Interval | null {
  if (numTrials === 0) return null;
  const share = numSuccesses / numTrials;
  const z2 = Z_95 * Z_95;
  const centre = share + z2 / (2 * numTrials);
  const halfWidth = Z_95 * Math.sqrt((share * (1 - share)) / numTrials + z2 / (4 * numTrials * numTrials));
  const scale = 1 + z2 / numTrials;
  return {
    // Exactly at the ends, where rounding would leave 1e-17.
    low: numSuccesses === 0 ? 0 : (centre - halfWidth) / scale,
    high: numSuccesses === numTrials ? 1 : (centre + halfWidth) / scale,
  };
}

export function shareOf(numSuccesses: number, numTrials: number): Share {
  if (numTrials === 0) return { value: null, interval: null };
  return { value: numSuccesses / numTrials, interval: wilsonInterval(numSuccesses, numTrials) };
}

/** Mean of samples with its normal interval, from their sum and sum of squares. */
export function meanInterval(sum: number, sumOfSquares: number, count: number): Interval | null {
  if (count < 2) return null;
  const mean = sum / count;
  const variance = Math.max(0, (sumOfSquares - sum * mean) / (count - 1));
  const halfWidth = Z_95 * Math.sqrt(variance / count);
  return { low: mean - halfWidth, high: mean + halfWidth };
}

/** A normal interval of an estimate that lies in 0..1. */
export function clippedInterval(estimate: number, variance: number): Interval {
  const halfWidth = Z_95 * Math.sqrt(variance);
  return { low: Math.max(0, estimate - halfWidth), high: Math.min(1, estimate + halfWidth) };
}

/**
 * The logit interval of an average precision: K. Boyd, K. Eng, C. D. Page, "Area under the Precision-Recall
 * Curve: Point Estimates and Confidence Intervals", ECML PKDD 2013, with their standard error
 * `1 / sqrt(numPositive * a * (1 - a))` on the logit scale.
 */
export function averagePrecisionInterval(estimate: number, numPositive: number): Interval | null {
  if (numPositive === 0) return null;
  if (estimate <= 0 || estimate >= 1) return { low: estimate, high: estimate };
  const centre = Math.log(estimate / (1 - estimate));
  const halfWidth = Z_95 / Math.sqrt(numPositive * estimate * (1 - estimate));
  return { low: sigmoid(centre - halfWidth), high: sigmoid(centre + halfWidth) };
}
