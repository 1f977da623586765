/** Probabilities for people. Pure. */

/** Decimals of a percentage: more only where fewer would claim certainty. */
const DECIMALS = [1, 2, 3, 4];

/** "93.2%"; never "0%" or "100%" unless it is exactly that; "unknown" for what is no number. */
export function formatProbability(probability: number): string {
  if (!Number.isFinite(probability)) return 'unknown';
  const percentage = 100 * probability;
  for (const decimals of DECIMALS) {
    const text = percentage.toFixed(decimals);
    if (Number(text) > 0 && Number(text) < 100) return `${text}%`;
  }
  return percentage < 50 ? (percentage === 0 ? '0%' : '<0.0001%') : percentage === 100 ? '100%' : '>99.9999%';
}
