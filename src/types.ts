/**
 * The words that cross a border between threads or folders: settings, encoded reviews, metrics,
 * predictions, model bundles. Plain data only (structured-clonable); no behaviour, no imports of code.
 *
 * Legend used everywhere: N reviews, B batch, T time steps, E embedding size, H units, V vocabulary (`numWords`).
 */
import type { WeightsSnapshot, WordSnapshot } from './insightTypes';

export type DatasetId = 'imdb' | 'sentences';
/** The recipes are declared in recipes.ts. */
export type RecipeId = 'tutorial' | 'fast' | 'tuned' | 'best' | 'combined' | 'linear' | 'mean';
export type BackendName = 'webgl' | 'webgpu' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;
/** Which state of the last LSTM feeds the head: that at the last real word, or that after the padding. */
export type Readout = 'lastWord' | 'lastStep';
/** Which parts of a model there are: the network, the linear model of words and phrases, or both, blended. */
export type Branches = 'network' | 'linear' | 'both';
/** What the head sees of the last LSTM: its state at the end, or the largest or mean value of every unit over the review. */
export type Pooling = 'last' | 'max' | 'mean' | 'maxMean';
/** Whether LSTMs read from the first word to the last, or both ways (bidirectional). */
export type Direction = 'forward' | 'both';
/** Where the vectors of words start: uniform random numbers, or their co-occurrences in the training reviews (PPMI, SVD). */
export type EmbeddingStart = 'random' | 'cooccurrence';
/** Learning rate over a run: constant, or linear warm-up over the first 5% and then half a cosine down to 0. */
export type Schedule = 'constant' | 'cosine';
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

/** What is derived from the texts beyond the ids of words. */
export interface FeatureSettings {
  branches: Branches;
  /** Most word pairs and triples that have a vector (or a weight) of their own; 0 for none. */
  numBigrams: number;
  numTrigrams: number;
  embeddingUnits: number;
  embeddingStart: EmbeddingStart;
}

export interface Settings extends DataSettings, FeatureSettings {
  recipe: RecipeId;
  backend: BackendChoice;
  /** 0 to 3; with 0 the vectors themselves are pooled. */
  lstmLayers: number;
  /** H of every LSTM layer, per direction. */
  units: number;
  direction: Direction;
  pooling: Pooling;
  /** Matters with pooling 'last' alone. */
  readout: Readout;
  /** Units of the hidden dense layer; 0 for none. */
  denseUnits: number;
  /** Share of the words that are read as unknown in training, drawn anew for every batch. */
  wordDropout: number;
  /** Dropout rates: of whole columns of the word vectors, one mask per review; Keras's two of LSTM; before each dense layer. */
  embeddingDropout: number;
  inputDropout: number;
  recurrentDropout: number;
  headDropout: number;
  epochs: number;
  batchSize: number;
  learningRate: number;
  schedule: Schedule;
  /** Largest global norm of the gradient; 0 for no limit. */
  clipNorm: number;
  /** Decay of the moving average of the weights, which then is the model; 0 for none. */
  emaDecay: number;
  /** Size of the adversarial disturbance of a review's word vectors, in units of their RMS norm; 0 for none. */
  adversarial: number;
  labelSmoothing: number;
  /** Epochs without a better validation loss after which the run ends; 0 to train them all. */
  patience: number;
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
  /** For each n-gram vocabulary in use [sum of lengths]: id of the n-gram that ends at this place, 0 for none. */
  ngramIds?: Int32Array[];
  /** What the linear model sees of each review, uncut; absent where there is none. */
  features?: SparseFeatures;
  /** [N] words of each review before it was cut. */
  numWords?: Int32Array;
}

/** Features that are present in each review, in the order of the linear model's weights: words by id, bigrams, trigrams. */
export interface SparseFeatures {
  /** Distinct and ascending within a review. */
  indices: Int32Array;
  /** [N + 1] */
  offsets: Uint32Array;
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
  unit: 'bytes' | 'reviews' | 'words' | 'units' | 'epochs' | 'rounds';
}

/** How a model reads texts. */
export interface ModelWords {
  /** As in PreparedData. */
  vocabulary: string;
  ngrams?: Int32Array[];
  /** Whether features for a linear model are wanted. */
  hasLinear?: boolean;
}

/** What the training worker needs; made by the preprocess worker, transferred. */
export interface PreparedData {
  settings: DataSettings;
  training: EncodedReviews;
  validation: EncodedReviews;
  /** Known words in order of rank, joined by '\n': word k (from 0) has id FIRST_WORD_ID + k. At most numWords - 4. */
  vocabulary: string;
  /** Bigrams, then trigrams, where they are in use: [K * order] word ids; row k is the n-gram of id k + 1. */
  ngrams?: Int32Array[];
  /** Start of each embedding table, words first: [rows, E]. Absent for random ones. */
  vectors?: Float32Array[];
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
  /** L2 norm of the loss's gradient of each weight, before clipping, in the order of the weights; of some batches only. */
  gradientNorms?: number[];
}

