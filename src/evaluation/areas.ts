/** Areas under the curves, from all points. */
import { sweepThresholds } from './curves';
import { clippedInterval } from './intervals';
import type { RankedScores } from './rankedScores';
import type { Interval } from './report';

export interface Area {
  value: number;
  /** Null with fewer than two reviews of a class. */
  interval: Interval | null;
}

/**
 * For each of the ascending `values` the share of the ascending `others` below it, ties counting half:
 * the placement values of DeLong et al. O(numValues + numOthers).
 */
function placements(values: Float64Array, others: Float64Array): Float64Array {
  const shares = new Float64Array(values.length);
  let below = 0;
  let atMost = 0;
  for (let i = 0; i < values.length; i++) {
    while (below < others.length && others[below]! < values[i]!) below++;
    while (atMost < others.length && others[atMost]! <= values[i]!) atMost++;
    shares[i] = (below + atMost) / (2 * others.length);
  }
  return shares;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Sample variance of the mean of the values. */
function varianceOfMean(values: Float64Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum / (values.length - 1) / values.length;
}

/**
 * Area under the ROC curve, which is the Mann-Whitney statistic: how often a positive review outscores a
 * negative one, ties counting half. The interval is that of E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson,
 * "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic Curves",
 * Biometrics 44 (1988). Null when a class is missing.
 */
export function areaUnderRoc({ positives, negatives }: RankedScores): Area | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const ofPositives = placements(positives, negatives);
  const value = meanOf(ofPositives);
  if (positives.length < 2 || negatives.length < 2) return { value, interval: null };
  const variance = varianceOfMean(ofPositives) + varianceOfMean(placements(negatives, positives));
  return { value, interval: clippedInterval(value, variance) };
}

/**
 * `sum over distinct scores of (R_n - R_{n-1}) * P_n`, without interpolation, as scikit-learn's
 * `average_precision_score`. Null when a class is missing.
 */
export function averagePrecision(ranked: RankedScores): number | null {
  const numPositive = ranked.positives.length;
  if (numPositive === 0 || ranked.negatives.length === 0) return null;
  let area = 0;
  let lastTruePositive = 0;
  sweepThresholds(ranked, (truePositive, falsePositive) => {
    const precision = truePositive / (truePositive + falsePositive);
    area += ((truePositive - lastTruePositive) / numPositive) * precision;
    lastTruePositive = truePositive;
  });
  return area;
}
