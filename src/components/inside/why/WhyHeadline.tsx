/** The verdict, and why in a sentence. */
import type { JSX } from 'react';
import { sigmoid } from '../../../evaluation/logistic';
import type { Explanation } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';
import { useVerdict } from '../../../state/store';
import { ProbabilityBar } from '../../try/ProbabilityBar';
import { oddsOf, reasonFor } from './whyTexts';
import classes from './why.module.css';

interface WhyHeadlineProps {
  explanation: Explanation;
  /** Whether it is about the review that is looked into, not about the one before. */
  isCurrent: boolean;
}

export function WhyHeadline({ explanation, isCurrent }: WhyHeadlineProps): JSX.Element {
  const { logOdds, words } = explanation;
  const isPositive = logOdds > 0;
  const knowsAny = words.some(({ isKnown }) => isKnown);
  const tone = knowsAny ? (isPositive ? 'positive' : 'negative') : 'none';
  return (
    <output aria-label="Why" className={classes.headline} data-tone={tone}>
      <span className={classes.verdictLine}>
        <span className={classes.verdict}>
          {knowsAny ? (isPositive ? 'Positive' : 'Negative') : 'No verdict'}
        </span>
        <span className={classes.odds}>
          {oddsOf(logOdds)}
          {isCurrent && <RightOrWrong isPositive={isPositive} />}
        </span>
      </span>
      <ProbabilityBar positive={sigmoid(logOdds)} />
      <span className={classes.reason}>
        {knowsAny
          ? reasonFor(explanation)
          : 'The model knows none of these words, so its answer says nothing about the text.'}
      </span>
      {isCurrent && <Calibrated logOdds={logOdds} />}
    </output>
  );
}

function RightOrWrong({ isPositive }: { isPositive: boolean }): JSX.Element | null {
  const subject = useVerdict(({ inside }) => inside.subject);
  if (subject.kind === 'typed') return null;
  const label = subject.label === 1 ? 'positive' : 'negative';
  return (
    <>
      {'. '}
      <strong>
        Labelled {label}: the model is {(subject.label === 1) === isPositive ? 'right' : 'wrong'}.
      </strong>
    </>
  );
}

/** The evaluation shows calibrated probabilities: who comes from there must find the same review again. */
function Calibrated({ logOdds }: { logOdds: number }): JSX.Element | null {
  const isTest = useVerdict(({ inside }) => inside.subject.kind === 'test');
  const temperature = useVerdict(({ model, result }) => result?.temperature ?? model?.temperature ?? null);
  if (!isTest || temperature === null || temperature === 1) return null;
  return (
    <span className={classes.note}>
      Not calibrated, as in step 5. The evaluation divides log-odds by T = {temperature.toFixed(2)}, which
      makes it {formatProbability(sigmoid(logOdds / temperature))} positive.
    </span>
  );
}
