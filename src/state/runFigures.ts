/** A run in figures: what the bars and the small numbers under the status show. Pure. */
import type { BatchMetrics } from '../types';
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
  /** How long the run goes on; once it has ended, how long it took. */
  time: { name: string; value: string };
  epochShare: number;
  runShare: number;
}

const NONE = '–';
const NOTHING: Figures = {
  epochLabel: 'This epoch',
  epoch: NONE,
  ...speedOf(null),
  time: { name: 'Time left', value: NONE },
  epochShare: 0,
  runShare: 0,
};

function speedOf(latest: BatchMetrics | null): { speed: string; cost: string } {
  if (latest === null) return { speed: NONE, cost: NONE };
  const { reviewsPerSecond, msPerReview } = latest;
  return {
    speed: roundSpeed(reviewsPerSecond).toLocaleString('en'),
    cost: msPerReview.toFixed(msPerReview < 10 ? 2 : 0),
  };
}

/** `lastBatch` is the run's newest, `plannedEpochs` what it was to add. */
export function figuresOf(
  training: TrainingStatus,
  lastBatch: BatchMetrics | null,
  plannedEpochs: number,
): Figures {
  switch (training.kind) {
    case 'idle':
    case 'failed':
      return NOTHING;
    case 'preparing':
      return { ...NOTHING, epochShare: shareOf(training.progress) ?? 0 };
    case 'ended': {
      const { epochs, outcome, seconds } = training.result;
      const lastWhole = epochs.at(-1)?.epoch;
      const last = lastBatch?.epoch ?? lastWhole;
      const ended = {
        epochLabel: 'This epoch' as const,
        ...speedOf(lastBatch),
        epoch: last === undefined ? NONE : String(last),
        time: { name: 'Time taken', value: clock(seconds) },
      };
      if (outcome === 'finished') return { ...ended, epochShare: 1, runShare: 1 };
      // A stopped run keeps what it reached: whole epochs, and of one that was begun the batches it read.
      const epochShare = lastBatch === null ? 0 : (lastBatch.batch + 1) / lastBatch.numBatches;
      const begun = last === lastWhole ? 0 : epochShare;
      return { ...ended, epochShare, runShare: Math.min(1, (epochs.length + begun) / plannedEpochs) };
    }
    case 'running': {
      const { latest, validation, epochsBefore, numEpochs } = training;
      const { epoch, run, epochNumber } = runProgress(training);
      // A pause does not change which of the two is under way.
      const isValidating = validation !== null || training.phase === 'validating';
      const left = validation?.secondsLeft ?? latest?.secondsLeft ?? null;
      return {
        epoch: `${epochNumber} of ${epochsBefore + numEpochs}`,
        ...speedOf(latest),
        time: { name: 'Time left', value: left === null ? NONE : clock(left) },
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
