/** What is happening, in a sentence for the status region. Pure. */
import { describeProgress, describeSeconds } from './progressText';
import { isBusy, type DataStatus, type ModelInfo, type TrainingStatus } from './status';

export interface StatusFacts {
  data: DataStatus;
  training: TrainingStatus;
  model: ModelInfo | null;
  isModelLoading: boolean;
}

export function describeStatus({ data, training, model, isModelLoading }: StatusFacts): string {
  if (isModelLoading && !isBusy(training)) return 'Loading a saved model.';
  switch (training.kind) {
    case 'idle':
      return describeIdle(data, model);
    case 'preparing':
      return data.kind === 'opening'
        ? describeProgress(data.progress, 'Opening the reviews')
        : describeProgress(training.progress, 'Preparing the reviews');
    case 'running':
      return describeRun(training);
    case 'ended': {
      const { outcome, epochs, seconds } = training.result;
      const last = epochs.at(-1);
      const score =
        last === undefined
          ? ''
          : last.valAccuracy === null
            ? ` Accuracy ${percent(last.accuracy)}.`
            : ` Validation accuracy ${percent(last.valAccuracy)}.`;
      const verb = outcome === 'finished' ? 'Finished' : 'Stopped';
      return `${verb} after ${count(epochs.length, 'epoch')} in ${duration(seconds)}.${score}`;
    }
    case 'failed':
      return 'Training did not work: see the message.';
    default:
      return training satisfies never;
  }
}

function describeIdle(data: DataStatus, model: ModelInfo | null): string {
  if (data.kind === 'opening') return describeProgress(data.progress, 'Opening the reviews');
  if (data.kind === 'failed') return 'The reviews could not be opened: see the message in step 1.';
  if (model !== null) return `Ready. “${model.name ?? model.datasetTitle}” answers in step 5.`;
  return data.kind === 'open' ? 'Ready to train.' : 'Ready to train: the reviews are fetched first.';
}

function describeRun(run: Extract<TrainingStatus, { kind: 'running' }>): string {
  const { phase, latest, validation, epochsBefore, numEpochs } = run;
  const last = epochsBefore + numEpochs;
  const epoch = `epoch ${latest?.epoch ?? epochsBefore + 1} of ${last}`;
  const secondsLeft = validation?.secondsLeft ?? latest?.secondsLeft ?? null;
  const left = secondsLeft === null ? '' : `, ${describeSeconds(secondsLeft)} left`;
  switch (phase) {
    case 'starting':
      return 'Setting up the network.';
    case 'linear':
      return 'Training the linear model.';
    case 'training': {
      const speed =
        latest === null
          ? ''
          : `, ${roundSpeed(latest.reviewsPerSecond).toLocaleString('en')} reviews per second`;
      return `Training ${epoch}${speed}${left}.`;
    }
    case 'validating':
      return `Checking ${epoch} on reviews that it did not train on${left}.`;
    case 'paused':
      return `Paused in ${epoch}. Press Resume to go on.`;
    case 'stopping':
      return 'Stopping after the batch at hand.';
    default:
      return phase satisfies never;
  }
}

/** Two figures: the speed is an estimate that trembles. */
export function roundSpeed(perSecond: number): number {
  if (!(perSecond > 0)) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(perSecond)) - 1);
  return Math.round(perSecond / unit) * unit;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function duration(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}

/** What changes only at turning points: a new value is worth saying at once, the sentence's figures are not. */
export function statusKey({ data, training, model, isModelLoading }: StatusFacts): string {
  const phase = training.kind === 'running' ? `${training.phase} ${training.latest?.epoch ?? 0}` : '';
  return [training.kind, phase, data.kind, model?.name ?? '', isModelLoading].join('/');
}
