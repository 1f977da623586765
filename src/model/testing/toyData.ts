/** Generated reviews with a rule that can be learnt, for tests: word "good" or "bad" among random others. */
import { FIRST_WORD_ID, START_ID } from '../../config';
import { Random } from '../../data/random';
import { RECIPES } from '../../recipes';
import type { EncodedReviews, PreparedData, Settings } from '../../types';

export const toySettings: Settings = {
  ...RECIPES.tutorial.settings,
  dataset: 'sentences',
  recipe: 'tutorial',
  backend: 'wasm',
  numWords: 40,
  maxLen: 12,
  truncating: 'pre',
  padding: 'post',
  validationShare: 0.25,
  numReviews: 0,
  seed: 3,
  epochs: 2,
  batchSize: 16,
  learningRate: 0.01,
};

/** Labels alternate; a positive review holds the first word of the vocabulary, a negative one the second. */
export function toyReviews(n: number, seed: number, { numWords, maxLen }: Settings): EncodedReviews {
  const random = new Random(seed, 'toy');
  const rows = Array.from({ length: n }, (_, i) => {
    const length = 2 + random.int(maxLen - 1);
    const row = Array.from({ length }, () => FIRST_WORD_ID + 2 + random.int(numWords - FIRST_WORD_ID - 2));
    row[0] = START_ID;
    row[1 + random.int(length - 1)] = i % 2 === 1 ? FIRST_WORD_ID : FIRST_WORD_ID + 1;
    return row;
  });
  const offsets = new Uint32Array(n + 1);
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  return { ids: Int32Array.from(rows.flat()), offsets, labels: Uint8Array.from(rows, (_, i) => i % 2) };
}

export function toyData(settings: Settings, numTraining = 96, numValidation = 32): PreparedData {
  const words = [
    'good',
    'bad',
    ...Array.from({ length: settings.numWords - FIRST_WORD_ID - 2 }, (_, i) => `w${i}`),
  ];
  return {
    settings,
    training: toyReviews(numTraining, settings.seed, settings),
    validation: toyReviews(numValidation, settings.seed + 1, settings),
    vocabulary: words.join('\n'),
    datasetTitle: 'Toy reviews',
    citation: 'generated',
    datasetHash: '00',
    elapsedMs: 0,
  };
}
