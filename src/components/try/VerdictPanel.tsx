/** The verdict: large, with both probabilities; or why there is none. */
import type { JSX, ReactNode } from 'react';
import { formatProbability } from '../../state/probability';
import type { PredictionStatus } from '../../state/status';
import { useVerdict } from '../../state/store';
import type { Prediction } from '../../types';
import { ProbabilityBar } from './ProbabilityBar';
import classes from './try.module.css';

export function VerdictPanel(): JSX.Element {
  const prediction = useVerdict((state) => state.prediction);
  return (
    <output aria-label="Prediction" className={classes.panel} data-tone={toneOf(prediction)}>
      {contents(prediction)}
    </output>
  );
}

/** A text without a word that the model knows gets no colour: the answer says nothing about it. */
function toneOf(status: PredictionStatus): string {
  if (status.kind !== 'ready' || !hasVerdict(status.prediction)) return 'none';
  return status.prediction.label === 1 ? 'positive' : 'negative';
}

/** Whether the answer says something about the text. */
export function hasVerdict({ numKnown, positive, negative }: Prediction): boolean {
  return numKnown > 0 && Number.isFinite(positive) && Number.isFinite(negative);
}

function contents(status: PredictionStatus): JSX.Element {
  switch (status.kind) {
    case 'empty':
      return <Hint>Type a few words and the verdict appears here.</Hint>;
    case 'noModel':
      return (
        <Hint>
          There is no model yet to read your words. Press Train in step 4, or load a model in step 7; the
          verdict then appears by itself, even while training goes on.
        </Hint>
      );
    case 'waiting':
      return <Hint>Reading …</Hint>;
    case 'failed':
      return <Hint>This could not be read: {status.trouble.message}</Hint>;
    case 'ready':
      return <Answer prediction={status.prediction} />;
    default:
      return status satisfies never;
  }
}

function Hint({ children }: { children: ReactNode }): JSX.Element {
  return <span className={classes.hint}>{children}</span>;
}

function Answer({ prediction }: { prediction: Prediction }): JSX.Element {
  const { positive, negative, numWords } = prediction;
  if (numWords === 0) {
    return <Hint>There are no words in this text, so there is nothing to judge. Type a few words.</Hint>;
  }
  if (!Number.isFinite(positive) || !Number.isFinite(negative)) {
    return (
      <Hint>
        The model’s answer is not a number: its weights are damaged. Train again, or load another model in
        step 7.
      </Hint>
    );
  }
  return <Verdict prediction={prediction} />;
}

function Verdict({ prediction }: { prediction: Prediction }): JSX.Element {
  const { label, positive, negative, numWords, numKnown, numCut } = prediction;
  const isMeant = hasVerdict(prediction);
  return (
    <>
      <span className={classes.verdict}>
        {isMeant ? (label === 1 ? 'Positive' : 'Negative') : 'No verdict'}
      </span>
      {isMeant && <ProbabilityBar positive={positive} />}
      <span className={classes.sides}>
        <span className={isMeant ? classes.negative : undefined}>Negative {formatProbability(negative)}</span>
        <span className={isMeant ? classes.positive : undefined}>Positive {formatProbability(positive)}</span>
      </span>
      <span className={classes.known}>
        Knows {numKnown.toLocaleString('en')} of {numWords.toLocaleString('en')}{' '}
        {numWords === 1 ? 'word' : 'words'}.
        {numCut > 0 && ` ${numCut.toLocaleString('en')} did not fit the review length and were left out.`}
        {!isMeant && ' With no word that it knows, these figures say nothing about the text.'}
      </span>
    </>
  );
}
