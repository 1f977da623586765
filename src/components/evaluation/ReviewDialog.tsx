/** One review with what the model made of it. */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useId, useRef, type JSX } from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import { sigmoid } from '../../evaluation/logistic';
import { formatProbability } from '../../state/probability';
import { writtenWords } from '../../state/testSplit';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './dialog.module.css';
import type { ErrorsSource } from './ErrorsTable';
import { count } from './format';
import { PushedWords } from './PushedWords';
import { useReviewDetails } from './useReviewDetails';

interface ReviewDialogProps extends ErrorsSource {
  /** The review that is open; null for none. */
  index: number | null;
  test: EvaluationInput;
  temperature: number;
  threshold: number;
  onClose: () => void;
}

/** The browser's own dialog: it keeps the focus inside, closes with Escape and gives the focus back. */
export function ReviewDialog({ index, onClose, seeInside, ...rest }: ReviewDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isOpen = index !== null;

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId} onClose={onClose}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {index === null ? 'Review' : `Test review ${count(index)}`}
        </h2>
        {index !== null && seeInside !== undefined && (
          <Button
            variant="default"
            size="sm"
            className={classes.inside ?? ''}
            onClick={() => {
              // Closed first: it gives the focus back to the list, from where the focus then goes on.
              dialog.current?.close();
              seeInside(index);
            }}
          >
            See inside
          </Button>
        )}
        <CloseButton size={44} aria-label="Close" onClick={onClose} />
      </div>
      {index !== null && <Contents key={index} index={index} {...rest} />}
    </dialog>
  );
}

const nameOf = (isPositive: boolean): string => (isPositive ? 'positive' : 'negative');

function Contents({
  index,
  test,
  temperature,
  threshold,
  review,
  explain,
}: Omit<ReviewDialogProps, 'index' | 'onClose' | 'seeInside'> & { index: number }): JSX.Element {
  const { view, contributions, trouble } = useReviewDetails(index, review, explain);
  const isPositive = test.labels[index] === 1;
  const probability = sigmoid(test.scores[index]! / temperature);
  const isCalledPositive = probability > threshold;
  const words = view === null ? [] : writtenWords(view.words);
  const numCut = view === null ? 0 : Math.max(0, view.numWordsBeforeCut - words.length);
  return (
    // Scrolls on its own, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.body} tabIndex={0} aria-label="The review">
      <p className={classes.verdict}>
        Labelled{' '}
        <strong className={isPositive ? classes.positive : classes.negative}>{nameOf(isPositive)}</strong>.
        The model gives “positive” <strong>{formatProbability(probability)}</strong>, so it calls it{' '}
        {nameOf(isCalledPositive)}, which is {isCalledPositive === isPositive ? 'right' : 'wrong'}.
      </p>
      {trouble !== null && <TroubleAlert title="This review could not be read" trouble={trouble} />}
      {view === null && trouble === null && <p className={classes.note}>Reading the review …</p>}
      {view !== null && (
        <>
          <p className={classes.note}>
            {count(view.numWordsBeforeCut)} words
            {numCut > 0 &&
              `, of which the model reads ${count(words.length)}; the other ${count(numCut)} are cut off`}
            .
          </p>
          <PushedWords words={words} contributions={contributions} />
        </>
      )}
    </section>
  );
}
