/**
 * The words that cross a border between threads or folders: settings, encoded reviews, metrics,
 * predictions, model bundles. Plain data only (structured-clonable); no behaviour, no imports of code.
 *
 * Legend used everywhere: N reviews, B batch, T time steps, E embedding size, H units, V vocabulary (`numWords`).
 */

export type DatasetId = 'imdb' | 'sentences';
export type RecipeId = 'tutorial';
export type BackendName = 'webgl' | 'webgpu' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;
/** Which state of the last LSTM feeds the head: that at the last real word, or that after the padding. */
export type Readout = 'lastWord' | 'lastStep';
/** Keras's words for "at the start" and "at the end". */
export type Side = 'pre' | 'post';

/** What decides how texts become ids and which reviews train. */
export interface DataSettings {
  dataset: DatasetId;
  /** Vocabulary size V: ids run from 0 to numWords - 1, so numWords - 4 words are known. */
  numWords: number;
  /** Longest review in ids, `<START>` included. */
  maxLen: number;
  /** Which end of a long review is cut off: 'pre' keeps the last words (Keras's default). */
  truncating: Side;
  /** Where `<PAD>` goes in a short review: 'post' is the tutorial's. */
  padding: Side;
  /** Share of the training reviews held out for validation, 0 to 0.9. */
  validationShare: number;
  /** How many training reviews to use, validation included; 0 means all. */
  numReviews: number;
  /** Decides the split, the order, the initial weights and the dropout masks. */
  seed: number;
}

export interface Settings extends DataSettings {
  recipe: RecipeId;
  readout: Readout;
  backend: BackendChoice;
  epochs: number;
  batchSize: number;
  learningRate: number;
}

// ---------------------------------------------------------------- data

/** Reviews as ids, cut to maxLen but not padded, laid end to end. */
export interface EncodedReviews {
  /** [sum of lengths], every id in 0..numWords-1; each review begins with START_ID unless 'pre' cut it off. */
  ids: Int32Array;
  /** [N + 1]; review i is ids[offsets[i] .. offsets[i+1]). */
  offsets: Uint32Array;
  /** [N], 0 negative, 1 positive. */
  labels: Uint8Array;
}

export interface SplitInfo {
  numReviews: number;
  numPositive: number;
  /** Mean and largest number of words of a review (before cutting, `<START>` not counted). */
  meanLength: number;
  maxLength: number;
  /** Reviews per bin of review length; bin i covers [i*binWidth, (i+1)*binWidth), the last bin is open. */
  lengthHistogram: { binWidth: number; counts: number[] };
}

export interface DatasetInfo {
  id: DatasetId;
  title: string;
  /** One sentence on what it is, and its licence. */
  description: string;
  citation: string;
  licence: string;
  /** Where the word ranks come from. */
  wordIndex: 'official' | 'counted';
  /** Distinct words that the index ranks. */
  numRankedWords: number;
  train: SplitInfo;
  /** Known from the manifest before the split itself is loaded. */
  testReviews: number;
  /** sha256 over the dataset's files, hex; tells two versions apart. */
  hash: string;
}

export interface Progress {
  /** What is being done, for people: "Fetching reviews". */
  phase: string;
  done: number;
  /** 0 when the total is not known. */
  total: number;
  unit: 'bytes' | 'reviews' | 'words';
}

/** What the training worker needs; made by the preprocess worker, transferred. */
export interface PreparedData {
  settings: DataSettings;
  training: EncodedReviews;
  validation: EncodedReviews;
  /** Known words in order of rank, joined by '\n': word k (from 0) has id FIRST_WORD_ID + k. At most numWords - 4. */
  vocabulary: string;
  datasetTitle: string;
  citation: string;
  datasetHash: string;
  elapsedMs: number;
}

export type SplitName = 'train' | 'test';

