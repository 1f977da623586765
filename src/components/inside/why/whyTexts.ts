/** Why a review gets its verdict, in sentences. Pure. */
import { sigmoid } from '../../../evaluation/logistic';
import type { Explanation } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';
import { wordTotals, type WordTotal } from '../../contributions/contributions';
import { signed } from '../../evaluation/format';

const NUM_NAMED = 3;
/** Of the strongest word's push: what is weaker is no reason. */
const LEAST_SHARE = 0.02;

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

const named = (words: readonly WordTotal[]): string =>
  listFormat.format(words.map(({ word, total }) => `“${word}” (${signed(total)})`));

const sizeOf = (word: WordTotal | undefined): number => Math.abs(word?.total ?? 0);

/** The words that pushed most each way: three at most, and none that hardly did. */
export function reasonFor({ words, contributions }: Explanation): string {
  const pushes = words.map(({ word }, i) => ({ word, contribution: contributions[i] ?? 0 }));
  const totals = wordTotals(pushes, NUM_NAMED);
  const least = LEAST_SHARE * Math.max(sizeOf(totals.positive[0]), sizeOf(totals.negative[0]));
  const isReason = (word: WordTotal): boolean => sizeOf(word) >= least;
  const positive = totals.positive.filter(isReason);
  const negative = totals.negative.filter(isReason);
  if (positive.length + negative.length === 0) return 'No word pushes it either way.';
  const up =
    positive.length === 0
      ? 'Hardly anything pushes it towards positive'
      : `Towards positive push ${named(positive)}`;
  const down =
    negative.length === 0 ? 'hardly anything towards negative' : `towards negative ${named(negative)}`;
  return `${up}; ${down}.`;
}

const SMALLEST_SAID = 0.0001;

/** That what integrated gradients share out adds up; null for the other way. */
export function completenessOf(explanation: Explanation): string | null {
  const { completenessError, baselineLogOdds, logOdds, rest } = explanation;
  if (completenessError === null || baselineLogOdds === null) return null;
  const error =
    completenessError < SMALLEST_SAID ? `less than ${SMALLEST_SAID}` : completenessError.toFixed(4);
  const others = rest === null ? '' : `, with ${signed(rest)} for the start mark and the padding,`;
  return (
    `The contributions${others} add up to the answer with an error of ${error}: they lead from ${signed(baselineLogOdds)}, ` +
    `the log-odds of the baseline (a review of the same length whose vectors are all 0), to ${signed(logOdds)}.`
  );
}

/** "93.2% positive, 6.8% negative, log-odds +2.62". */
export function oddsOf(logOdds: number): string {
  const positive = formatProbability(sigmoid(logOdds));
  const negative = formatProbability(sigmoid(-logOdds));
  return `${positive} positive, ${negative} negative; log-odds ${signed(logOdds)}`;
}
