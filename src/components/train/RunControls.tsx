/** Train, Pause, Resume, Stop. */
import { Button } from '@mantine/core';
import { useRef, type JSX } from 'react';
import { isBusy, type TrainingStatus } from '../../state/status';
import { useVerdict } from '../../state/store';
import { pauseTraining, resumeTraining, startTraining, stopTraining } from '../../state/trainingActions';
import classes from './train.module.css';

type MainAction = 'Train' | 'Pause' | 'Resume';

function mainAction(training: TrainingStatus): MainAction {
  if (training.kind !== 'running') return 'Train';
  return training.phase === 'paused' ? 'Resume' : 'Pause';
}

const ACT = { Train: startTraining, Pause: pauseTraining, Resume: resumeTraining };

export function RunControls(): JSX.Element {
  const training = useVerdict((state) => state.training);
  const isModelLoading = useVerdict((state) => state.isModelLoading);
  const main = useRef<HTMLButtonElement>(null);
  const action = mainAction(training);
  const isStopping = training.kind === 'running' && training.phase === 'stopping';
  // One button changes its name, so that the keyboard's focus stays on it; it waits without being disabled.
  // While another model is put in place, a run could start from either; the status says that it loads.
  const isWaiting = training.kind === 'preparing' || isStopping || (isModelLoading && !isBusy(training));
  return (
    <div className={classes.controls}>
      <Button
        ref={main}
        size="md"
        className={classes.main}
        variant={action === 'Pause' ? 'light' : 'filled'}
        {...(isWaiting ? { 'data-disabled': true, 'aria-disabled': true } : {})}
        onClick={() => {
          if (!isWaiting) void ACT[action]();
        }}
      >
        {action}
      </Button>
      {isBusy(training) && (
        <Button
          size="md"
          variant="default"
          disabled={isStopping}
          onClick={() => {
            main.current?.focus();
            void stopTraining();
          }}
        >
          Stop
        </Button>
      )}
    </div>
  );
}
