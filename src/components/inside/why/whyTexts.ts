/** Why a review gets its verdict, in sentences. Pure. */
import { sigmoid } from '../../../evaluation/logistic';
import type { Explanation } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';
import { wordTotals, type WordTotal } from '../../contributions/contributions';
import { signed } from '../../evaluation/format';

const NUM_NAMED = 3;

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

const named = (words: readonly WordTotal[]): string =>
  listFormat.format(words.map(({ word, total }) => `“${word}” (${signed(total)})`));

/** The three words that pushed most each way. */
export function reasonFor({ words, contributions }: Explanation): string {
  const pushes = words.map(({ word }, i) => ({ word, contribution: contributions[i] ?? 0 }));
  const { positive, negative } = wordTotals(pushes, NUM_NAMED);
  if (positive.length + negative.length === 0) return 'No word pushes it either way.';
  const up =
    positive.length === 0 ? 'No word pushes it towards positive' : `Towards positive push ${named(positive)}`;
  const down =
    negative.length === 0 ? 'no word pushes it towards negative' : `towards negative ${named(negative)}`;
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
