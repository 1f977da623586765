/** The states that data, training and predictions can be in: closed unions, one at a time. */
import { errorCode, errorMessage } from '../errors';
import type {
  DatasetId,
  DatasetInfo,
  EpochMetrics,
  ErrorCode,
  ModelMeta,
  Prediction,
  Progress,
  BatchMetrics,
  RunResult,
  Settings,
  TestMetrics,
  TrainingPhase,
} from '../types';

/** Something went wrong, in words for people. */
export interface Trouble {
  code: ErrorCode;
  message: string;
}

export const troubleOf = (error: unknown): Trouble => ({
  code: errorCode(error),
  message: errorMessage(error),
});

export type DataStatus =
  | { kind: 'closed' }
  /** `kept` is the dataset that stays usable until the new one is whole. */
  | { kind: 'opening'; dataset: DatasetId; progress: Progress | null; kept: DatasetInfo | null }
  | { kind: 'open'; info: DatasetInfo }
  | { kind: 'failed'; dataset: DatasetId; trouble: Trouble; kept: DatasetInfo | null };

/** The dataset that the worker holds now. */
export function openInfo(status: DataStatus): DatasetInfo | null {
  switch (status.kind) {
    case 'closed':
      return null;
    case 'open':
      return status.info;
    case 'opening':
    case 'failed':
      return status.kept;
    default:
      return status satisfies never;
  }
}

export interface Validation {
  done: number;
  total: number;
  secondsLeft: number | null;
}

export type TrainingStatus =
  | { kind: 'idle' }
  | { kind: 'preparing'; progress: Progress | null }
  | {
      kind: 'running';
      phase: TrainingPhase;
      /** Epochs that the model had behind it when the run began, and how many this run adds. */
      epochsBefore: number;
      numEpochs: number;
      latest: BatchMetrics | null;
      validation: Validation | null;
    }
  | { kind: 'ended'; result: RunResult }
  | { kind: 'failed'; trouble: Trouble };

export const isBusy = (status: TrainingStatus): boolean =>
  status.kind === 'preparing' || status.kind === 'running';

/** The model that answers now, as far as the page needs to know it. */
export interface ModelInfo {
  /** Null for a model that was trained here and not saved by hand. */
  name: string | null;
  settings: Settings;
  datasetTitle: string;
  /** As in PreparedData. */
  vocabulary: string;
  ngrams?: Int32Array[];
  /** Divides its log-odds, see RunResult. */
  temperature?: number;
  /** Of its epochs, the last. */
  history: EpochMetrics[];
  /** Of the recorded run that left this model as it is; absent for one that trains or was loaded. */
  runId?: string;
  /** The model that came with the page, as it came. */
  isPretrained?: true;
  /** What its file says of the test reviews, where it was loaded. */
  knownTest?: TestMetrics;
}

/** Whether the model now is still the same weights; a name may have come meanwhile. */
export function isSameModel(model: ModelInfo, now: ModelInfo | null): boolean {
  return (
    now?.settings === model.settings &&
    now.vocabulary === model.vocabulary &&
    now.history.length === model.history.length
  );
}

export type PredictionStatus =
  | { kind: 'empty' }
  | { kind: 'noModel' }
  | { kind: 'waiting' }
  | { kind: 'ready'; prediction: Prediction }
  | { kind: 'failed'; trouble: Trouble };

export type TestStatus =
  | { kind: 'idle' }
  | { kind: 'working'; progress: Progress | null }
  | { kind: 'done'; metrics: TestMetrics }
  | { kind: 'failed'; trouble: Trouble };

export interface TestReviewAnswer {
  index: number;
  label: 0 | 1;
  words: string[];
  prediction: Prediction;
}

export type TestReviewStatus =
  | { kind: 'idle' }
  | { kind: 'working' }
  | { kind: 'done'; answer: TestReviewAnswer }
  | { kind: 'failed'; trouble: Trouble };

export type SavedModels =
  { kind: 'loading' } | { kind: 'ready'; models: ModelMeta[] } | { kind: 'failed'; trouble: Trouble };
