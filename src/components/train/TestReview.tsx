/** One test review: what the model says, both probabilities, and what its writer meant. */
import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { formatProbability } from '../../state/probability';
import { isBusy, type TestReviewAnswer } from '../../state/status';
import { useVerdict } from '../../state/store';
import { predictTestReview } from '../../state/testActions';
import { ActionButton } from '../page/ActionButton';
import { TroubleAlert } from '../page/TroubleAlert';
import { ProbabilityBar } from '../try/ProbabilityBar';
import classes from './train.module.css';

/** Words of the review that are shown. */
const MAX_WORDS = 300;

export function TestReview(): JSX.Element {
  // The tutorial looks at test review 2.
  const [index, setIndex] = useState('2');
  const status = useVerdict((state) => state.testReview);
  const canPredict = useVerdict(
    ({ model, training, test, isModelLoading }) =>
      model !== null && !isBusy(training) && !isModelLoading && test.kind !== 'working',
  );
  const isGood = /^\d+$/.test(index);
  return (
    <>
      <div className={classes.testRow}>
        <TextInput
          type="number"
          label="Test review"
          min={0}
          step={1}
          w={120}
          value={index}
          onChange={(event) => setIndex(event.currentTarget.value)}
          error={isGood ? undefined : 'A whole number'}
        />
        <ActionButton
          variant="default"
          isWaiting={!canPredict || !isGood || status.kind === 'working'}
          onClick={() => void predictTestReview(Number(index))}
        >
          Predict test review
        </ActionButton>
      </div>
      <div className={classes.score} aria-live="polite">
        {status.kind === 'done' && <Answer answer={status.answer} />}
        {status.kind === 'failed' && (
          <TroubleAlert title="This review could not be predicted" trouble={status.trouble} />
        )}
      </div>
    </>
  );
}

const nameOf = (label: 0 | 1): string => (label === 1 ? 'positive' : 'negative');

function Answer({ answer: { index, label, words, prediction } }: { answer: TestReviewAnswer }): JSX.Element {
  const isNumber = Number.isFinite(prediction.positive) && Number.isFinite(prediction.negative);
  const isRight = prediction.label === label;
  return (
    <>
      <p>
        Test review {index} is labelled <strong>{nameOf(label)}</strong>.{' '}
        {isNumber ? (
          <>
            The model says <strong>{nameOf(prediction.label)}</strong>, which is {isRight ? 'right' : 'wrong'}
            : negative {formatProbability(prediction.negative)}, positive{' '}
            {formatProbability(prediction.positive)}.
          </>
        ) : (
          'The model’s answer is not a number: its weights are damaged.'
        )}
      </p>
      {isNumber && <ProbabilityBar positive={prediction.positive} />}
      <p className={classes.reviewWords} dir="auto">
        {words.slice(0, MAX_WORDS).join(' ')}
        {words.length > MAX_WORDS ? ' …' : ''}
      </p>
    </>
  );
}
