/** How far two explanations of the same words agree. Pure. */
import { pearson, spearman } from '../../../evaluation/correlation';
import type { Explanation } from '../../../insightTypes';
import { decimal, signed } from '../../evaluation/format';
import type { ChartTable } from '../../charts/ChartWithTable';

export interface WordPair {
  word: string;
  times: number;
  /** Log-odds by integrated gradients and by leaving the word out, both summed over the review. */
  gradients: number;
  leftOut: number;
}

export interface Comparison {
  /** [words] contributions of each, in the order of the review. */
  words: string[];
  gradients: Float32Array;
  leftOut: Float32Array;
  pearson: number | null;
  spearman: number | null;
  /** Each word once, those that the two differ on most first. */
  pairs: WordPair[];
}

/** Null where they are not about the same words. */
export function compare(gradients: Explanation, leftOut: Explanation): Comparison | null {
  const words = gradients.words.map(({ word }) => word);
  const isSame =
    words.length === leftOut.words.length && words.every((word, i) => word === leftOut.words[i]?.word);
  if (!isSame || words.length === 0) return null;
  const pairs = new Map<string, WordPair>();
  words.forEach((word, i) => {
    const pair = pairs.get(word) ?? { word, times: 0, gradients: 0, leftOut: 0 };
    pair.times++;
    pair.gradients += gradients.contributions[i]!;
    pair.leftOut += leftOut.contributions[i]!;
    pairs.set(word, pair);
  });
  return {
    words,
    gradients: gradients.contributions,
    leftOut: leftOut.contributions,
    pearson: pearson(gradients.contributions, leftOut.contributions),
    spearman: spearman(gradients.contributions, leftOut.contributions),
    pairs: [...pairs.values()].toSorted((a, b) => gapOf(b) - gapOf(a)),
  };
}

export const gapOf = ({ gradients, leftOut }: WordPair): number => Math.abs(gradients - leftOut);

/** "The two ways agree closely: correlation 0.93 (Pearson), 0.88 by rank (Spearman)." */
export function agreement({ pearson: linear, spearman: byRank }: Comparison): string {
  if (linear === null || byRank === null) {
    return 'Whether the two ways agree cannot be said: there are too few words, or all weigh the same.';
  }
  const figures = `correlation ${decimal(linear, 2)} (Pearson), ${decimal(byRank, 2)} by rank (Spearman)`;
  if (linear >= 0.9) return `The two ways agree closely: ${figures}.`;
  if (linear >= 0.6) return `The two ways agree by and large: ${figures}.`;
  return `The two ways differ: ${figures}. Trust neither blindly, and try the words out under “What if”.`;
}

export const comparisonTable = (pairs: readonly WordPair[]): ChartTable => ({
  columns: ['Word', 'Times', 'Gradients', 'Left out', 'Difference'],
  rows: pairs.map((pair) => [
    pair.word,
    String(pair.times),
    signed(pair.gradients),
    signed(pair.leftOut),
    signed(pair.leftOut - pair.gradients),
  ]),
});
