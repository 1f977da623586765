/** Log-odds and probabilities, stable at both ends. */

/** The probability that belongs to log-odds. */
export function sigmoid(score: number): number {
  if (score >= 0) return 1 / (1 + Math.exp(-score));
  const odds = Math.exp(score);
  return odds / (1 + odds);
}

/** The log-odds that belong to a probability; infinite at 0 and 1. */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** Negative log-likelihood of one label in nats, from log-odds: `log(1 + exp(-score))` for a positive review. */
export function logisticLoss(score: number, label: number): number {
  const margin = label === 1 ? score : -score;
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}
