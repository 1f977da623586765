/**
 * What the page may ask of the workers and of storage. The page is written against these interfaces;
 * `data/dataClient.ts`, `model/trainingClient.ts`, `insight/insightClient.ts` and `model/modelStore.ts` implement them.
 * Every method rejects with an error whose `errorCode()` is set and whose message is meant for people;
 * an aborted call rejects with code 'aborted'.
 */
import type {
  Distance,
  Explanation,
  ExplanationMethod,
  FlipOptions,
  FlipSearch,
  LayerActivity,
  Neighbour,
  ProjectedWords,
  ProjectionKind,
  Reading,
  ReviewTrace,
  UnitDrivers,
  WeightsSnapshot,
  WordClusters,
  WordFacts,
  WordSnapshot,
} from './insightTypes';
import type {
  BackendAvailability,
  BackendName,
  BackendTrial,
  DatasetId,
  DatasetInfo,
  DataSettings,
  EncodedReviews,
  FeatureSettings,
  LayerSummary,
  ModelBundle,
  ModelDescription,
  ModelMeta,
  ModelWords,
  Prediction,
  PreparedData,
  Progress,
  ReviewView,
  RunRecord,
  RunResult,
  RunScores,
  RunSummary,
  Settings,
  SplitInfo,
  SplitName,
  TestMetrics,
  TrainingEvent,
  UnreadableModel,
  WordContribution,
  WordMapUpdate,
  WorkerMemory,
} from './types';

export interface WordSearchResult {
  /** What was looked for. */
  words: string[];
  indices: number[];
  total: number;
}

