/** Loss and accuracy on reviews that played no part in training at all. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { describeProgress } from '../../state/progressText';
import { isBusy, type TestStatus } from '../../state/status';
import { percent } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import { cancelEvaluation, evaluateOnTest } from '../../state/testActions';
import { ActionButton } from '../page/ActionButton';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './train.module.css';
import { useSlowText } from './useSlowText';

export function TestScore(): JSX.Element {
  const test = useVerdict((state) => state.test);
  // Both read the test split; the worker serves the newest call only.
  const canTest = useVerdict(
    ({ model, training, testReview, isModelLoading }) =>
      model !== null && !isBusy(training) && !isModelLoading && testReview.kind !== 'working',
  );
  return (
    <>
      <h3 className={classes.title}>The test set</h3>
      <p className={classes.note}>
        Validation reviews can be of the same film as training reviews, which flatters. The test set is the
        honest exam: look at it last, and never choose settings by it.
      </p>
      <div>
        <ActionButton
          variant="default"
          isWaiting={!canTest || test.kind === 'working'}
          onClick={() => void evaluateOnTest()}
        >
          Evaluate on the test set
        </ActionButton>
      </div>
      <div className={classes.score}>
        <output aria-label="Test score" className={classes.scoreText}>
          <Score test={test} />
        </output>
        {test.kind === 'working' && (
          <Button variant="default" size="compact-sm" onClick={cancelEvaluation}>
            Cancel
          </Button>
        )}
        {test.kind === 'failed' && (
          <TroubleAlert
            title="The test set could not be read"
            trouble={test.trouble}
            onRetry={() => void evaluateOnTest()}
          />
        )}
      </div>
    </>
  );
}

/** A small test set takes milliseconds. */
const duration = (seconds: number): string =>
  seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} seconds`;

/** Progress is said again at most this often: the region is read out. */
const REPEAT_MS = 3000;

function Score({ test }: { test: TestStatus }): JSX.Element | null {
  const progress = test.kind === 'working' ? describeProgress(test.progress, 'Reading the test reviews') : '';
  const slowProgress = useSlowText(progress, test.kind, REPEAT_MS);
  if (test.kind === 'working') return <>{slowProgress}</>;
  if (test.kind !== 'done') return null;
  const { accuracy, loss, reviews, seconds } = test.metrics;
  return (
    <>
      <strong>{percent(accuracy)}</strong> of {reviews.toLocaleString('en')} test reviews are judged rightly;
      loss {loss.toFixed(4)}, {duration(seconds)}.
    </>
  );
}
