/** Whether a model can go on training with some settings and data. */
import { VerdictError } from '../errors';
import type { PreparedData, Settings } from '../types';

/** What decides words, lengths, layers and the split, as the page calls it. */
const SHARED = {
  dataset: 'Dataset',
  numWords: 'Vocabulary size',
  maxLen: 'Review length',
  truncating: 'which end of a long review is kept',
  padding: 'where padding goes',
  validationShare: 'Validation share',
  numReviews: 'Training reviews',
  seed: 'Seed',
  branches: 'whether there are a network, a linear model or both',
  numBigrams: 'Word pairs',
  numTrigrams: 'Word triples',
  embeddingUnits: 'Numbers per word',
  lstmLayers: 'LSTM layers',
  units: 'Units per layer',
  direction: 'the directions of reading',
  pooling: 'what the last layers see',
  denseUnits: 'Dense units',
  readout: 'where the memory is read',
} as const satisfies Partial<Record<keyof Settings, string>>;

interface Continued {
  settings: Settings;
  vocabulary: string;
  /** As in PreparedData; none where there are no n-grams. */
  ngrams: Int32Array[];
  datasetTitle: string;
  datasetHash: string;
}

/**
 * With other words or lengths a model would read nonsense; with another split it would be validated on
 * reviews that it has trained on.
 *
 * @throws VerdictError 'bad-settings' that names what differs and what to do.
 */
export function checkContinues(model: Continued, settings: Settings, data: PreparedData): void {
  const differing = (Object.keys(SHARED) as (keyof typeof SHARED)[])
    .filter((key) => model.settings[key] !== settings[key])
    .map((key) => `${SHARED[key]} (${model.settings[key]} then, ${settings[key]} now)`);
  if (model.vocabulary !== data.vocabulary || model.datasetHash !== data.datasetHash) {
    differing.push(`the data itself (“${model.datasetTitle}” then)`);
  } else if (hasSameCounts(model.settings, settings) && !areSame(model.ngrams, data.ngrams ?? [])) {
    differing.push('the word pairs and triples that were found');
  }
  if (differing.length === 0) return;
  throw new VerdictError(
    'bad-settings',
    `The current model was trained with other settings: ${differing.join(', ')}. ` +
      'Set them as they were, or start from new weights.',
  );
}

/** Other numbers of n-grams are named already. */
const hasSameCounts = (model: Settings, { numBigrams, numTrigrams }: Settings): boolean =>
  model.numBigrams === numBigrams && model.numTrigrams === numTrigrams;

function areSame(ngrams: Int32Array[], others: Int32Array[]): boolean {
  return (
    ngrams.length === others.length &&
    ngrams.every((words, i) => {
      const other = others[i]!;
      return words.length === other.length && words.every((id, k) => id === other[k]);
    })
  );
}