export interface TrainOptions {
  continueCurrent: boolean;
  /** What trials found to be the fastest: the backend that 'auto' takes if it runs; null for the usual order. */
  preferred: BackendName | null;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** The preprocess worker, seen from the page. `createDataClient()` in data/dataClient.ts. */
export interface DataClient {
  /** Fetches (or takes from the browser's cache) and checks a dataset's training split; the worker keeps it. The old one stays until the new one is whole. */
  open(dataset: DatasetId, options?: CallOptions): Promise<DatasetInfo>;
  /** The same for the open dataset's test split. Cheap when it is already there; calls made meanwhile share one download. */
  openTest(options?: CallOptions): Promise<SplitInfo>;
  /** Encodes, splits and counts; of the features those that the settings name. Buffers are transferred to the caller. */
  prepare(settings: DataSettings & Partial<FeatureSettings>, options?: CallOptions): Promise<PreparedData>;
  /** The test split encoded with a model's own words and settings. */
  prepareTest(
    settings: DataSettings & Partial<FeatureSettings>,
    words: ModelWords,
    options?: CallOptions,
  ): Promise<EncodedReviews>;
  /** One review of an open split as ids and words. Throws 'bad-settings' when the index does not exist. */
  review(split: SplitName, index: number, settings: DataSettings): Promise<ReviewView>;
  /**
   * Indices (ascending, at most `limit`) of reviews from `from` on that contain the words of `text` one after the
   * other, how many there are in all, and the words as the tokenizer makes them; none for a text without any.
   */
  search(split: SplitName, text: string, from: number, limit: number): Promise<WordSearchResult>;
  /** The word of each id 0..numWords-1 (special ids as in SPECIAL_WORDS), joined by '\n', for the open dataset; fewer where it has fewer words. */
  words(numWords: number): Promise<string>;
  dispose(): void;
}

/** The training worker, seen from the page. `createTrainingClient()` in model/trainingClient.ts. */
export interface TrainingClient {
  /** One listener at a time is enough; returns the function that removes it. */
  onEvent(listener: (event: TrainingEvent) => void): () => void;
  backends(): Promise<BackendAvailability[]>;
  /** Layers, shapes and parameter counts for settings, without building anything on a backend. */
  summary(settings: Settings): Promise<LayerSummary[]>;
  /** x, y of the tutorial's picture: an untrained 2-dimensional embedding of the whole vocabulary, uniform in +-0.05. */
  untrainedMap(numWords: number, seed: number): Promise<{ x: Float32Array; y: Float32Array }>;
  /**
   * Trains from new weights, or goes on from the current model when `continueCurrent` is true.
   * `data` is transferred. Resolves when the run has finished or was stopped; rejects when it failed.
   */
  train(settings: Settings, data: PreparedData, options: TrainOptions): Promise<RunResult>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves at once; the promise of `train` resolves after the batch at hand. */
  stop(): Promise<void>;
  /** Needs a current model (training, trained or loaded), else 'no-model'. Answered between batches. */
  predict(text: string): Promise<Prediction>;
  /** The same for one review already encoded with the model's words. */
  predictReview(review: EncodedReviews): Promise<Prediction>;
  /** What each word of one encoded review contributes, `<START>` not listed. Not while training. */
  explain(review: EncodedReviews): Promise<WordContribution[]>;
  /** Loss and accuracy on encoded reviews (transferred). Not while training. */
  evaluate(reviews: EncodedReviews, options?: CallOptions): Promise<TestMetrics>;
  /** Where the current model's words lie and how positive it finds each: for a model that was loaded. Takes seconds at most. */
  wordMap(): Promise<WordMapUpdate>;
  /** The current model, weights as they are now. */
  exportModel(): Promise<ModelBundle>;
  /** The same without the optimizer's state, at any time: for the insight worker. Answered between batches. */
  copyModel(): Promise<ModelBundle>;
  /** What is held for the current model; at any time, answered between batches. */
  memory(): Promise<WorkerMemory>;
  /** Makes a bundle the current model. Checked before the old one is dropped. */
  importModel(bundle: ModelBundle, backend: Settings['backend']): Promise<void>;
  /**
   * Reads a zip in the worker and makes its model the first current one. Rejects with 'aborted' where there is a
   * model or a run by then, with 'bad-archive' for a damaged file. The bytes are transferred.
   */
  importArchive(
    bytes: Uint8Array<ArrayBuffer>,
    fileName: string,
    backend: Settings['backend'],
  ): Promise<ModelDescription>;
  dispose(): void;
}

/**
 * The insight worker, seen from the page: looks into a copy of the model, beside whatever trains.
 * `createInsightClient()` in insight/insightClient.ts. All methods but `setModel` and `tokenize` reject with
 * 'no-model' before there is one; those about word vectors and states likewise for a model without a network.
 * Reviews are given as the words that `tokenize` makes, uncut; the worker cuts and encodes them as in training.
 */
export interface InsightClient {
  /** What is looked into from now on; its buffers are transferred. Answers under way are those of the old one. */
  setModel(bundle: ModelBundle): Promise<void>;
  tokenize(text: string): Promise<string[]>;

  wordFacts(options?: CallOptions): Promise<WordFacts>;
  /** @param maxWords the commonest; UMAP takes 5,000 at most */
  projectWords(kind: ProjectionKind, maxWords: number, options?: CallOptions): Promise<ProjectedWords>;
  /** The words of earlier epochs on the axes of the model as it is now, which come last; 'umap' is refused. */
  projectHistory(
    snapshots: WordSnapshot[],
    kind: ProjectionKind,
    maxWords: number,
    options?: CallOptions,
  ): Promise<ProjectedWords[]>;
  /** k-means over the commonest `maxWords` words; the others go to the nearest centre. */
  clusterWords(numClusters: number, maxWords: number, options?: CallOptions): Promise<WordClusters>;
  /** Nearest first, the word itself left out. */
  neighbours(id: number, distance: Distance, limit: number, options?: CallOptions): Promise<Neighbour[]>;

