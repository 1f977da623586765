/** What the words' map says about scores: colour bins, the scale, the most positive and most negative words. Pure. */
import { FIRST_WORD_ID, INDEX_FROM } from '../../config';

/**
 * Odd, so that the middle bin is neutral; so many that neighbours look alike and the scale seems continuous.
 * One trace per bin draws several times faster than a colour per point.
 */
export const NUM_BINS = 33;
/** Half-widths of the colour scale that are offered; the scale is 0.5 +- one of them. */
const HALF_WIDTHS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
/** Share of the scored words that the scale must hold; the few beyond take the end colours. */
const COVERED_SHARE = 0.98;
/** Rarer words have seen too few reviews for their score to say much. */
const COMMON_RANK = 5000;

/** Smallest offered half-width that holds nearly all scores, so that an early, timid model shows differences too. */
export function scoreHalfWidth(scores: Float32Array): number {
  const distances = scores
    .map((score) => Math.abs(score - 0.5))
    .filter((distance) => !Number.isNaN(distance));
  if (distances.length === 0) return HALF_WIDTHS.at(-1) ?? 0.5;
  distances.sort();
  const limit = distances[Math.floor((distances.length - 1) * COVERED_SHARE)] ?? 0.5;
  return HALF_WIDTHS.find((halfWidth) => limit <= halfWidth) ?? 0.5;
}

/** Bin 0 (most negative) to NUM_BINS - 1 (most positive); -1 for a word without a score. */
export function scoreBin(score: number, halfWidth: number): number {
  if (Number.isNaN(score)) return -1;
  const share = (score - 0.5 + halfWidth) / (2 * halfWidth);
  return Math.min(NUM_BINS - 1, Math.max(0, Math.floor(share * NUM_BINS)));
}

export interface ScoredWord {
  word: string;
  /** 1 is the commonest. */
  rank: number;
  /** Probability of "positive". */
  score: number;
}

/** The `count` most positive and most negative words with a score, common ones preferred; special ids left out. */
export function extremeWords(
  words: readonly string[],
  scores: Float32Array,
  count: number,
): { positive: ScoredWord[]; negative: ScoredWord[] } {
  const scored: ScoredWord[] = [];
  const numIds = Math.min(words.length, scores.length);
  for (let id = FIRST_WORD_ID; id < numIds; id++) {
    const score = scores[id] ?? Number.NaN;
    if (!Number.isNaN(score)) scored.push({ word: words[id] ?? '', rank: id - INDEX_FROM, score });
  }
  const common = scored.filter(({ rank }) => rank <= COMMON_RANK);
  const pool = common.length >= 2 * count ? common : scored;
  pool.sort((a, b) => b.score - a.score || a.rank - b.rank);
  const half = Math.min(count, Math.floor(pool.length / 2));
  return { positive: pool.slice(0, half), negative: pool.slice(pool.length - half).toReversed() };
}

/** "87%", or with one decimal near the ends and the middle where whole percents hide differences. */
export function percent(score: number): string {
  return `${(100 * score).toFixed(1)}%`;
}
