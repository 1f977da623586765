import { describe, expect, test } from 'vitest';
import { errorCode } from '../errors';
import { readIndexFile, writeIndexFile, type IndexFile } from './indexFile';
import { randomReviews, reviewsOf } from './testing/sampleDataset';
import { fc } from './testing/seededChecks';

const sample: IndexFile = {
  reviews: reviewsOf(['a b', '', 'b unranked a', 'c'], ['a', 'b', 'c']),
  numRankedWords: 3,
};
const bytes = writeIndexFile(sample);

/** Labels 1 0 1 0, lengths 2 0 3 1, ranks 1 2 2 0 1 3. */
const LABELS_AT = 24;
const LENGTHS_AT = 28;
const RANKS_AT = 32;

function altered(change: (copy: Uint8Array, view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(copy, new DataView(copy.buffer));
  return copy;
}

function troubleWith(file: Uint8Array): { code: string; message: string } {
  try {
    readIndexFile(file, 'train.bin');
  } catch (error) {
    return { code: errorCode(error), message: (error as Error).message };
  }
  throw new Error('The file was accepted.');
}

describe('index file', () => {
  test('has the documented layout', () => {
    expect(bytes).toHaveLength(38);
    expect([...bytes.subarray(0, 8)]).toEqual([0x56, 0x44, 0x49, 0x58, 1, 0, 0, 0]);
    expect([...bytes.subarray(LABELS_AT)]).toEqual([1, 0, 1, 0, 2, 0, 3, 1, 1, 2, 2, 0, 1, 3]);
  });

  test('reads what it wrote', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(30),
        fc.nat(100_000),
        fc.integer(),
        (n, length, numRankedWords, seed) => {
          const file = { reviews: randomReviews(n, length, numRankedWords, seed), numRankedWords };
          expect(readIndexFile(writeIndexFile(file), 'x')).toEqual(file);
        },
      ),
    );
  });

  test('reads a file that lies inside a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 10);
    larger.set(bytes, 5);
    expect(readIndexFile(larger.subarray(5, 5 + bytes.length), 'x')).toEqual(sample);
  });

  test('every number of bytes too few is noticed', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(troubleWith(bytes.slice(0, length)).code).toBe('truncated');
    }
  });

  test.each([
    ['another magic', 'bad-format', (copy: Uint8Array) => (copy[0] = 0x50)],
    ['another version', 'bad-format', (_: Uint8Array, view: DataView) => view.setUint32(4, 2, true)],
    ['more reviews than fit', 'bad-counts', (_, view) => view.setUint32(8, 4_000_000_000, true)],
    ['one review too many', 'bad-counts', (_, view) => view.setUint32(8, 5, true)],
    ['one word too few', 'bad-counts', (_, view) => view.setUint32(12, 5, true)],
    ['a stated size that is too small', 'bad-counts', (_, view) => view.setUint32(20, 37, true)],
    ['a label of 2', 'bad-format', (copy) => (copy[LABELS_AT + 1] = 2)],
    ['lengths that do not sum up', 'bad-counts', (copy) => (copy[LENGTHS_AT] = 3)],
    ['a rank beyond the index', 'id-out-of-range', (copy) => (copy[RANKS_AT + 5] = 4)],
    ['a number that does not end', 'truncated', (copy) => (copy[RANKS_AT + 5] = 0x83)],
    ['a number that is too long', 'bad-format', (copy) => copy.fill(0xff, RANKS_AT, RANKS_AT + 4)],
    ['a rank of two bytes for two of one', 'id-out-of-range', (copy) => (copy[RANKS_AT] = 0x81)],
  ] as [string, string, (copy: Uint8Array, view: DataView) => void][])('%s: %s', (_, code, change) => {
    const trouble = troubleWith(altered(change));
    expect(trouble.code).toBe(code);
    expect(trouble.message).toContain('train.bin');
    expect(trouble.message).toContain('npm run data');
  });

  test('bytes after the last word are noticed', () => {
    const padded = new Uint8Array(39);
    padded.set(bytes);
    expect(troubleWith(padded).code).toBe('bad-counts');
    new DataView(padded.buffer).setUint32(20, 39, true);
    expect(troubleWith(padded)).toMatchObject({ code: 'bad-counts' });
  });

  test('no altered byte ever lets a rank or label out of range through', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const file = altered((copy) => (copy[at] = value));
        let read: IndexFile;
        try {
          read = readIndexFile(file, 'x');
        } catch (error) {
          expect(errorCode(error)).not.toBe('internal');
          return;
        }
        expect(read.reviews.ranks.every((rank) => rank <= read.numRankedWords)).toBe(true);
        expect(read.reviews.labels.every((label) => label <= 1)).toBe(true);
        expect(read.reviews.offsets.at(-1)).toBe(read.reviews.ranks.length);
      }),
    );
  });
});