/** One review as the page shows it. */
export interface ReviewView {
  split: SplitName;
  /** Index in the split, from 0. */
  index: number;
  label: 0 | 1;
  /** Ids after cutting to maxLen, unpadded, then padded to maxLen. */
  ids: number[];
  paddedIds: number[];
  /** The same as words, with <START>, <UNK>, <PAD>. */
  words: string[];
  paddedWords: string[];
  /** All words before cutting, unknown ones included where the index knows them (rank beyond numWords). */
  numWordsBeforeCut: number;
}

// ---------------------------------------------------------------- backends

export interface BackendReport {
  name: BackendName;
  /** For people: "WASM with SIMD", "WebGL on SwiftShader". */
  title: string;
  /** Why this one runs, one sentence. */
  reason: string;
  /** What the browser calls the graphics device; empty for WASM and CPU. */
  renderer: string;
  isSoftware: boolean;
}

export interface BackendAvailability {
  name: BackendName;
  isAvailable: boolean;
  isSoftware: boolean;
  renderer: string;
  /** Why it is not available, or what to know about it. Empty when there is nothing to say. */
  note: string;
}

/** How fast a backend trained a few batches of a run's shape on this machine. */
export interface BackendTrial {
  backend: BackendName;
  /** For people: "WASM with SIMD, 2 threads". */
  title: string;
  /** Reviews of full length. */
  reviewsPerSecond: number;
}

// ---------------------------------------------------------------- training

export interface EpochMetrics {
  /** From 1. */
  epoch: number;
  loss: number;
  accuracy: number;
  /** NaN never appears: null when there is no validation split. */
  valLoss: number | null;
  valAccuracy: number | null;
  /** Wall seconds of the epoch, validation included, pauses excluded. */
  seconds: number;
}

export interface BatchMetrics {
  epoch: number;
  /** Index of the batch in the epoch, from 0. */
  batch: number;
  numBatches: number;
  loss: number;
  accuracy: number;
  /** Measured over the last seconds of training (pauses and validation excluded). */
  reviewsPerSecond: number;
  msPerReview: number;
  /** Seconds until the whole run ends, validation included; null before there is a measurement. */
  secondsLeft: number | null;
}

export type TrainingPhase = 'starting' | 'training' | 'validating' | 'paused' | 'stopping';

/** The words on a plane, sent every few seconds while training and at the end. */
export interface WordMapUpdate {
  /** [V] coordinates of every id, special ids included. */
  x: Float32Array;
  y: Float32Array;
  /** [V] probability of "positive" for a review of that one word; NaN where not scored yet. */
  scores: Float32Array;
  /** Share of the embedding's variance that each axis holds, 0 to 1. */
  explained: [number, number];
  /** Batches trained when it was taken. */
  step: number;
}

export type TrainingEvent =
  | { type: 'backend'; report: BackendReport }
  | { type: 'phase'; phase: TrainingPhase }
  | { type: 'batches'; batches: BatchMetrics[] }
  | { type: 'validating'; done: number; total: number; secondsLeft: number | null }
  | { type: 'epoch'; metrics: EpochMetrics; isBest: boolean; savedId: string | null }
  | { type: 'wordMap'; update: WordMapUpdate }
  | { type: 'warning'; message: string }
  /** The device was lost; the run goes on elsewhere from the end of `epoch` (0: from the start). */
  | { type: 'recovered'; epoch: number; message: string };

export interface RunResult {
  /** 'stopped' when the user stopped it; the model then holds the weights of the last batch. */
  outcome: 'finished' | 'stopped';
  epochs: EpochMetrics[];
  backend: BackendReport;
  seconds: number;
  memory: MemoryReport;
}

export interface MemoryReport {
  tensors: number;
  bytes: number;
}

export interface TestMetrics {
  loss: number;
  accuracy: number;
  reviews: number;
  seconds: number;
}

/** What `window.verdict.report()` tells scripts of the last run that ended; see state/report.ts. */
export interface RunReport {
  settings: Settings;
  outcome: 'finished' | 'stopped';
  backend: BackendReport;
  epochs: EpochMetrics[];
  /** Null before the test set was evaluated. */
  test: TestMetrics | null;
  memory: MemoryReport;
  /** Wall seconds of the whole run. */
  seconds: number;
}

