/** Loss and accuracy on reviews that played no part in training at all. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { describeProgress } from '../../state/progressText';
import { isBusy, type TestStatus } from '../../state/status';
import { percent } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import { cancelEvaluation, evaluateOnTest } from '../../state/testActions';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './train.module.css';

export function TestScore(): JSX.Element {
  const test = useVerdict((state) => state.test);
  // Both encode the test split, and of such calls the worker serves the newest only.
  const canTest = useVerdict(
    ({ model, training, testReview }) => model !== null && !isBusy(training) && testReview.kind !== 'working',
  );
  return (
    <>
      <h3 className={classes.title}>The test set</h3>
      <p className={classes.note}>
        Validation reviews can be of the same film as training reviews, which flatters. The test set is the
        honest exam: look at it last, and never choose settings by it.
      </p>
      <div>
        <Button
          variant="default"
          disabled={!canTest}
          loading={test.kind === 'working'}
          onClick={() => void evaluateOnTest()}
        >
          Evaluate on the test set
        </Button>
      </div>
      <div className={classes.score}>{scoreOf(test)}</div>
    </>
  );
}

/** A small test set takes milliseconds. */
const duration = (seconds: number): string =>
  seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} seconds`;

function scoreOf(test: TestStatus): JSX.Element | null {
  switch (test.kind) {
    case 'idle':
      return null;
    case 'working':
      return (
        <>
          <output>{describeProgress(test.progress, 'Reading the test reviews')}</output>{' '}
          <Button variant="default" size="compact-sm" onClick={cancelEvaluation}>
            Cancel
          </Button>
        </>
      );
    case 'done': {
      const { accuracy, loss, reviews, seconds } = test.metrics;
      return (
        <p>
          <strong>{percent(accuracy)}</strong> of {reviews.toLocaleString('en')} test reviews are judged
          rightly; loss {loss.toFixed(4)}, {duration(seconds)}.
        </p>
      );
    }
    case 'failed':
      return (
        <TroubleAlert
          title="The test set could not be read"
          trouble={test.trouble}
          onRetry={() => void evaluateOnTest()}
        />
      );
    default:
      return test satisfies never;
  }
}
