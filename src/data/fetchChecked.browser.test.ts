import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STORAGE } from '../config';
import { errorCode } from '../errors';
import { fetchChecked, fetchText } from './fetchChecked';
import type { FileEntry } from './manifest';
import { sha256Hex } from './sha256';
import { bodyOf, fakeFetch } from './testing/fakeFetch';

const ADDRESS = `${location.origin}/imdb/train.bin`;
const file = Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) % 251);
const halves = [file.slice(0, 2500), file.slice(2500)];

let entry: FileEntry;
let numFetches = 0;

/** Every fetch of ADDRESS gets this answer. */
function answer(respond: (signal: AbortSignal | null) => Response): void {
  const fake = fakeFetch(new Map([[ADDRESS, respond]]));
  vi.stubGlobal('fetch', ((input, init) => {
    numFetches++;
    return fake(input, init);
  }) satisfies typeof fetch);
}

async function troubleWith(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await promise;
  } catch (error) {
    return { code: errorCode(error), message: (error as Error).message };
  }
  throw new Error('The file was accepted.');
}

beforeEach(async () => {
  entry = { sizeBytes: file.length, sha256: await sha256Hex(file) };
  numFetches = 0;
  await caches.delete(STORAGE.dataCache);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a file as described', () => {
  test('arrives, with progress in bytes', async () => {
    answer(() => new Response(bodyOf(halves, 'close')));
    const seen: number[] = [];
    expect(await fetchChecked(ADDRESS, entry, { onBytes: (done) => seen.push(done) })).toEqual(file);
    expect(seen).toEqual([2500, 5000]);
  });

  test('with a Content-Length of the compressed transfer, progress still counts what was unpacked', async () => {
    const headers = { 'Content-Length': '1234', 'Content-Encoding': 'gzip' };
    answer(() => new Response(bodyOf(halves, 'close'), { headers }));
    const seen: number[] = [];
    expect(await fetchChecked(ADDRESS, entry, { onBytes: (done) => seen.push(done) })).toEqual(file);
    expect(seen.at(-1)).toBe(5000);
  });

  test('is taken from the cache the second time', async () => {
    answer(() => new Response(file));
    await fetchChecked(ADDRESS, entry);
    const seen: number[] = [];
    expect(await fetchChecked(ADDRESS, entry, { onBytes: (done) => seen.push(done) })).toEqual(file);
    expect(numFetches).toBe(1);
    expect(seen).toEqual([5000]);
  });

  test('replaces an older version in the cache', async () => {
    answer(() => new Response(file));
    await fetchChecked(ADDRESS, entry);
    const newer = file.toReversed();
    answer(() => new Response(newer));
    expect(await fetchChecked(ADDRESS, { ...entry, sha256: await sha256Hex(newer) })).toEqual(newer);
    const cache = await caches.open(STORAGE.dataCache);
    expect(await cache.keys()).toHaveLength(1);
  });

  test('is fetched again when the cached copy was damaged', async () => {
    const cache = await caches.open(STORAGE.dataCache);
    await cache.put(`${ADDRESS}?sha256=${entry.sha256}`, new Response(file.slice(1)));
    answer(() => new Response(file));
    expect(await fetchChecked(ADDRESS, entry)).toEqual(file);
    expect(numFetches).toBe(1);
  });

  test.each([
    ['is missing', undefined],
    ['refuses', { open: () => Promise.reject(new DOMException('No storage', 'SecurityError')) }],
  ])('arrives where the cache %s', async (_, broken) => {
    vi.stubGlobal('caches', broken);
    answer(() => new Response(file));
    expect(await fetchChecked(ADDRESS, entry)).toEqual(file);
    expect(await fetchChecked(ADDRESS, entry)).toEqual(file);
    expect(numFetches).toBe(2);
  });
});

describe('trouble', () => {
  const page = new TextEncoder().encode('\n<!DOCTYPE html><title>Not here</title>');
  const altered = file.with(7, 255);

  test.each<[string, string, string, (signal: AbortSignal | null) => Response]>([
    ['a missing file', 'not-found', '404', () => new Response('', { status: 404 })],
    ['a broken server', 'offline', '503', () => new Response('', { status: 503 })],
    [
      'a page by type',
      'not-data',
      'web page',
      () => new Response(file, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
    ],
    ['a page by content', 'not-data', 'web page', () => new Response(page)],
    ['an early end', 'truncated', '2500 of 5000', () => new Response(bodyOf([halves[0]!], 'close'))],
    ['no content', 'truncated', '0 of 5000', () => new Response(null)],
    ['altered content', 'checksum', 'manifest', () => new Response(altered)],
    ['too much content', 'checksum', 'longer', () => new Response(bodyOf([file, file], 'close'))],
    ['a connection that breaks', 'offline', '2500 bytes', () => new Response(bodyOf([halves[0]!], 'error'))],
    ['a connection that breaks at once', 'offline', 'connection', () => new Response(bodyOf([], 'error'))],
  ])('%s: %s, says "%s"', async (_, code, words, respond) => {
    answer(respond);
    const trouble = await troubleWith(fetchChecked(ADDRESS, entry));
    expect(trouble.code).toBe(code);
    expect(trouble.message).toContain(words);
    expect(trouble.message).toContain(ADDRESS);
    const cache = await caches.open(STORAGE.dataCache);
    expect(await cache.keys()).toEqual([]);
  });

  test('a size beyond any memory is not blamed on the connection', async () => {
    answer(() => new Response(file));
    const trouble = await troubleWith(fetchChecked(ADDRESS, { ...entry, sizeBytes: 1e12 }));
    expect(trouble.code).not.toBe('offline');
    expect(numFetches).toBe(0);
  });

  test('no network', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await troubleWith(fetchChecked(ADDRESS, entry))).toMatchObject({ code: 'offline' });
  });

  test('no checksums on an unsafe address', async () => {
    vi.stubGlobal('crypto', {});
    answer(() => new Response(file));
    const trouble = await troubleWith(fetchChecked(ADDRESS, entry));
    expect(trouble.code).toBe('checksum');
    expect(trouble.message).toContain('https://');
  });
});

describe('cancelling', () => {
  test('in the middle of the file', async () => {
    answer((signal) => new Response(bodyOf([halves[0]!], 'hang', signal)));
    const controller = new AbortController();
    const fetching = fetchChecked(ADDRESS, entry, {
      signal: controller.signal,
      onBytes: () => controller.abort(),
    });
    expect((await troubleWith(fetching)).code).toBe('aborted');
  });

  test('before it begins fetches nothing', async () => {
    answer(() => new Response(file));
    const trouble = await troubleWith(fetchChecked(ADDRESS, entry, { signal: AbortSignal.abort() }));
    expect([trouble.code, numFetches]).toEqual(['aborted', 0]);
  });
});

test('fetchText reads text and refuses a page in its place', async () => {
  answer(() => new Response('{"é": 1}'));
  expect(await fetchText(ADDRESS)).toBe('{"é": 1}');
  answer(() => new Response('<html></html>'));
  expect((await troubleWith(fetchText(ADDRESS))).code).toBe('not-data');
});
