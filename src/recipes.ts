/**
 * The recipes: every named network with its way of training, each declared here and nowhere else.
 *
 * A recipe gives a value to each setting of `RecipeSettings`; everything that it says can be changed on the page,
 * and what is changed stands in the address beside the recipe's name. The settings were chosen by validation
 * accuracy alone; the test reviews chose nothing.
 */
import type { DataSettings, RecipeId, Settings } from './types';

/** All but what says where and on what data a run takes place. */
export type RecipeSettings = Omit<
  Settings,
  keyof Omit<DataSettings, 'numWords' | 'maxLen' | 'validationShare'> | 'recipe' | 'backend'
>;

/**
 * What to expect of a recipe on the film reviews (IMDB), measured on the machine of the README with 2 processor
 * cores; null where it has not been measured.
 */
export interface Expected {
  /** Shares of the reviews that are judged rightly, 0 to 1. */
  validationAccuracy: number | null;
  testAccuracy: number | null;
  /** From the click on Train to the end of the run. */
  seconds: number | null;
}

export interface Recipe {
  title: string;
  /** For people: what it is and when to take it, in a sentence or two. */
  description: string;
  settings: RecipeSettings;
  expected: Expected;
}

/** 2-layer LSTM of 32 units over the 12,000 commonest words, read after the last one; nothing but Keras's dropouts. */
const TUTORIAL: RecipeSettings = {
  branches: 'network',
  numWords: 12_000,
  maxLen: 256,
  validationShare: 0.2,
  numBigrams: 0,
  numTrigrams: 0,
  embeddingUnits: 32,
  embeddingStart: 'random',
  lstmLayers: 2,
  units: 32,
  direction: 'forward',
  pooling: 'last',
  readout: 'lastWord',
  denseUnits: 128,
  wordDropout: 0,
  embeddingDropout: 0,
  inputDropout: 0.2,
  recurrentDropout: 0.2,
  headDropout: 0,
  epochs: 12,
  batchSize: 64,
  learningRate: 0.001,
  schedule: 'constant',
  clipNorm: 0,
  emaDecay: 0,
  adversarial: 0,
  labelSmoothing: 0,
  patience: 0,
};

/** Dropouts against learning the training reviews by heart. */
const BEST: RecipeSettings = {
  ...TUTORIAL,
  numWords: 20_000,
  maxLen: 400,
  // More reviews to learn from; 2,500 still tell which of two networks is better.
  validationShare: 0.1,
  numBigrams: 30_000,
  numTrigrams: 30_000,
  embeddingStart: 'cooccurrence',
  lstmLayers: 1,
  direction: 'both',
  pooling: 'maxMean',
  wordDropout: 0.2,
  embeddingDropout: 0.3,
  headDropout: 0.4,
  epochs: 3,
  learningRate: 0.003,
  schedule: 'cosine',
  clipNorm: 1,
  emaDecay: 0.998,
};

export const RECIPES: Record<RecipeId, Recipe> = {
  tutorial: {
    title: 'Tutorial (as published)',
    description: 'The layers and the training of the tutorial. It learns, then it learns by heart.',
    settings: TUTORIAL,
    expected: { validationAccuracy: 0.848, testAccuracy: 0.837, seconds: 80 },
  },
  fast: {
    title: 'Fast',
    description:
      'The same layers, but the last layers see the largest and the mean value of every unit over the whole review: good after one epoch.',
    settings: { ...TUTORIAL, pooling: 'maxMean', epochs: 1, clipNorm: 1 },
    expected: { validationAccuracy: 0.874, testAccuracy: 0.86, seconds: 7 },
  },
  tuned: {
    title: 'Tutorial, tuned',
    description:
      'The same layers, trained well: more dropout, a learning rate that rises and falls, and small disturbances of the words.',
    settings: {
      ...TUTORIAL,
      embeddingStart: 'cooccurrence',
      wordDropout: 0.15,
      embeddingDropout: 0.2,
      headDropout: 0.4,
      epochs: 5,
      learningRate: 0.004,
      schedule: 'cosine',
      clipNorm: 1,
      emaDecay: 0.998,
      adversarial: 0.5,
    },
    expected: { validationAccuracy: 0.889, testAccuracy: 0.885, seconds: 68 },
  },
  best: {
    title: 'Best network',
    description:
      'An LSTM in both directions over words and short phrases, whose vectors start from the company that words keep in the reviews.',
    settings: BEST,
    expected: { validationAccuracy: 0.919, testAccuracy: 0.918, seconds: 46 },
  },
  combined: {
    title: 'Combined',
    description:
      'The best network and the linear model together: each sees what the other overlooks. The most accurate.',
    settings: { ...BEST, branches: 'both' },
    expected: { validationAccuracy: 0.923, testAccuracy: 0.923, seconds: 45 },
  },
  linear: {
    title: 'Linear baseline',
    description:
      'No network: every word and phrase has one weight (NB-SVM). Trained in seconds, and hard to beat.',
    settings: { ...BEST, branches: 'linear', epochs: 1 },
    expected: { validationAccuracy: 0.918, testAccuracy: 0.918, seconds: 4 },
  },
  mean: {
    title: 'Mean of words',
    description:
      'No LSTM: the mean of the vectors of words and pairs of words (as in fastText). Word order hardly counts.',
    settings: {
      ...BEST,
      numTrigrams: 0,
      embeddingStart: 'random',
      lstmLayers: 0,
      direction: 'forward',
      pooling: 'mean',
      denseUnits: 0,
      embeddingDropout: 0,
      inputDropout: 0,
      recurrentDropout: 0,
      epochs: 5,
    },
    expected: { validationAccuracy: 0.91, testAccuracy: 0.904, seconds: 13 },
  },
};

export const RECIPE_IDS = Object.keys(RECIPES) as RecipeId[];
