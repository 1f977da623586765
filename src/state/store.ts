/** The one store: immutable snapshots of everything the page shows. Actions live in the files beside it. */
import { create } from 'zustand';
import type {
  BackendAvailability,
  BackendTrial,
  LayerSummary,
  ModelBundle,
  RunResult,
  Settings,
  UnreadableModel,
} from '../types';
import { NOTHING_INSIDE, type InsideState } from './inside/insideState';
import { NO_RUNS, type RunsState } from './runs/runsState';
import type { RunState } from './runState';
import { STORY_CLOSED, type StoryState } from './story/storyState';
import { DEFAULT_SETTINGS, type NumberSetting } from './settings';
import type {
  DataStatus,
  ModelInfo,
  PredictionStatus,
  SavedModels,
  TestReviewStatus,
  TestStatus,
  Trouble,
} from './status';

/** A short message. Nothing that only it offers: another may replace it. */
export interface Notice {
  id: number;
  text: string;
}

export interface UntrainedMap {
  x: Float32Array;
  y: Float32Array;
}

/** Where the next run starts from. */
export type StartFrom = 'new' | 'current';

export interface VerdictState extends RunState {
  settings: Settings;
  /** Fields whose text is no usable value, with the message; the setting keeps its last good value. */
  fieldProblems: Partial<Record<NumberSetting, string>>;
  addressProblems: string[];

  data: DataStatus;
  /** Words of the open dataset by id, joined by '\n'; null before it is open. */
  words: string | null;
  untrainedMap: UntrainedMap | null;
  /** Why words and untrained map are not those of the settings. */
  wordsTrouble: Trouble | null;
  /** Words of the map that is being trained, by id. */
  mapWords: string | null;

  layers: LayerSummary[] | null;
  backends: BackendAvailability[] | null;
  /** Speeds measured here for a shape (trials.ts); null before. */
  trials: { shape: string; results: BackendTrial[]; isDone: boolean } | null;
  networkTrouble: Trouble | null;

  startFrom: StartFrom;
  /** The last run that ended, until the next one starts. */
  result: RunResult | null;
  /** Runs since the page was opened that have ended: finished, stopped, failed or called off. */
  numRunsEnded: number;
  /** The settings of the last run that was started. */
  runSettings: Settings | null;

  model: ModelInfo | null;
  isModelLoading: boolean;
  test: TestStatus;
  testReview: TestReviewStatus;

  review: string;
  prediction: PredictionStatus;

  saved: SavedModels;
  /** What is in storage and cannot be loaded. */
  unreadable: UnreadableModel[];
  /** Models deleted since the page was opened that can still be put back, the last one last. */
  deletedModels: ModelBundle[];
  /** What Keep is doing at the moment, or null. */
  keepTask: 'saving' | 'loading' | 'downloading' | 'uploading' | null;
  keepTrouble: Trouble | null;
  runs: RunsState;
  inside: InsideState;
  story: StoryState;
  notice: Notice | null;
}

export const INITIAL_STATE: VerdictState = {
  settings: DEFAULT_SETTINGS,
  fieldProblems: {},
  addressProblems: [],
  data: { kind: 'closed' },
  words: null,
  untrainedMap: null,
  wordsTrouble: null,
  mapWords: null,
  layers: null,
  backends: null,
  trials: null,
  networkTrouble: null,
  startFrom: 'new',
  training: { kind: 'idle' },
  backend: null,
  batches: [],
  epochs: [],
  wordMap: null,
  snapshots: [],
  warnings: [],
  result: null,
  numRunsEnded: 0,
  runSettings: null,
  model: null,
  isModelLoading: false,
  test: { kind: 'idle' },
  testReview: { kind: 'idle' },
  review: '',
  prediction: { kind: 'empty' },
  saved: { kind: 'loading' },
  unreadable: [],
  deletedModels: [],
  keepTask: null,
  keepTrouble: null,
  runs: NO_RUNS,
  inside: NOTHING_INSIDE,
  story: STORY_CLOSED,
  notice: null,
};

export const useVerdict = create<VerdictState>()(() => INITIAL_STATE);

export const getState = useVerdict.getState;
export const setState = useVerdict.setState;
