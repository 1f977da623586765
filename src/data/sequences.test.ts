import { makeBatch } from './batches';
import { describe, expect, test } from 'vitest';
import type { Side } from '../types';
import { lengthOf } from './ranked';
import { encodeRanked, encodeReviews, encodeWords, idsByRank, idsByWord, pad, truncate } from './sequences';
import { randomReviews, reviewsOf } from './testing/sampleDataset';
import { Vocabulary } from './vocabulary';
import { fc } from './testing/seededChecks';

const ranked = ['the', 'film', 'was', 'good', 'bad'];
const side = fc.constantFrom<Side>('pre', 'post');
const sequences = fc
  .array(fc.integer({ min: 1, max: 50 }), { maxLength: 30 })
  .map((values) => Int32Array.from(values));

test('a review starts with <START>; unknown words become <UNK>', () => {
  expect([...encodeWords(['the', 'film', 'sparkles'], new Vocabulary(ranked))]).toEqual([1, 4, 5, 2]);
  expect([...encodeWords([], new Vocabulary(ranked))]).toEqual([1]);
});

describe('truncate and pad', () => {
  const sequence = Int32Array.of(1, 4, 5, 6);

  test('follow pad_sequences', () => {
    expect([...truncate(sequence, 3, 'pre')]).toEqual([4, 5, 6]);
    expect([...truncate(sequence, 3, 'post')]).toEqual([1, 4, 5]);
    expect([...truncate(sequence, 4, 'pre')]).toEqual([1, 4, 5, 6]);
    expect([...pad(sequence, 6, 'pre')]).toEqual([0, 0, 1, 4, 5, 6]);
    expect([...pad(sequence, 6, 'post')]).toEqual([1, 4, 5, 6, 0, 0]);
  });

  test('always give maxLen ids that hold the kept end of the review', () => {
    fc.assert(
      fc.property(
        sequences,
        fc.integer({ min: 1, max: 40 }),
        side,
        side,
        (all, maxLen, truncating, padding) => {
          const kept = Math.min(maxLen, all.length);
          const expected = truncating === 'pre' ? [...all].slice(all.length - kept) : [...all].slice(0, kept);
          const zeros = Array.from({ length: maxLen - kept }, () => 0);
          const padded = pad(truncate(all, maxLen, truncating), maxLen, padding);
          expect([...padded]).toEqual(padding === 'pre' ? [...zeros, ...expected] : [...expected, ...zeros]);
        },
      ),
    );
  });
});

describe('ids by rank', () => {
  test('cut at numWords as Keras does', () => {
    expect([...idsByRank(5, 7)]).toEqual([2, 4, 5, 6, 2, 2]);
    expect([...idsByRank(2, 100)]).toEqual([2, 4, 5]);
  });

  test('follow a vocabulary made elsewhere', () => {
    const other = new Vocabulary(['good', 'film', 'music', 'the']);
    expect([...idsByWord(ranked, other, 100)]).toEqual([2, 7, 5, 2, 4, 2]);
    expect([...idsByWord(ranked, other, 7)]).toEqual([2, 2, 5, 2, 4, 2]);
  });
});

const cancelAt2000 = (done: number): Promise<void> =>
  done === 2000 ? Promise.reject(new Error('cancelled at 2000')) : Promise.resolve();

describe('encodeReviews', () => {
  test('encodes the chosen reviews in order and keeps their labels', async () => {
    const reviews = reviewsOf(['the film was good', 'bad', '', 'good film sparkles'], ranked);
    const encoded = await encodeReviews(
      reviews,
      Int32Array.of(3, 0, 2),
      idsByRank(5, 8),
      { maxLen: 4, truncating: 'pre' },
      () => Promise.resolve(),
    );
    expect([...encoded.offsets]).toEqual([0, 4, 8, 9]);
    expect([...encoded.ids]).toEqual([1, 7, 5, 2, 4, 5, 6, 7, 1]);
    expect([...encoded.labels]).toEqual([0, 1, 1]);
  });

  test('agrees with encoding, cutting and padding one review at a time', async () => {
    const reviews = randomReviews(40, 12, 30, 7);
    const idOfRank = idsByRank(30, 20);
    const order = Int32Array.from({ length: 40 }, (_, i) => (i * 7) % 40);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), side, side, async (maxLen, truncating, padding) => {
        const encoded = await encodeReviews(reviews, order, idOfRank, { maxLen, truncating }, () =>
          Promise.resolve(),
        );
        const options = { readout: 'lastStep', padding, maxLen } as const;
        const batch = makeBatch(encoded, Int32Array.of(5, 0, 39), options);
        const expected = [5, 0, 39].flatMap((i) => {
          const ids = truncate(encodeRanked(reviews, order[i]!, idOfRank), maxLen, truncating);
          return Array.from(pad(ids, maxLen, padding));
        });
        const rowByRow = Array.from(
          { length: batch.size * batch.steps },
          (_, i) => batch.ids[(i % batch.steps) * batch.size + Math.floor(i / batch.steps)]!,
        );
        expect(rowByRow).toEqual(expected);
        expect(encoded.labels[5]).toBe(reviews.labels[order[5]!]);
      }),
    );
  });

  test('reports progress up to the last review and stops where the checkpoint throws', async () => {
    const reviews = randomReviews(4500, 2, 9, 3);
    expect(lengthOf(reviews, 0)).toBeLessThanOrEqual(4);
    const all = Int32Array.from({ length: 4500 }, (_, i) => i);
    const seen: number[] = [];
    const record = (done: number): Promise<void> => {
      seen.push(done);
      return Promise.resolve();
    };
    await encodeReviews(reviews, all, idsByRank(9, 9), { maxLen: 4, truncating: 'pre' }, record);
    expect(seen).toEqual([0, 2000, 4000, 4500]);
    const cancelled = encodeReviews(
      reviews,
      all,
      idsByRank(9, 9),
      { maxLen: 4, truncating: 'pre' },
      cancelAt2000,
    );
    await expect(cancelled).rejects.toThrow('cancelled at 2000');
  });
});
