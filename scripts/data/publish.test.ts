import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { parseManifest, type Manifest } from '../../src/data/manifest';
import { SAMPLE_MANIFEST } from '../../src/data/testing/sampleManifest';
import { describeFiles, isPublished, publish } from './publish';

const failing = vi.hoisted(() => ({ rename: (_from: string): boolean => false }));
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  return {
    ...fs,
    renameSync(from: string, to: string) {
      if (failing.rename(from)) throw new Error('no such luck');
      fs.renameSync(from, to);
    },
  };
});

const root = mkdtempSync(join(tmpdir(), 'verdict-publish-'));
afterAll(() => rmSync(root, { recursive: true }));

const folder = join(root, 'public/sample');
const cache = join(root, 'cache');
const filesOf = (text: string): Map<string, Uint8Array> =>
  new Map([['a.txt', new TextEncoder().encode(text)]]);

function manifestOf(text: string): Manifest {
  const split = { numReviews: 1, numPositive: 0, file: 'a.txt' };
  return {
    ...SAMPLE_MANIFEST,
    splits: { train: split, test: split },
    files: describeFiles(filesOf(text)),
  };
}

test('a folder is replaced as a whole and nothing else is left behind', () => {
  expect(isPublished(folder)).toBe(false);
  publish(folder, cache, filesOf('one'), manifestOf('one'));
  expect(isPublished(folder)).toBe(true);
  publish(folder, cache, filesOf('other'), manifestOf('other'));
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('other');
  expect(parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'), 'x')).toEqual(
    manifestOf('other'),
  );
  expect(readdirSync(cache)).toEqual([]);
  expect(readdirSync(join(root, 'public'))).toEqual(['sample']);
});

test('the old dataset comes back when the new one cannot be put in its place', () => {
  publish(folder, cache, filesOf('one'), manifestOf('one'));
  failing.rename = (from) => from.includes('new-');
  expect(() => publish(folder, cache, filesOf('other'), manifestOf('other'))).toThrow('no such luck');
  failing.rename = () => false;
  expect(isPublished(folder)).toBe(true);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('one');
  expect(readdirSync(cache)).toEqual([]);
});

test('an altered file, one of another size, or none, is not a dataset', () => {
  publish(folder, cache, filesOf('one'), manifestOf('one'));
  writeFileSync(join(folder, 'a.txt'), 'two');
  expect(isPublished(folder)).toBe(false);
  truncateSync(join(folder, 'a.txt'), 2);
  expect(isPublished(folder)).toBe(false);
  rmSync(join(folder, 'a.txt'));
  expect(isPublished(folder)).toBe(false);
});

test('describes the known checksum of "abc"', () => {
  expect(describeFiles(filesOf('abc'))).toEqual({
    'a.txt': { sizeBytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
  });
});