  read(words: string[], options?: CallOptions): Promise<Reading>;
  trace(words: string[], options?: CallOptions): Promise<ReviewTrace>;
  /** @param layer index in the trace's layers @param reviews encoded with the model's words; transferred */
  unitDrivers(layer: number, reviews: EncodedReviews, options?: CallOptions): Promise<UnitDrivers>;
  explain(words: string[], method: ExplanationMethod, options?: CallOptions): Promise<Explanation>;
  /** [reviews] log-odds. */
  judge(reviews: string[][]): Promise<Float32Array>;
  /** The smallest change of the words that turns the verdict. */
  smallestFlip(words: string[], flip: FlipOptions, options?: CallOptions): Promise<FlipSearch>;

  /** What Keras prints as `model.summary()`; none for a model without a network. */
  layers(): Promise<LayerSummary[]>;
  /** As they are now; none for a model without a network. */
  weights(): Promise<WeightsSnapshot>;
  /** What the copy takes up. */
  memory(): Promise<WorkerMemory>;
  /** @param reviews encoded with the model's words; transferred. None for a model without a network. */
  unitActivity(reviews: EncodedReviews, options?: CallOptions): Promise<LayerActivity[]>;
  dispose(): void;
}

/** Short trials of backends, each in a worker of its own. `measureBackend()` in model/trialClient.ts. */
export interface TrialClient {
  /** Trains a few batches of these settings' shape. Rejects when the backend cannot run, or when aborted. */
  measureBackend(backend: BackendName, settings: Settings, signal: AbortSignal): Promise<BackendTrial>;
}

/** Saved models in IndexedDB. Functions of the same names in model/modelStore.ts. */
export interface ModelStore {
  /** Newest first. Cheap: metadata only. */
  listModels(): Promise<ModelMeta[]>;
  /** What takes up room and cannot be loaded. */
  listUnreadable(): Promise<UnreadableModel[]>;
  /** Writes everything in one transaction; replaces a model of the same id. Refuses a damaged one. */
  saveModel(bundle: ModelBundle): Promise<void>;
  loadModel(id: string): Promise<ModelBundle>;
  /** A model that the user has named is the user's: it is no automatic save any more. */
  renameModel(id: string, name: string): Promise<void>;
  /** Returns the whole bundle, so that it can be put back; null when it was damaged, and is gone for good. */
  deleteModel(id: string): Promise<ModelBundle | null>;
  /** Puts a deleted model back; under another id where its own is in use again. */
  restoreModel(bundle: ModelBundle): Promise<void>;
}

export interface RunList {
  /** Newest first, without their scores. */
  runs: RunSummary[];
  /** What takes up room and cannot be read. */
  unreadable: UnreadableModel[];
}

/** Recorded runs in IndexedDB. Functions of the same names in model/runStore.ts. */
export interface RunStore {
  listRuns(): Promise<RunList>;
  /** Cheap to call, but 125 kB for 25,000 reviews. Both null where there are none. */
  loadScores(id: string): Promise<RunScores>;
  /**
   * Records a run, or replaces that of the same id. Where there are more than `maxRuns`, the oldest without a
   * name of their own are dropped in the same transaction.
   * @returns the ids of those dropped
   */
  saveRun(record: RunRecord, maxRuns: number): Promise<string[]>;
  /** Changes what is stored of a run; records it whole where it is not stored. The scores go with `test`. */
  changeRun(
    record: RunRecord,
    changes: Partial<Pick<RunSummary, 'name' | 'isNamed' | 'test'>>,
  ): Promise<void>;
  /** Returns its scores, so that it can be put back. Does nothing where there is no such run. */
  deleteRun(id: string): Promise<RunScores>;
}

/** Zip files. Functions of the same names in model/archive.ts. */
export interface ModelArchive {
  /** @param options `isQuantised`: weights of one byte, without the optimizer's state */
  writeArchive(bundle: ModelBundle, options?: { isQuantised?: boolean }): Promise<Uint8Array>;
  /** Throws 'bad-archive' with what is wrong with the file. Gives the model a new id. */
  readArchive(bytes: Uint8Array, fileName: string): Promise<ModelBundle>;
}
