/** How the training worker's events change what the page shows of a run. Pure. */
import type { BackendReport, BatchMetrics, EpochMetrics, TrainingEvent, WordMapUpdate } from '../types';
import { fewSnapshots, type EpochSnapshot } from './epochSnapshots';
import type { TrainingStatus } from './status';

export interface RunState {
  training: TrainingStatus;
  backend: BackendReport | null;
  batches: BatchMetrics[];
  epochs: EpochMetrics[];
  wordMap: WordMapUpdate | null;
  /** Of the model at hand, before the first epoch of the run and after each, ascending. */
  snapshots: EpochSnapshot[];
  warnings: string[];
}

type Running = Extract<TrainingStatus, { kind: 'running' }>;

/** Applies events in order; arrays are replaced, never changed in place. */
export function applyEvents(state: RunState, events: readonly TrainingEvent[]): RunState {
  const next = { ...state };
  const newBatches: BatchMetrics[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'backend':
        next.backend = event.report;
        break;
      case 'phase':
        next.training = whileRunning(next.training, (run) => ({ ...run, phase: event.phase }));
        break;
      case 'batches':
        newBatches.push(...event.batches);
        next.training = whileRunning(next.training, (run) => ({
          ...run,
          latest: event.batches.at(-1) ?? run.latest,
          validation: null,
        }));
        break;
      case 'validating': {
        const { done, total, secondsLeft } = event;
        next.training = whileRunning(next.training, (run) => ({
          ...run,
          validation: { done, total, secondsLeft },
        }));
        break;
      }
      case 'epoch':
        next.epochs = withEpoch(next.epochs, event.metrics);
        break;
      case 'wordMap':
        next.wordMap = event.update;
        break;
      case 'snapshot':
        next.snapshots = fewSnapshots([
          ...next.snapshots.filter(({ words }) => words.epoch < event.words.epoch),
          { words: event.words, weights: event.weights },
        ]);
        break;
      case 'warning':
        next.warnings = withWarning(next.warnings, event.message);
        break;
      case 'recovered': {
        // What was trained after that epoch is lost and comes again.
        const isKept = ({ epoch }: { epoch: number }): boolean => epoch <= event.epoch;
        next.batches = [...next.batches, ...newBatches.splice(0)].filter(isKept);
        next.epochs = next.epochs.filter(isKept);
        next.snapshots = next.snapshots.filter(({ words }) => words.epoch <= event.epoch);
        next.warnings = withWarning(next.warnings, event.message);
        next.training = whileRunning(next.training, (run) => ({ ...run, latest: null, validation: null }));
        break;
      }
      default:
        event satisfies never;
    }
  }
  if (newBatches.length > 0) next.batches = [...next.batches, ...newBatches];
  return next;
}

const withWarning = (warnings: string[], message: string): string[] =>
  warnings.includes(message) ? warnings : [...warnings, message];

/** The end of a run may have brought this epoch before its event arrived. */
function withEpoch(epochs: EpochMetrics[], metrics: EpochMetrics): EpochMetrics[] {
  return [...epochs.filter(({ epoch }) => epoch !== metrics.epoch), metrics];
}

/** Events may arrive after the run has ended (they cross a thread): then the status stays. */
function whileRunning(status: TrainingStatus, change: (run: Running) => Running): TrainingStatus {
  return status.kind === 'running' ? change(status) : status;
}

/** Share of the epoch at hand that is trained, and of the whole run, 0 to 1. */
export function runProgress(run: Running): { epoch: number; run: number; epochNumber: number } {
  const { latest, validation, epochsBefore, numEpochs } = run;
  if (latest === null) return { epoch: 0, run: 0, epochNumber: epochsBefore + 1 };
  const epoch = (latest.batch + 1) / latest.numBatches;
  // While the last epoch validates, the run is not over yet.
  const finished = latest.epoch - epochsBefore - 1 + epoch;
  const isLastValidation = validation !== null && finished >= numEpochs;
  return {
    epoch,
    run: Math.min(finished / numEpochs, isLastValidation ? 0.99 : 1),
    epochNumber: latest.epoch,
  };
}
