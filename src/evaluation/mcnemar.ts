/**
 * McNemar's test: do two models differ on the same reviews by more than chance? Only reviews that exactly one
 * of them judged rightly tell. T. G. Dietterich, "Approximate Statistical Tests for Comparing Supervised
 * Classification Learning Algorithms", Neural Computation 10 (1998).
 */
import { VerdictError } from '../errors';

/** With fewer discordant reviews the chi-square approximation is poor and the exact binomial is used. */
export const MIN_DISCORDANT_FOR_CHI_SQUARE = 25;

export interface McNemarResult {
  /** Reviews that only the first, and only the second, model judged rightly. */
  onlyFirst: number;
  onlySecond: number;
  method: 'exact binomial' | 'chi-square';
  /** With continuity correction, one degree of freedom; null for the exact test. */
  statistic: number | null;
  /** Two-sided; null when the models never differ. */
  pValue: number | null;
}

/** Two-sided: twice the probability of at most `fewer` heads in `total` throws of a fair coin, at most 1. */
function exactPValue(fewer: number, total: number): number {
  let term = 0.5 ** total;
  let sum = term;
  for (let k = 1; k <= fewer; k++) {
    term *= (total - k + 1) / k;
    sum += term;
  }
  return Math.min(1, 2 * sum);
}

/**
 * P(X >= x^2) for chi-square with one degree of freedom, which is erfc(x / sqrt 2). The power series of erf up
 * to x = 3, beyond it Laplace's continued fraction of the normal tail (Abramowitz and Stegun 26.2.10, 26.2.14).
 */
export function chiSquareTail(statistic: number): number {
  const x = Math.sqrt(statistic);
  const density = Math.exp(-statistic / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= statistic / (2 * k + 1);
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let k = 100; k >= 1; k--) fraction = x + k / fraction;
  return (2 * density) / fraction;
}

export function mcnemarOfCounts(onlyFirst: number, onlySecond: number): McNemarResult {
  const total = onlyFirst + onlySecond;
  const shared = { onlyFirst, onlySecond };
  if (total < MIN_DISCORDANT_FOR_CHI_SQUARE) {
    const pValue = total === 0 ? null : exactPValue(Math.min(onlyFirst, onlySecond), total);
    return { ...shared, method: 'exact binomial', statistic: null, pValue };
  }
  const difference = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
  const statistic = (difference * difference) / total;
  return { ...shared, method: 'chi-square', statistic, pValue: chiSquareTail(statistic) };
}

/**
 * @param first and @param second [N] verdicts (0 or 1) of two models on the same reviews in the same order
 * @throws VerdictError 'bad-counts' when the lengths differ
 */
export function mcnemarTest(first: Uint8Array, second: Uint8Array, labels: Uint8Array): McNemarResult {
  if (first.length !== labels.length || second.length !== labels.length) {
    throw new VerdictError(
      'bad-counts',
      `The runs have ${first.length} and ${second.length} verdicts for ${labels.length} labels.`,
    );
  }
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < labels.length; i++) {
    const isFirstRight = first[i] === labels[i];
    const isSecondRight = second[i] === labels[i];
    if (isFirstRight && !isSecondRight) onlyFirst++;
    else if (isSecondRight && !isFirstRight) onlySecond++;
  }
  return mcnemarOfCounts(onlyFirst, onlySecond);
}

/** Verdicts at probability 0.5; a tie counts as negative. */
export function verdictsOf(scores: Float64Array | Float32Array): Uint8Array {
  return Uint8Array.from(scores, (score) => (score > 0 ? 1 : 0));
}
