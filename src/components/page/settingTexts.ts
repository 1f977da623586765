/** What each setting of a recipe means, in plain words, and the choices that it leaves. */
import type { NumberSetting } from '../../state/settings';
import type { Settings } from '../../types';

/** The settings of a recipe that are a choice between words. */
export type ChoiceSetting = 'branches' | 'embeddingStart' | 'direction' | 'pooling' | 'readout' | 'schedule';

export interface ChoiceText<T extends string> {
  label: string;
  choices: { value: T; label: string }[];
  explanation: string;
}

export const CHOICE_TEXTS: { [K in ChoiceSetting]: ChoiceText<Settings[K]> } = {
  branches: {
    label: 'What learns',
    choices: [
      { value: 'network', label: 'Network' },
      { value: 'linear', label: 'Linear model' },
      { value: 'both', label: 'Both' },
    ],
    explanation:
      'The linear model gives every word and phrase one weight and adds them up. “Both” blends its answer with the network’s.',
  },
  embeddingStart: {
    label: 'Vectors start',
    choices: [
      { value: 'random', label: 'At random' },
      { value: 'cooccurrence', label: 'By co-occurrence' },
    ],
    explanation:
      'By co-occurrence: words that keep the same company in the training reviews start with similar numbers.',
  },
  direction: {
    label: 'Reads',
    choices: [
      { value: 'forward', label: 'Forward' },
      { value: 'both', label: 'Both ways' },
    ],
    explanation:
      'Both ways: in each layer a second LSTM reads the review from its end ([[bidirectional|bidirectional]]).',
  },
  pooling: {
    label: 'The last layers see',
    choices: [
      { value: 'last', label: 'Last' },
      { value: 'max', label: 'Largest' },
      { value: 'mean', label: 'Mean' },
      { value: 'maxMean', label: 'Both' },
    ],
    explanation:
      'Of every [[unit|unit]]’s values over the review: the last one, or by [[pooling|pooling]] the largest, the mean, or both the largest and the mean.',
  },
  readout: {
    label: 'Read the memory at the',
    choices: [
      { value: 'lastWord', label: 'Last real word' },
      { value: 'lastStep', label: 'Last step' },
    ],
    explanation:
      'Short reviews are filled up with padding. Read at the last step, a network has half forgotten the review by then and learns slowly, as in the published tutorial.',
  },
  schedule: {
    label: 'Learning rate over the run',
    choices: [
      { value: 'constant', label: 'Constant' },
      { value: 'cosine', label: 'Rise and fall' },
    ],
    explanation:
      'Rise and fall: up from 0 over the first 5% of the run, then smoothly down to 0 again (along half a cosine wave).',
  },
};

/** Number settings of a recipe that are explained beside their fields; those of steps 1 and 4 stand on their own. */
export type ExplainedNumber = Exclude<
  NumberSetting,
  'numWords' | 'maxLen' | 'validationShare' | 'numReviews' | 'seed' | 'epochs' | 'batchSize' | 'learningRate'
>;

export const NUMBER_TEXTS: Record<ExplainedNumber, { explanation: string; step?: number }> = {
  numBigrams: {
    explanation:
      'So many of the commonest pairs of neighbours, such as “not good”, count beside the single words ([[ngram|bigrams]]).',
    step: 1000,
  },
  numTrigrams: { explanation: 'The same for three words in a row, such as “waste of time”.', step: 1000 },
  embeddingUnits: {
    explanation: 'Each word is a row of so many numbers: its [[wordVector|vector]]. They are learnt.',
    step: 8,
  },
  lstmLayers: { explanation: 'Each layer reads what the one before wrote. 0: the vectors alone.' },
  units: { explanation: 'How many numbers an LSTM has for its memory, in each direction.', step: 8 },
  denseUnits: {
    explanation: 'Size of the [[dense|dense layer]] before the one with the two probabilities. 0: none.',
    step: 16,
  },
  wordDropout: { explanation: 'Share of the words that are hidden, others in every round.' },
  embeddingDropout: {
    explanation:
      'Share of a vector’s numbers set to 0 ([[dropout|dropout]]), at the same places for all words of a review.',
  },
  inputDropout: { explanation: 'Share of what goes into each LSTM that is set to 0.' },
  recurrentDropout: { explanation: 'Share of an LSTM’s own output, handed on from word to word, set to 0.' },
  headDropout: { explanation: 'Share of the values set to 0 before each of the last layers.' },
  labelSmoothing: {
    explanation: 'At 0.1 the network is to be 95% sure of a label, not 100%. 0: off.',
  },
  adversarial: {
    explanation:
      'Pushes the vectors of each review in the direction that misleads most, and trains on that too. 0: off.',
  },
  emaDecay: {
    explanation: 'The model is an average over the last steps: 0.998 averages about 500 of them. 0: off.',
  },
  clipNorm: {
    explanation: 'A longer [[gradient|gradient]] is shortened to this length, against leaps. 0: no limit.',
  },
  patience: {
    explanation:
      'Ends the run after so many epochs in a row without a better validation loss. 0: trains them all.',
  },
};
