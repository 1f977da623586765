import { describe, expect, test } from 'vitest';
import { errorCode, VerdictError } from '../errors';
import type { DatasetId } from '../types';
import type { Source } from './dataset';
import { Preprocessor } from './preprocessor';
import { randomReviews, reviewsOf, sampleDataset, sampleSettings } from './testing/sampleDataset';

const ranked = ['one', 'two', 'three'];

function source(id: DatasetId, open: Source['open']): Source {
  return { id, open };
}

const good = sampleDataset(ranked, reviewsOf(['one two', 'three'], ranked), reviewsOf(['two'], ranked));
const large = sampleDataset(ranked, randomReviews(20_000, 3, 3, 1));

/** Opens at once, and the other source's open is as given. */
function twoSources(openImdb: Source['open']): Preprocessor {
  return new Preprocessor([source('sentences', () => Promise.resolve(good)), source('imdb', openImdb)]);
}

async function opened(preprocessor: Preprocessor): Promise<Preprocessor> {
  await preprocessor.load(0, 'sentences', '/', null);
  preprocessor.use(0);
  return preprocessor;
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => errorCode(error),
  );

describe('before anything is open', () => {
  test('every question says so', async () => {
    const preprocessor = new Preprocessor([]);
    const settings = sampleSettings;
    expect(await codeOf(preprocessor.prepare(1, settings, null))).toBe('no-data');
    expect(await codeOf(preprocessor.loadTest(2, null))).toBe('no-data');
    expect(await codeOf(preprocessor.prepareTest(3, settings, { vocabulary: 'one' }, null))).toBe('no-data');
    expect(() => preprocessor.review('train', 0, settings)).toThrow('No dataset is open');
    expect(() => preprocessor.search('train', 'one', 0, 1)).toThrow('No dataset is open');
    expect(() => preprocessor.words(10)).toThrow('No dataset is open');
  });

  test('an unknown dataset is refused', async () => {
    expect(await codeOf(new Preprocessor([]).load(1, 'imdb', '/', null))).toBe('bad-settings');
  });
});

describe('the open dataset', () => {
  test('describes itself and its test split', async () => {
    const preprocessor = twoSources(() => Promise.resolve(large));
    const info = await preprocessor.load(1, 'sentences', '/', null);
    expect(info).toMatchObject({
      id: 'sentences',
      numRankedWords: 3,
      train: { numReviews: 2, numPositive: 1 },
    });
    preprocessor.use(1);
    expect(() => preprocessor.review('test', 0, sampleSettings)).toThrow('test reviews are not loaded');
    expect(await preprocessor.loadTest(2, null)).toMatchObject({ numReviews: 1 });
    expect(preprocessor.review('test', 0, sampleSettings).words).toEqual(['<START>', 'two']);
  });

  test('stays when another fails to load', async () => {
    const preprocessor = await opened(
      twoSources(() => Promise.reject(new VerdictError('checksum', 'Altered.'))),
    );
    expect(await codeOf(preprocessor.load(1, 'imdb', '/', null))).toBe('checksum');
    preprocessor.use(1);
    expect(preprocessor.words(5)).toContain('one');
    expect(preprocessor.search('train', 'one', 0, 5).total).toBe(1);
  });

  test('stays when the other is cancelled after it was read', async () => {
    const preprocessor = await opened(twoSources(() => Promise.resolve(large)));
    await preprocessor.load(1, 'imdb', '/', null);
    preprocessor.cancel(1);
    preprocessor.use(1);
    expect(preprocessor.search('train', 'one', 0, 5).total).toBe(1);
  });

  test('is replaced by `use` only', async () => {
    const preprocessor = await opened(twoSources(() => Promise.resolve(large)));
    await preprocessor.load(1, 'imdb', '/', null);
    expect(preprocessor.search('train', 'one', 0, 5).total).toBe(1);
    preprocessor.use(1);
    expect(preprocessor.search('train', 'one', 0, 5).total).toBeGreaterThan(1000);
  });
});

describe('cancel', () => {
  test('ends a load by its signal', async () => {
    const preprocessor = twoSources(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal!.addEventListener('abort', () => reject(new VerdictError('aborted', 'Cancelled.')));
        }),
    );
    const loading = codeOf(preprocessor.load(1, 'imdb', '/', null));
    preprocessor.cancel(1);
    expect(await loading).toBe('aborted');
  });

  test('ends preparing between chunks and leaves the dataset open', async () => {
    const preprocessor = twoSources(() => Promise.resolve(large));
    await preprocessor.load(0, 'imdb', '/', null);
    preprocessor.use(0);
    const preparing = preprocessor.prepare(1, sampleSettings, ({ done }) => {
      if (done > 0) preprocessor.cancel(1);
    });
    expect(await codeOf(preparing)).toBe('aborted');
    const data = await preprocessor.prepare(2, sampleSettings, null);
    expect(data.training.labels).toHaveLength(16_000);
  });
});
