/** A data client over a few made-up reviews, for tests of the explorer. */
import type { DataClient } from '../../clients';
import { PAD_ID, SPECIAL_WORDS, START_ID, UNKNOWN_ID } from '../../config';
import { VerdictError } from '../../errors';
import type { DatasetInfo, DataSettings, SplitInfo } from '../../types';

/** Ids from 4 on. */
const VOCABULARY = ['the', 'film', 'was', 'good', 'dull'];

/** The last word of the second review is in no vocabulary. */
const REVIEWS = [
  { words: ['the', 'film', 'was', 'good'], label: 1 },
  { words: ['the', 'film', 'was', 'dull', 'zyzzyva'], label: 0 },
  { words: ['good', 'good', 'film'], label: 1 },
] as const;

export const SETTINGS: DataSettings = {
  dataset: 'sentences',
  numWords: 9,
  maxLen: 8,
  truncating: 'pre',
  padding: 'post',
  validationShare: 0.2,
  numReviews: 0,
  seed: 1,
};

const TRAIN: SplitInfo = {
  numReviews: REVIEWS.length,
  numPositive: 2,
  meanLength: 4,
  maxLength: 5,
  lengthHistogram: { binWidth: 2, counts: [0, 1, 2] },
};

export const TEST: SplitInfo = { ...TRAIN, numPositive: 1, meanLength: 3 };

export const INFO: DatasetInfo = {
  id: 'sentences',
  title: 'Made up',
  description: '',
  citation: '',
  licence: '',
  wordIndex: 'counted',
  numRankedWords: VOCABULARY.length,
  train: TRAIN,
  testReviews: 3,
  hash: 'abc',
};

const unused = (): Promise<never> =>
  Promise.reject(new VerdictError('internal', 'The explorer does not ask for this.'));

function wordOf(id: number): string {
  return SPECIAL_WORDS[id] ?? VOCABULARY[id - SPECIAL_WORDS.length] ?? '';
}

function idOf(word: string): number {
  const place = VOCABULARY.indexOf(word);
  return place < 0 ? UNKNOWN_ID : place + SPECIAL_WORDS.length;
}

/** `overrides` replaces single methods, to make them fail or wait. */
export function createFakeClient(overrides: Partial<DataClient> = {}): DataClient {
  return {
    open: unused,
    openTest: () => Promise.resolve(TEST),
    prepare: unused,
    prepareTest: unused,
    words: unused,
    review(split, index, { maxLen }) {
      const review = REVIEWS[index];
      if (review === undefined)
        return Promise.reject(new VerdictError('bad-settings', `There is no review ${index}.`));
      const all = [START_ID, ...review.words.map(idOf)];
      const ids = all.slice(-maxLen);
      const paddedIds = [...ids, ...Array.from({ length: maxLen - ids.length }, () => PAD_ID)];
      return Promise.resolve({
        split,
        index,
        label: review.label,
        ids,
        paddedIds,
        words: ids.map(wordOf),
        paddedWords: paddedIds.map(wordOf),
        numWordsBeforeCut: review.words.length,
      });
    },
    search(_split, text, from, limit) {
      const wanted = text.toLowerCase().match(/\w+/g) ?? [];
      const matches = REVIEWS.flatMap(({ words }, index) =>
        wanted.length > 0 && ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `) ? [index] : [],
      );
      return Promise.resolve({
        words: [...wanted],
        indices: matches.filter((index) => index >= from).slice(0, limit),
        total: matches.length,
      });
    },
    dispose() {},
    ...overrides,
  };
}