export type TrainingPhase = 'starting' | 'linear' | 'training' | 'validating' | 'paused' | 'stopping';

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
  /** Before the first epoch and after each. */
  | { type: 'snapshot'; words: WordSnapshot; weights: WeightsSnapshot }
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
  /** Of the model as it is now, on the validation reviews; null without any. */
  validation?: Scores | null;
  /** Divides the log-odds so that probabilities are honest; null without validation reviews. */
  temperature?: number | null;
  /** Of network and linear model together. */
  numParams?: number;
  /** Encoding, n-grams and first vectors, before the run; null where that was not measured. */
  preparationSeconds?: number | null;
}

export interface MemoryReport {
  tensors: number;
  bytes: number;
}

/** Answers to reviews, in their order: what every figure of an evaluation is made of. */
export interface Scores {
  /** [N] log-odds of "positive". */
  scores: Float32Array;
  /** [N], 0 or 1. */
  labels: Uint8Array;
  /** [N] words before the cut. */
  numWords: Int32Array;
}

export interface TestMetrics {
  loss: number;
  accuracy: number;
  reviews: number;
  seconds: number;
  /** Not saved with a model. */
  answers?: Scores;
}

/** What `window.verdict.report()` tells scripts of the last run that ended; see state/report.ts. */
export interface RunReport {
  settings: Settings;
  outcome: 'finished' | 'stopped';
  backend: BackendReport;
  epochs: EpochMetrics[];
  /** Null before the test set was evaluated. */
  test: TestMetrics | null;
  /** Of network and linear model together; null where it is not known. */
  numParams: number | null;
  /** As in RunResult. */
  preparationSeconds: number | null;
  memory: MemoryReport;
  /** Wall seconds of the whole run, the linear model's training included, the preparation not. */
  seconds: number;
}

/** A run that has ended, as it is kept in the browser for comparisons; its scores are kept beside it. */
export interface RunSummary {
  id: string;
  name: string;
  /** Whether the user gave the name: such a run is never dropped to make room. */
  isNamed: boolean;
  /** ISO 8601. */
  startedAt: string;
  settings: Settings;
  datasetTitle: string;
  /** As in DatasetInfo: runs on different data cannot be compared review by review. */
  datasetHash: string;
  backend: BackendReport;
  outcome: RunResult['outcome'];
  /** Those of this run: one that went on from a model begins after the model's own. At least one. */
  epochs: EpochMetrics[];
  /** Wall seconds of the whole run, pauses excluded. */
  seconds: number;
  /** Trainable parameters; null where they could not be counted. */
  numParams: number | null;
  /** Of the model as the run left it; null before the test set was evaluated. */
  test: Pick<TestMetrics, 'loss' | 'accuracy' | 'reviews' | 'seconds'> | null;
}

export interface RunScores {
  /** As in TestMetrics; both null before the test set was evaluated. */
  test: Float32Array | null;
  testLabels: Uint8Array | null;
}

export interface RunRecord extends RunSummary {
  scores: RunScores;
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

/** What a word does to a verdict. */
export interface WordContribution {
  word: string;
  /** Log-odds of "positive", above 0 towards positive. */
  contribution: number;
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

/** Standard Keras topology, as in tfjs's `model.json` (`modelTopology`). */
export interface KerasTopology {
  class_name: 'Sequential' | 'Functional';
  config: {
    name: string;
    layers: KerasLayer[];
    /** Of a functional model: [layer, node, tensor]. */
    input_layers?: [string, number, number][];
    output_layers?: [string, number, number][];
  };
  keras_version: string;
  backend: string;
}
export interface KerasLayer {
  class_name: string;
  /** In functional models, the same as in `config`. */
  name?: string;
  config: Record<string, unknown> & { name: string };
  /** One node with all inputs of the layer; none for an input layer. */
  inbound_nodes?: [string, number, number, Record<string, never>][][];
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
  /** How network and linear model are put together, fitted on the validation reviews. */
  blend?: Blend;
  /** Divides the log-odds, so that probabilities are honest; fitted on the validation reviews. */
  temperature?: number;
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

/** log-odds of "positive" = bias + sum of the weights of the features that are present. */
export interface LinearModel {
  /** [V + bigrams + trigrams], as SparseFeatures orders them. */
  weights: Float32Array;
  bias: number;
}

/** log-odds = bias + network * (log-odds of the network) + linear * (log-odds of the linear model). */
export interface Blend {
  network: number;
  linear: number;
  bias: number;
}

/** Everything a model needs to answer, to be saved and to go on training. */
export interface ModelBundle {
  meta: ModelMeta;
  /** Without layers where there is a linear model alone. */
  topology: KerasTopology;
  weights: NamedWeight[];
  optimizer: OptimizerState | null;
  /** As in PreparedData. */
  vocabulary: string;
  /** As in PreparedData. */
  ngrams?: Int32Array[];
  linear?: LinearModel;
}

/** A model without what only the worker needs. */
export type ModelDescription = Omit<ModelBundle, 'weights' | 'optimizer' | 'linear'>;

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
