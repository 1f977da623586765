import { afterEach, describe, expect, test, vi } from 'vitest';
import { errorCode } from '../../errors';
import type { DatasetId, Progress } from '../../types';
import { describeDataset, type Dataset } from '../dataset';
import { writeIndexFile } from '../indexFile';
import { MANIFEST_FILE, WORDS_FILE, type Manifest } from '../manifest';
import { fakeFetch, type DatasetFiles } from '../testing/fakeFetch';
import { reviewsOf, sampleManifest } from '../testing/sampleDataset';
import { writeTextFile } from '../textFile';
import { SOURCES } from './index';

const BASE = 'http://verdict.test/';
const ranked = ['the', 'film', 'was'];

const indexFiles: DatasetFiles = new Map([
  [WORDS_FILE, new TextEncoder().encode(ranked.join('\n'))],
  [
    'train.bin',
    writeIndexFile({ reviews: reviewsOf(['the film', 'was', 'film film'], ranked), numRankedWords: 3 }),
  ],
  ['test.bin', writeIndexFile({ reviews: reviewsOf(['film sparkles'], ranked), numRankedWords: 3 })],
]);
const textFiles: DatasetFiles = new Map([
  [
    'train.json',
    writeTextFile({ texts: ['The FILM was.', 'film, film', 'was'], labels: Uint8Array.of(1, 0, 1) }),
  ],
  ['test.json', writeTextFile({ texts: ['film sparkles'], labels: Uint8Array.of(1) })],
]);

const manifestOf = (id: DatasetId, files: DatasetFiles): Promise<Manifest> => {
  const end = id === 'imdb' ? 'bin' : 'json';
  return sampleManifest(id === 'imdb' ? 'ranks' : 'texts', files, {
    train: { numReviews: 3, numPositive: 2, file: `train.${end}` },
    test: { numReviews: 1, numPositive: 1, file: `test.${end}` },
  });
};

/** Serves the files below `id`, described by `manifest`. */
function serve(id: DatasetId, files: DatasetFiles, manifest: unknown): void {
  const served = new Map([...files].map(([name, bytes]) => [`${BASE}${id}/${name}`, bytes]));
  served.set(`${BASE}${id}/${MANIFEST_FILE}`, new TextEncoder().encode(JSON.stringify(manifest)));
  vi.stubGlobal('fetch', fakeFetch(served));
}

const open = (id: DatasetId, onProgress?: (progress: Progress) => void): Promise<Dataset> =>
  SOURCES.find((source) => source.id === id)!.open(BASE, { onProgress });

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => errorCode(error),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each<[DatasetId, DatasetFiles]>([
  ['imdb', indexFiles],
  ['sentences', textFiles],
])('%s', (id, files) => {
  test('opens with training reviews as ranks, then the test reviews', async () => {
    serve(id, files, await manifestOf(id, files));
    const dataset = await open(id);
    const rankOf = (word: string): number => dataset.rankedWords.indexOf(word) + 1;
    expect(dataset.rankedWords.toSorted()).toEqual(['film', 'the', 'was']);
    expect([...dataset.train.labels]).toEqual([1, 0, 1]);
    expect(dataset.train.ranks[0]).toBe(rankOf('the'));
    const held = await dataset.loadTest({});
    expect([...held.ranks]).toEqual([rankOf('film'), 0]);
    expect(describeDataset(dataset)).toMatchObject({
      id,
      testReviews: 1,
      train: { numReviews: 3, numPositive: 2 },
    });
  });

  test('reports bytes up to the total of its files', async () => {
    serve(id, files, await manifestOf(id, files));
    const seen: Progress[] = [];
    await open(id, (progress) => seen.push(progress));
    expect(seen[0]!.done).toBe(0);
    expect(seen.at(-1)).toMatchObject({ unit: 'bytes', done: seen.at(-1)!.total });
    seen.forEach((progress, i) => expect(progress.done).toBeGreaterThanOrEqual(seen[i - 1]?.done ?? 0));
  });

  test('has another hash when a file differs', async () => {
    const manifest = await manifestOf(id, files);
    serve(id, files, manifest);
    const { hash } = (await open(id)).folder;
    const { file } = manifest.splits.test;
    manifest.files[file] = { ...manifest.files[file]!, sha256: 'f'.repeat(64) };
    serve(id, files, manifest);
    expect((await open(id)).folder.hash).not.toBe(hash);
  });

  test('is missing: says how to get it', async () => {
    vi.stubGlobal('fetch', fakeFetch(new Map()));
    await expect(open(id)).rejects.toThrow('npm run data');
    expect(await codeOf(open(id))).toBe('not-found');
  });

  test('counts that differ from the manifest are refused, in the test split too', async () => {
    const manifest = await manifestOf(id, files);
    const { train, test: held } = manifest.splits;
    serve(id, files, { ...manifest, splits: { train: { ...train, numReviews: 4 }, test: held } });
    expect(await codeOf(open(id))).toBe('bad-counts');
    serve(id, files, { ...manifest, splits: { train, test: { ...held, numPositive: 0 } } });
    const dataset = await open(id);
    expect(await codeOf(dataset.loadTest({}))).toBe('bad-counts');
  });

  test('the other kind of content is refused', async () => {
    const manifest = await manifestOf(id, files);
    serve(id, files, { ...manifest, content: manifest.content === 'ranks' ? 'texts' : 'ranks' });
    expect(await codeOf(open(id))).toBe('bad-format');
  });
});

test('sentences: ranks are counted from the training texts, ties by first appearance', async () => {
  serve('sentences', textFiles, await manifestOf('sentences', textFiles));
  expect((await open('sentences')).rankedWords).toEqual(['film', 'was', 'the']);
});

test('imdb: a list of words that does not fit the ranks is refused', async () => {
  const files = new Map(indexFiles).set(WORDS_FILE, new TextEncoder().encode('the\nfilm'));
  serve('imdb', files, await manifestOf('imdb', files));
  await expect(open('imdb')).rejects.toThrow('ranks 3 words, but words.txt lists 2');
});

test('imdb: a manifest without the list of words is refused', async () => {
  const manifest = await manifestOf('imdb', indexFiles);
  delete manifest.files[WORDS_FILE];
  serve('imdb', indexFiles, manifest);
  await expect(open('imdb')).rejects.toThrow('does not describe words.txt');
});
