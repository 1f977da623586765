/** A run in figures: what the bars and the small numbers under the status show. Pure. */
import { clock, shareOf } from './progressText';
import { runProgress } from './runState';
import type { TrainingStatus, Validation } from './status';
import { roundSpeed } from './statusText';

export interface Figures {
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
