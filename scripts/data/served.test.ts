import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SAMPLE_MANIFEST } from '../../src/data/testing/sampleManifest';
import { describeFiles, isPublished, publish } from './publish';
import { refreshServed } from './served';

let root: string;
const at = (...parts: string[]): string => join(root, ...parts);
const refresh = (): string[] => refreshServed(at('public'), at('dist'), at('cache'));

function publishTexts(folder: string, text: string): void {
  const split = { numReviews: 1, numPositive: 0, file: 'a.txt' };
  const files = new Map([['a.txt', new TextEncoder().encode(text)]]);
  const manifest = { ...SAMPLE_MANIFEST, splits: { train: split, test: split }, files: describeFiles(files) };
  publish(folder, at('cache'), files, manifest);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'verdict-served-'));
  mkdirSync(at('dist'));
  writeFileSync(at('dist/index.html'), '<!doctype html>');
  for (const place of ['public', 'dist']) {
    for (const name of ['films', 'sentences']) publishTexts(at(place, name), name);
  }
});

afterEach(() => rmSync(root, { recursive: true }));

test('whole copies are left alone', () => {
  const before = statSync(at('dist/films')).ino;
  expect(refresh()).toEqual([]);
  expect(statSync(at('dist/films')).ino).toBe(before);
});

test.each<[string, () => void]>([
  ['cut short', () => writeFileSync(at('dist/films/a.txt'), 'fil')],
  ['altered in place', () => writeFileSync(at('dist/films/a.txt'), 'filme')],
  ['without its manifest', () => rmSync(at('dist/films/manifest.json'))],
  ['missing', () => rmSync(at('dist/films'), { recursive: true })],
  ['of an older build', () => publishTexts(at('dist/films'), 'older')],
])('a copy that is %s is renewed, and only that one', (_, damage) => {
  damage();
  expect(refresh()).toEqual(['films']);
  expect(isPublished(at('dist/films'))).toBe(true);
  expect(readFileSync(at('dist/films/a.txt'), 'utf8')).toBe('films');
  expect(refresh()).toEqual([]);
});

test('a damaged original replaces nothing', () => {
  writeFileSync(at('public/films/a.txt'), 'fil');
  expect(refresh()).toEqual([]);
  expect(readFileSync(at('dist/films/a.txt'), 'utf8')).toBe('films');
});

test('without a built page there is nothing to keep', () => {
  rmSync(at('dist'), { recursive: true });
  expect(refresh()).toEqual([]);
  expect(readdirSync(root).toSorted()).toEqual(['cache', 'public']);
});
