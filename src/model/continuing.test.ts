import { expect, it } from 'vitest';
import { errorCode } from '../errors';
import type { PreparedData } from '../types';
import { checkContinues } from './continuing';
import { toyData, toySettings } from './testing/toyData';

const settings = { ...toySettings, numBigrams: 3, numTrigrams: 2 };
const data: PreparedData = {
  ...toyData(settings, 4, 2),
  ngrams: [Int32Array.of(4, 5, 6, 7, 5, 4), Int32Array.of(4, 5, 6, 7, 5, 4)],
};
const { vocabulary, datasetTitle, datasetHash } = data;
const model = { settings, vocabulary, datasetTitle, datasetHash, ngrams: data.ngrams ?? [] };

it('takes the same words, pairs and triples, and another way of training', () => {
  const ngrams = data.ngrams!.map((words) => words.slice());
  const other = { ...settings, epochs: 9, adversarial: 1, wordDropout: 0.3, headDropout: 0.1 };
  expect(() => checkContinues(model, other, { ...data, ngrams })).not.toThrow();
});

it.each([
  { title: 'another triple', ngrams: [data.ngrams![0]!, Int32Array.of(4, 5, 6, 7, 5, 5)] },
  { title: 'fewer pairs', ngrams: [Int32Array.of(4, 5, 6, 7), data.ngrams![1]!] },
  { title: 'no triples', ngrams: [data.ngrams![0]!] },
  { title: 'none at all', ngrams: undefined },
])('refuses $title', ({ ngrams }) => {
  const { ngrams: _ngrams, ...rest } = data;
  const changed = ngrams === undefined ? rest : { ...rest, ngrams };
  expect(() => checkContinues(model, settings, changed)).toThrow(
    /trained with other settings: the word pairs and triples that were found\. Set them/,
  );
});

it('names another number of pairs once', () => {
  let caught: unknown = null;
  try {
    checkContinues(model, { ...settings, numBigrams: 2 }, { ...data, ngrams: [Int32Array.of(4, 5, 6, 7)] });
  } catch (error) {
    caught = error;
  }
  expect(errorCode(caught)).toBe('bad-settings');
  expect(String(caught)).toMatch(/other settings: Word pairs \(3 then, 2 now\)\. Set/);
});
