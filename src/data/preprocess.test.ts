import { describe, expect, test } from 'vitest';
import { errorCode, VerdictError } from '../errors';
import type { DataSettings, Progress } from '../types';
import { listWords, prepare, prepareTest, searchReviews, viewReview } from './preprocess';
import { randomReviews, reviewsOf, sampleDataset, sampleSettings } from './testing/sampleDataset';
import { Vocabulary } from './vocabulary';

const ranked = ['the', 'film', 'was', 'good', 'bad', 'music'];
const train = reviewsOf(
  ['the film was good', 'the music was bad', 'good film', '', 'the film the music', 'bad film'],
  ranked,
);
const dataset = sampleDataset(ranked, train);
const noCheckpoint = (): Promise<void> => Promise.resolve();
const cancelledCheckpoint = (): Promise<void> => Promise.reject(new VerdictError('aborted', 'Cancelled.'));

describe('prepare', () => {
  test('splits every review into one of the two parts, ids below numWords', async () => {
    const data = await prepare(dataset, { ...sampleSettings, validationShare: 0.34 }, noCheckpoint);
    expect([data.training.labels.length, data.validation.labels.length]).toEqual([4, 2]);
    expect(data.training.offsets.at(-1)).toBe(data.training.ids.length);
    expect([...data.training.ids, ...data.validation.ids].every((id) => id >= 1 && id < 8)).toBe(true);
    expect(data.vocabulary).toBe('the\nfilm\nwas\ngood');
    expect(data).toMatchObject({ datasetTitle: 'Sample', datasetHash: '0'.repeat(64) });
  });

  test('is the same for the same settings, another for another seed', async () => {
    const random = sampleDataset(ranked, randomReviews(50, 5, 6, 1));
    const idsOf = async (seed: number): Promise<Int32Array> =>
      (await prepare(random, { ...sampleSettings, seed }, noCheckpoint)).training.ids;
    expect(await idsOf(1)).toEqual(await idsOf(1));
    expect(await idsOf(1)).not.toEqual(await idsOf(2));
  });

  test('reports progress over both parts', async () => {
    const seen: Progress[] = [];
    await prepare(dataset, sampleSettings, (progress) => {
      seen.push(progress);
      return Promise.resolve();
    });
    expect(seen[0]).toEqual({ phase: 'Encoding reviews', done: 0, total: 6, unit: 'reviews' });
    expect(seen.at(-1)!.done).toBe(6);
  });

  test('ends where the checkpoint throws', async () => {
    const error: unknown = await prepare(dataset, sampleSettings, cancelledCheckpoint).catch(
      (reason: unknown) => reason,
    );
    expect(errorCode(error)).toBe('aborted');
  });

  test.each<[string, string, Partial<DataSettings>]>([
    ['no-data', 'imdb', { dataset: 'imdb' }],
    ['bad-settings', 'vocabulary size', { numWords: 4 }],
    ['bad-settings', 'vocabulary size', { numWords: 12.5 }],
    ['bad-settings', 'review length', { maxLen: 0 }],
    ['bad-settings', 'review length', { maxLen: Number.NaN }],
    ['bad-settings', 'number of training reviews', { numReviews: -1 }],
    ['bad-settings', 'validation share', { validationShare: 0.95 }],
    ['bad-settings', 'validation share', { validationShare: Number.NaN }],
    ['bad-settings', 'seed', { seed: Number.POSITIVE_INFINITY }],
  ])('%s: names the %s', async (code, what, change) => {
    const error: unknown = await prepare(dataset, { ...sampleSettings, ...change }, noCheckpoint).catch(
      (reason: unknown) => reason,
    );
    expect(errorCode(error)).toBe(code);
    expect((error as Error).message).toContain(what);
  });
});

test('the test split follows the vocabulary of the model, not of the dataset', async () => {
  const held = reviewsOf(['good film', 'music'], ranked);
  const vocabulary = new Vocabulary(['music', 'good']);
  const encoded = await prepareTest(
    dataset,
    held,
    sampleSettings,
    { vocabulary: vocabulary.toString() },
    noCheckpoint,
  );
  expect([...encoded.ids]).toEqual([1, 5, 2, 1, 4]);
  expect([...encoded.labels]).toEqual([1, 0]);
});

describe('viewReview', () => {
  test('shows a short review padded', () => {
    expect(viewReview(dataset, train, 'train', 2, sampleSettings)).toEqual({
      split: 'train',
      index: 2,
      label: 1,
      ids: [1, 7, 5],
      paddedIds: [1, 7, 5, 0],
      words: ['<START>', 'good', 'film'],
      paddedWords: ['<START>', 'good', 'film', '<PAD>'],
      numWordsBeforeCut: 2,
    });
  });

  test('shows the kept end of a long one and unknown words', () => {
    const view = viewReview(dataset, train, 'test', 1, sampleSettings);
    expect(view.words).toEqual(['the', '<UNK>', 'was', '<UNK>']);
    expect(view.numWordsBeforeCut).toBe(4);
    const start = viewReview(dataset, train, 'test', 1, { ...sampleSettings, truncating: 'post' });
    expect(start.words).toEqual(['<START>', 'the', '<UNK>', 'was']);
  });

  test.each([-1, 6, 0.5, Number.NaN])('there is no review %d', (index) => {
    expect(() => viewReview(dataset, train, 'train', index, sampleSettings)).toThrow('from 0 to 5');
  });
});

describe('searchReviews', () => {
  test.each<[string, number, number, number[], number]>([
    ['film', 0, 10, [0, 2, 4, 5], 4],
    ['FILM!', 1, 2, [2, 4], 4],
    ['film', 6, 10, [], 4],
    ['music', 0, 10, [1, 4], 2],
    ['the film', 0, 10, [0, 4], 2],
    ['film the', 0, 10, [4], 1],
    ['sparkles', 0, 10, [], 0],
    ['the sparkles', 0, 10, [], 0],
    ['', 0, 10, [], 0],
  ])('%j from %d, at most %d', (text, from, limit, indices, total) => {
    expect(searchReviews(dataset, train, text, from, limit)).toMatchObject({ indices, total });
  });
});

test('a search tells the words that it looked for', () => {
  expect(searchReviews(dataset, train, ' The well-made FILM!', 0, 1).words).toEqual([
    'the',
    'well',
    'made',
    'film',
  ]);
  expect(searchReviews(dataset, train, '...', 0, 1)).toEqual({ words: [], indices: [], total: 0 });
});

test('lists the word of every id', () => {
  expect(listWords(dataset, 6).split('\n')).toEqual(['<PAD>', '<START>', '<UNK>', '<UNUSED>', 'the', 'film']);
  expect(listWords(dataset, 12).split('\n').slice(9)).toEqual(['music']);
});
