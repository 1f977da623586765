/**
 * What the insight worker tells of a model: maps of its words, how it reads a review and why it says what it says.
 * Plain data only (structured-clonable). Legend as in types.ts. "Log-odds" are those of "positive", of the model as a
 * whole (network and linear model, blended), before any temperature, unless a comment says otherwise.
 */

// ---------------------------------------------------------------- words

/** Two principal components, three, a UMAP embedding in two dimensions, or sentiment against frequency. */
export type ProjectionKind = 'pca2' | 'pca3' | 'umap' | 'sentiment';

export interface ProjectedWords {
  /** [n] ids of the words that are shown, ascending. */
  ids: Int32Array;
  /** Two or three axes of [n] coordinates. */
  axes: Float32Array[];
  /** One for each axis, for people: "Component 1, 12% of the variance". */
  axisTitles: string[];
}

/** The vectors of a network's words at the end of an epoch, one byte a number. */
export interface WordSnapshot {
  /** Epochs trained; 0 before the first. */
  epoch: number;
  /** [V, E] row-major; a number is `scale` times its byte. */
  values: Int8Array;
  scale: number;
  units: number;
  /** [V] probability of "positive" for a review of that one word, in 254ths; 255 where it is not known. */
  scores: Uint8Array;
}

/** What is known of every word of a model; [V], special ids included. */
export interface WordFacts {
  /** One word per id from 0, joined by '\n', special ids as in SPECIAL_WORDS. */
  words: string;
  /** Probability of "positive" for a review of that one word; NaN for special ids. */
  scores: Float32Array;
}

export interface WordClusters {
  /** [V] number of each word's cluster from 0, largest cluster first; 255 for special ids. */
  clusters: Uint8Array;
  /** For each cluster, the words nearest to its centre, nearest first. */
  typicalWords: string[][];
}

export type Distance = 'cosine' | 'euclidean';

export interface Neighbour {
  id: number;
  word: string;
  /** 1 - cosine, or Euclidean distance. */
  distance: number;
  /** As in WordFacts. */
  score: number;
}

// ---------------------------------------------------------------- one review

/** A word of a review as it reached the model. */
export interface ReadWord {
  word: string;
  id: number;
  isKnown: boolean;
}

/** How the answer stands after each word. */
export interface Reading {
  /** The words that reached the model in order, `<START>` not listed. */
  words: ReadWord[];
  /**
   * [words + 1] log-odds of the review so far: before the first word, then after each; the last is the answer to the
   * whole review. A linear model, which sees a review uncut, knows the words that were cut off throughout.
   */
  logOdds: Float32Array;
  /** Words that were cut off, and at which end. */
  numCut: number;
  isCutAtStart: boolean;
}

/** The inside of one LSTM layer in one direction while it reads a review; T as in the trace. */
export interface LayerTrace {
  /** Keras name of the layer: "lstm_1". */
  name: string;
  isBackward: boolean;
  units: number;
  /** [T, H] states h and cell states c after each word. */
  h: Float32Array;
  c: Float32Array;
  /** [T, 4H] activated gates in Keras's order: input, forget, candidate, output. */
  gates: Float32Array;
  /** [H] how far the log-odds move when the unit is silenced (its state is 0 throughout): answer minus answer without. */
  importance: Float32Array;
}

export interface ReviewTrace {
  /** [T] what was read: `<START>` first unless it was cut off, then the words; padding is left out. */
  words: string[];
  layers: LayerTrace[];
}

export interface UnitDriver {
  word: string;
  /** Mean change of the unit's state at this word over the reviews. */
  meanChange: number;
  times: number;
}

/** What drives the units of one layer over many reviews. */
export interface UnitDrivers {
  numReviews: number;
  /** For each unit the words that raise its state most, strongest first, and those that lower it most. */
  units: { raising: UnitDriver[]; lowering: UnitDriver[] }[];
}

export type ExplanationMethod = 'integratedGradients' | 'leaveOneOut';

export interface Contribution {
  /** Place of its first word in `words` of the explanation. */
  start: number;
  /** 1 for a word, 2 and 3 for pairs and triples that the model knows as such. */
  order: 1 | 2 | 3;
  text: string;
  /** Log-odds, above 0 towards positive. */
  contribution: number;
}

export interface Explanation {
  method: ExplanationMethod;
  words: ReadWord[];
  /** One for each word, in order: all that the word stands for, its share of pairs and triples included. */
  contributions: Float32Array;
  /** The words, pairs and triples by themselves; none for leaveOneOut. */
  parts: Contribution[];
  logOdds: number;
  /** Integrated gradients alone: log-odds of the baseline, a review of the same length whose vectors are all 0. */
  baselineLogOdds: number | null;
  /** Likewise: what `<START>`, padding and, in a linear model, words that were cut off contribute. */
  rest: number | null;
  /** Likewise: |sum of all contributions - (logOdds - baselineLogOdds)|. */
  completenessError: number | null;
  elapsedMs: number;
}

/** One change of a review, by the place of a word. */
export interface Edit {
  kind: 'remove' | 'replace' | 'negate';
  place: number;
  /** The words that stand there afterwards; none when it is removed. */
  words: string[];
}

export interface FlipOptions {
  /** Most changes that are tried together. */
  maxEdits: number;
  /** Reviews that may be judged at most. */
  maxJudged: number;
}

export interface FlipSearch {
  /** Null where no change within the bounds flips the verdict; the closest one is then in `closest`. */
  found: { edits: Edit[]; words: string[]; logOdds: number } | null;
  closest: { edits: Edit[]; words: string[]; logOdds: number } | null;
  numJudged: number;
  /** Whether the bounds ended the search, not the lack of changes to try. */
  isExhausted: boolean;
}

// ---------------------------------------------------------------- the network

/** Counts of values in [width * (first + i), width * (first + i + 1)); width is a power of two, so that two can be added up. */
export interface Histogram {
  width: number;
  first: number;
  counts: number[];
}

/** One weight of a network. */
export interface WeightStats {
  /** Keras name: "lstm/recurrent_kernel". */
  name: string;
  shape: number[];
  mean: number;
  standardDeviation: number;
  min: number;
  max: number;
  /** Numbers that are exactly 0. */
  numZeros: number;
  /** Numbers that are NaN or infinite; not in the rest. */
  numNotFinite: number;
  histogram: Histogram;
}

/** The weights of a network at the end of an epoch. */
export interface WeightsSnapshot {
  /** Epochs trained; 0 before the first. */
  epoch: number;
  weights: WeightStats[];
}

/** How lively the units of a layer are over some reviews. */
export interface LayerActivity {
  /** Keras name. */
  name: string;
  kind: 'lstm' | 'dense';
  /** [H] smallest and largest value of each unit, and its standard deviation, over reviews and (LSTM) words. */
  min: Float32Array;
  max: Float32Array;
  standardDeviation: Float32Array;
  /** Units that never do anything: ReLU always 0, or a state that stays within 0.001. */
  dead: number[];
}