export interface LayerSummary {
  name: string;
  className: string;
  /** As Keras prints it: "[null,256,32]". */
  outputShape: string;
  numParams: number;
}

/** A word of a typed text as the model sees it. */
export interface SeenWord {
  word: string;
  id: number;
  isKnown: boolean;
}

export interface Prediction {
  /** Probabilities of negative and positive; they sum to 1. */
  negative: number;
  positive: number;
  label: 0 | 1;
  /** Words found in the text, and how many of them the vocabulary knows. */
  numWords: number;
  numKnown: number;
  /** How many words were cut off because the text is longer than maxLen. */
  numCut: number;
  /** The words that reached the model in order, at most maxLen - 1 (`<START>` not listed). */
  seen: SeenWord[];
  elapsedMs: number;
}

// ---------------------------------------------------------------- models

export interface NamedWeight {
  /** Keras/tfjs name: "lstm_LSTM1/recurrent_kernel". */
  name: string;
  shape: number[];
  values: Float32Array;
}

export interface OptimizerState {
  className: 'Adam';
  /** Steps taken. */
  iterations: number;
  /** First and second moments, in the order of the model's weights; names "m/<weight>", "v/<weight>". */
  slots: NamedWeight[];
}

/** Standard Keras Sequential topology, as in tfjs's `model.json` (`modelTopology`). */
export interface KerasTopology {
  class_name: 'Sequential';
  config: { name: string; layers: KerasLayer[] };
  keras_version: string;
  backend: string;
}
export interface KerasLayer {
  class_name: string;
  config: Record<string, unknown> & { name: string };
}

/** How texts become ids. A model's weights mean nothing to texts that were cut in another way. */
export interface TokenizerSettings {
  /** Whether texts are lower-cased first. */
  lower: boolean;
  /** Every character that separates words; what is left between two of them is a word. */
  filters: string;
  padId: number;
  startId: number;
  unknownId: number;
  /** The word of rank r (the commonest has 1) has the id r + indexFrom. */
  indexFrom: number;
}

export interface ModelMeta {
  id: string;
  name: string;
  /** ISO 8601. */
  savedAt: string;
  /** True for the best epoch kept by itself while training. */
  isAutosave: boolean;
  settings: Settings;
  tokenizer: TokenizerSettings;
  datasetTitle: string;
  citation: string;
  datasetHash: string;
  history: EpochMetrics[];
  /** Epoch (from 1) whose weights these are; 0 before the first epoch ended. */
  epoch: number;
  test: TestMetrics | null;
  backend: BackendName;
  numParams: number;
  sizeBytes: number;
  versions: { format: 1; app: string; tfjs: string };
}

/** A record in storage that is no whole model, or none that this version can read. */
export interface UnreadableModel {
  id: string;
  /** Empty when even that cannot be read. */
  name: string;
  /** Why, in a sentence. */
  reason: string;
}

/** Everything a model needs to answer, to be saved and to go on training. */
export interface ModelBundle {
  meta: ModelMeta;
  topology: KerasTopology;
  weights: NamedWeight[];
  optimizer: OptimizerState | null;
  /** As in PreparedData. */
  vocabulary: string;
}

// ---------------------------------------------------------------- errors

export type ErrorCode =
  | 'aborted'
  | 'offline'
  | 'not-found'
  | 'not-data'
  | 'truncated'
  | 'checksum'
  | 'bad-format'
  | 'bad-counts'
  | 'id-out-of-range'
  | 'bad-archive'
  | 'storage-full'
  | 'storage-blocked'
  | 'storage-unavailable'
  | 'backend-unavailable'
  | 'context-lost'
  | 'not-finite'
  | 'no-data'
  | 'no-model'
  | 'bad-settings'
  | 'internal';
