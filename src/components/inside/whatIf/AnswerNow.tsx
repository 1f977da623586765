/** What the model says of the review as it is now, and how far that is from the original. */
import type { JSX } from 'react';
import { sigmoid } from '../../../evaluation/logistic';
import { formatProbability } from '../../../state/probability';
import { signed } from '../../evaluation/format';
import { ProbabilityBar } from '../../try/ProbabilityBar';
import classes from './whatIf.module.css';

interface AnswerNowProps {
  /** Log-odds; null as long as they are not known. */
  now: number | null;
  original: number | null;
  isOriginal: boolean;
}

export function AnswerNow({ now, original, isOriginal }: AnswerNowProps): JSX.Element {
  const tone = now === null ? 'none' : now > 0 ? 'positive' : 'negative';
  return (
    <output aria-label="The answer now" className={classes.answer} data-tone={tone}>
      <span className={classes.answerLine}>
        <span className={classes.probability}>{now === null ? '…' : formatProbability(sigmoid(now))}</span>
        <span className={classes.answerWords}>
          positive, so it says <strong>{now === null ? '…' : nameOf(now)}</strong>
        </span>
      </span>
      <ProbabilityBar positive={now === null ? 0.5 : sigmoid(now)} />
      <span className={classes.change}>
        {now === null || original === null ? ' ' : changeOf(now, original, isOriginal)}
      </span>
    </output>
  );
}

const nameOf = (logOdds: number): string => (logOdds > 0 ? 'positive' : 'negative');

/** "The original says 93.2%: down 31.0 points, log-odds −2.10. The verdict has flipped." */
export function changeOf(now: number, original: number, isOriginal: boolean): string {
  if (isOriginal) return `The original. Log-odds ${signed(now)}.`;
  const points = 100 * (sigmoid(now) - sigmoid(original));
  const way = points < 0 ? 'down' : 'up';
  const change = `${way} ${Math.abs(points).toFixed(1)} points, log-odds ${signed(now - original)}`;
  const flip = now > 0 === original > 0 ? '' : ' The verdict has flipped.';
  return `The original: ${formatProbability(sigmoid(original))}; ${change}.${flip}`;
}
