/** The real worker, on a small dataset served as files beside this test. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DataClient } from '../clients';
import { errorCode } from '../errors';
import type { DataSettings, Progress } from '../types';
import { createDataClient } from './dataClient';
import { sampleSettings } from './testing/sampleDataset';

const BASE = `${location.origin}/src/data/testing/sample/`;
const NOWHERE = `${location.origin}/src/data/testing/nowhere/`;
const settings: DataSettings = { ...sampleSettings, numWords: 30, maxLen: 5, validationShare: 0.25 };

let client: DataClient;
const start = (baseUrl = BASE): DataClient => (client = createDataClient(baseUrl));

afterEach(() => {
  client.dispose();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => errorCode(error),
  );

describe('the usual way', () => {
  test('open, prepare, look, search, test', async () => {
    start();
    const progress: Progress[] = [];
    const info = await client.open('sentences', { onProgress: (step) => progress.push(step) });
    expect(info).toMatchObject({ id: 'sentences', title: 'Sample sentences', testReviews: 4 });
    expect(info.train).toMatchObject({ numReviews: 12, numPositive: 6 });
    expect(progress.at(-1)).toMatchObject({ unit: 'bytes' });

    const data = await client.prepare(settings);
    expect([data.training.labels.length, data.validation.labels.length]).toEqual([9, 3]);
    expect(data.training.ids).toBeInstanceOf(Int32Array);
    expect(data.training.offsets.at(-1)).toBe(data.training.ids.length);

    const view = await client.review('train', 0, settings);
    expect(view.words).toEqual(['<START>', 'a', 'lovely', 'little', 'film']);
    expect((await client.search('train', 'music', 0, 10)).indices).toEqual([2, 3]);
    expect((await client.words(5)).split('\n')).toHaveLength(5);

    expect(await codeOf(client.prepareTest(settings, { vocabulary: data.vocabulary }))).toBe('no-data');
    expect(await client.openTest()).toMatchObject({ numReviews: 4, numPositive: 2 });
    const encoded = await client.prepareTest(settings, { vocabulary: data.vocabulary });
    expect([...encoded.labels]).toEqual([1, 0, 1, 0]);
    expect(encoded.ids.every((id) => id >= 1 && id < settings.numWords)).toBe(true);
  });
});

describe('errors cross from the worker with their code and message', () => {
  test('nothing is open', async () => {
    start();
    const error: unknown = await client.words(10).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(errorCode(error)).toBe('no-data');
    expect((error as Error).message).toBe('No dataset is open yet. Open one first.');
  });

  test('a dataset that is not there leaves the open one', async () => {
    start();
    await client.open('sentences');
    expect(await codeOf(client.open('imdb'))).toMatch(/^not-(found|data)$/);
    expect(await client.prepare(settings)).toMatchObject({ datasetTitle: 'Sample sentences' });
  });

  test('nothing is served at all', async () => {
    start(NOWHERE);
    expect(await codeOf(client.open('sentences'))).toMatch(/^not-(found|data)$/);
  });

  test('a worker that breaks down ends every call, those to come included', async () => {
    const worker = Object.assign(new EventTarget(), {
      postMessage: () => undefined,
      terminate: () => undefined,
    });
    vi.stubGlobal('Worker', function FakeWorker() {
      return worker;
    });
    start();
    vi.unstubAllGlobals();
    const opening = client.open('sentences');
    worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    await expect(opening).rejects.toThrow('out of memory');
    expect(await codeOf(client.words(10))).toBe('internal');
  });

  test('settings that make no sense', async () => {
    start();
    await client.open('sentences');
    expect(await codeOf(client.prepare({ ...settings, numWords: 3 }))).toBe('bad-settings');
    expect(await codeOf(client.review('train', 12, settings))).toBe('bad-settings');
  });
});

describe('cancelling', () => {
  test('a call whose signal is aborted already never starts', async () => {
    start();
    expect(await codeOf(client.open('sentences', { signal: AbortSignal.abort() }))).toBe('aborted');
    expect(await codeOf(client.words(10))).toBe('no-data');
  });

  test('opening: the dataset does not become the open one', async () => {
    start();
    const controller = new AbortController();
    const opening = codeOf(client.open('sentences', { signal: controller.signal }));
    controller.abort();
    expect(await opening).toBe('aborted');
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(await codeOf(client.words(10))).toBe('no-data');
    expect(await client.open('sentences')).toMatchObject({ id: 'sentences' });
  });

  test('preparing: the dataset stays open', async () => {
    start();
    await client.open('sentences');
    const controller = new AbortController();
    const preparing = codeOf(client.prepare(settings, { signal: controller.signal }));
    controller.abort();
    expect(await preparing).toBe('aborted');
    expect((await client.prepare(settings)).training.labels).toHaveLength(9);
  });

  test('a newer call of the same kind', async () => {
    start();
    await client.open('sentences');
    const older = codeOf(client.prepare(settings));
    const newer = client.prepare({ ...settings, numReviews: 4 });
    expect(await older).toBe('aborted');
    expect((await newer).training.labels).toHaveLength(3);
  });

  test('the test split: who gives up does not take it from the others', async () => {
    start();
    await client.open('sentences');
    const controller = new AbortController();
    const leaving = codeOf(client.openTest({ signal: controller.signal }));
    const staying = client.openTest();
    controller.abort();
    expect(await leaving).toBe('aborted');
    expect(await staying).toMatchObject({ numReviews: 4 });
    expect(await client.openTest()).toMatchObject({ numReviews: 4 });
  });

  test('the test split of a dataset that is open no more is given up', async () => {
    start();
    await client.open('sentences');
    const reopening = client.open('sentences');
    // Asked for last, so it is still under way when the dataset is replaced.
    const old = codeOf(client.openTest());
    await reopening;
    expect(await client.openTest()).toMatchObject({ numReviews: 4 });
    expect(await old).toMatch(/aborted|no error/);
    expect((await client.review('test', 0, settings)).split).toBe('test');
  });

  test('dispose ends what is under way', async () => {
    start();
    const opening = codeOf(client.open('sentences'));
    client.dispose();
    expect(await opening).toBe('aborted');
    expect(await codeOf(client.words(10))).toBe('aborted');
  });
});
