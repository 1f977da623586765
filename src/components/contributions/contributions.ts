/** What the words of a review add up to. Pure. */
import type { WordContribution } from '../../types';

/** Of the strongest word's contribution; weaker ones are shaded but not said one by one. */
const STRONG_SHARE = 0.3;

/** The largest contribution of a word in the review, whatever its direction; 0 without words. */
export function strongest(contributions: readonly WordContribution[]): number {
  return contributions.reduce((most, { contribution }) => Math.max(most, Math.abs(contribution)), 0);
}

export const isStrong = (contribution: number, most: number): boolean =>
  most > 0 && Math.abs(contribution) >= STRONG_SHARE * most;

/**
 * Where in the whole review the words begin that the model read: it was cut at one of its ends. Null when they
 * stand at neither.
 */
export function startOfRead(
  words: readonly string[],
  contributions: readonly WordContribution[],
): number | null {
  const starts = [0, words.length - contributions.length];
  const isHere = (start: number): boolean =>
    start >= 0 && contributions.every(({ word }, i) => words[start + i] === word);
  return starts.find((start) => isHere(start)) ?? null;
}

export interface WordTotal {
  word: string;
  /** How often it stands in the review. */
  times: number;
  /** Sum of its contributions, log-odds. */
  total: number;
}

/** The words that pushed most, each once: towards positive, and towards negative, at most `limit` of each. */
export function wordTotals(
  contributions: readonly WordContribution[],
  limit: number,
): { positive: WordTotal[]; negative: WordTotal[] } {
  const totals = new Map<string, WordTotal>();
  for (const { word, contribution } of contributions) {
    const entry = totals.get(word) ?? { word, times: 0, total: 0 };
    entry.times++;
    entry.total += contribution;
    totals.set(word, entry);
  }
  const sorted = [...totals.values()].toSorted((a, b) => b.total - a.total);
  return {
    positive: sorted.filter(({ total }) => total > 0).slice(0, limit),
    negative: sorted
      .filter(({ total }) => total < 0)
      .toReversed()
      .slice(0, limit),
  };
}
