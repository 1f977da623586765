import { describe, expect, test } from 'vitest';
import { errorCode } from '../errors';
import { fingerprint, parseManifest, type Manifest } from './manifest';
import { SAMPLE_MANIFEST } from './testing/sampleManifest';
import { readTextFile, writeTextFile } from './textFile';

const manifest: Manifest = {
  ...SAMPLE_MANIFEST,
  splits: {
    train: { numReviews: 4, numPositive: 2, file: 'train.json' },
    test: { numReviews: 2, numPositive: 1, file: 'test.json' },
  },
  files: {
    'train.json': { sizeBytes: 100, sha256: 'a'.repeat(64) },
    'test.json': { sizeBytes: 50, sha256: 'b'.repeat(64) },
  },
};

function troubleWith(read: () => unknown): { code: string; message: string } {
  try {
    read();
  } catch (error) {
    return { code: errorCode(error), message: (error as Error).message };
  }
  throw new Error('It was accepted.');
}

describe('manifest', () => {
  test('reads what was written', () => {
    expect(parseManifest(JSON.stringify(manifest), 'manifest.json')).toEqual(manifest);
  });

  test.each<[string, string, unknown]>([
    ['bad-format', 'format', { ...manifest, format: 'other' }],
    ['bad-format', 'version', { ...manifest, version: 2 }],
    ['bad-format', 'title', { ...manifest, title: undefined }],
    ['bad-format', 'content', { ...manifest, content: 'pictures' }],
    [
      'bad-format',
      'splits.train.numReviews',
      { ...manifest, splits: { ...manifest.splits, train: { ...manifest.splits.train, numReviews: 0 } } },
    ],
    ['bad-format', 'splits.test', { ...manifest, splits: { train: manifest.splits.train } }],
    [
      'bad-format',
      'sizeBytes',
      { ...manifest, files: { 'train.json': { sizeBytes: -1, sha256: 'a'.repeat(64) } } },
    ],
    [
      'bad-format',
      'files.train.json.sizeBytes',
      { ...manifest, files: { 'train.json': { sizeBytes: 1e12, sha256: 'a'.repeat(64) } } },
    ],
    [
      'bad-format',
      'sha256',
      { ...manifest, files: { 'train.json': { sizeBytes: 1, sha256: 'A'.repeat(64) } } },
    ],
    [
      'bad-format',
      'files',
      { ...manifest, files: { '../secret': { sizeBytes: 1, sha256: 'a'.repeat(64) } } },
    ],
    ['bad-format', 'test.json', { ...manifest, files: { 'train.json': manifest.files['train.json'] } }],
    [
      'bad-counts',
      'train.json',
      { ...manifest, splits: { ...manifest.splits, train: { ...manifest.splits.train, numPositive: 5 } } },
    ],
    ['bad-format', 'whole file', null],
    ['bad-format', 'whole file', 3],
  ])('%s: names what is wrong with %s', (code, where, value) => {
    const trouble = troubleWith(() => parseManifest(JSON.stringify(value), 'imdb/manifest.json'));
    expect(trouble.code).toBe(code);
    expect(trouble.message).toContain('imdb/manifest.json');
    expect(trouble.message).toContain(where);
  });

  test('is not JSON', () => {
    expect(troubleWith(() => parseManifest('{', 'manifest.json')).code).toBe('bad-format');
  });

  test('its fingerprint tells files apart and does not depend on their order', () => {
    const { 'train.json': train, 'test.json': held } = manifest.files;
    expect(fingerprint({ ...manifest, files: { 'test.json': held!, 'train.json': train! } })).toBe(
      fingerprint(manifest),
    );
    expect(fingerprint({ ...manifest, files: { 'train.json': held!, 'test.json': train! } })).not.toBe(
      fingerprint(manifest),
    );
  });
});

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('text file', () => {
  const texts = { texts: ['good 😀', 'b"a\nd'], labels: Uint8Array.of(1, 0) };

  test('reads what it wrote', () => {
    expect(readTextFile(writeTextFile(texts), 'train.json')).toEqual(texts);
  });

  test.each<[string, string, Uint8Array]>([
    ['bad-format', 'JSON', new TextEncoder().encode('{"labels"')],
    ['bad-format', 'texts', encode({ labels: [1] })],
    ['bad-format', 'labels', encode({ labels: [2], texts: ['a'] })],
    ['bad-format', 'texts', encode({ labels: [1], texts: [null] })],
    ['bad-counts', '2 labels', encode({ labels: [1, 0], texts: ['a'] })],
  ])('%s: %s', (code, what, file) => {
    const trouble = troubleWith(() => readTextFile(file, 'train.json'));
    expect(trouble.code).toBe(code);
    expect(trouble.message).toContain('train.json');
    expect(trouble.message).toContain(what);
  });
});
