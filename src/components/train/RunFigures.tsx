/** The run in figures: bars of the epoch and of the whole run, speed, time left. */
import { Progress } from '@mantine/core';
import type { JSX } from 'react';
import { clock, shareOf } from '../../state/progressText';
import { runProgress } from '../../state/runState';
import type { TrainingStatus, Validation } from '../../state/status';
import { roundSpeed } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import classes from './train.module.css';

interface Figures {
  /** What the first bar is about. */
  epochLabel: 'This epoch' | 'Validation';
  epoch: string;
  speed: string;
  cost: string;
  left: string;
  epochShare: number;
  runShare: number;
}

const NONE = '–';
const NOTHING: Figures = {
  epochLabel: 'This epoch',
  epoch: NONE,
  speed: NONE,
  cost: NONE,
  left: NONE,
  epochShare: 0,
  runShare: 0,
};

export function figuresOf(training: TrainingStatus): Figures {
  switch (training.kind) {
    case 'idle':
    case 'failed':
      return NOTHING;
    case 'preparing':
      return { ...NOTHING, epochShare: shareOf(training.progress) ?? 0 };
    case 'ended': {
      const { epochs, outcome } = training.result;
      const last = epochs.at(-1)?.epoch;
      const share = outcome === 'finished' ? 1 : 0;
      return {
        ...NOTHING,
        epoch: last === undefined ? NONE : String(last),
        epochShare: share,
        runShare: share,
      };
    }
    case 'running': {
      const { latest, validation, epochsBefore, numEpochs } = training;
      const { epoch, run, epochNumber } = runProgress(training);
      // A pause does not change which of the two is under way.
      const isValidating = validation !== null || training.phase === 'validating';
      const left = validation?.secondsLeft ?? latest?.secondsLeft ?? null;
      return {
        epoch: `${epochNumber} of ${epochsBefore + numEpochs}`,
        speed: latest === null ? NONE : roundSpeed(latest.reviewsPerSecond).toLocaleString('en'),
        cost: latest === null ? NONE : latest.msPerReview.toFixed(latest.msPerReview < 10 ? 2 : 0),
        left: left === null ? NONE : clock(left),
        epochLabel: isValidating ? 'Validation' : 'This epoch',
        epochShare: isValidating ? validationShare(validation) : epoch,
        runShare: run,
      };
    }
    default:
      return training satisfies never;
  }
}

const validationShare = (validation: Validation | null): number =>
  validation === null ? 0 : validation.done / Math.max(1, validation.total);

export function RunFigures(): JSX.Element {
  const figures = figuresOf(useVerdict((state) => state.training));
  return (
    <div className={classes.run}>
      <Bar label={figures.epochLabel} share={figures.epochShare} />
      <Bar label="Whole run" share={figures.runShare} />
      <dl className={classes.figures}>
        <Figure name="Epoch" value={figures.epoch} />
        <Figure name="Reviews per second" value={figures.speed} />
        <Figure name="ms per review" value={figures.cost} />
        <Figure name="Time left" value={figures.left} />
      </dl>
    </div>
  );
}

function Bar({ label, share }: { label: string; share: number }): JSX.Element {
  return (
    <div className={classes.bar}>
      <span className={classes.barLabel}>{label}</span>
      {/* Without a transition: each would be half a dozen frames, and where software draws them they cost training time. */}
      <Progress
        className={classes.barTrack ?? ''}
        aria-label={label}
        value={100 * share}
        size={8}
        transitionDuration={0}
      />
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
