import { describe, expect, it } from 'vitest';
import { START_ID, UNKNOWN_ID } from '../../config';
import { fc } from '../testing/seededChecks';
import { NgramIndex } from './ngramIndex';
import { BASE, keyAt, selectNgrams, sortDistinct, type Order } from './ngrams';
import type { UncutReviews } from './uncutReviews';

const noPause = (): Promise<void> => Promise.resolve();

/** Reviews of the given ids, `<START>` put before each. */
function reviewsOf(rows: number[][], labels: number[]): UncutReviews {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length + 1));
  return {
    ids: Int32Array.from(rows.flatMap((row) => [START_ID, ...row])),
    offsets,
    labels: Uint8Array.from(labels),
  };
}

const select = async (reviews: UncutReviews, order: Order, maxCount: number): Promise<number[]> => [
  ...(await selectNgrams(reviews, order, maxCount, noPause)),
];

describe('selectNgrams', () => {
  const rows = [
    [5, 6, 7, 5, 6],
    [5, 6, 7],
    [9, 8, 5, 6],
    [5, 6, 9, 8],
    [9, 8, 4, 9, 8],
    [9, 8],
    // (6, 7) is in three reviews only, however often.
    [6, 7, 6, 7, 6, 7],
  ];
  const reviews = reviewsOf(rows, [1, 1, 1, 1, 0, 0, 0]);

  it('takes pairs of at least four reviews, each counted once a review', async () => {
    expect(await select(reviews, 2, 10)).toEqual([5, 6, 9, 8]);
  });

  it('prefers the largest log-ratio times the root of the number of reviews', async () => {
    // (5, 6): p = 5, q = 1; (9, 8): p = 3, q = 3; so sum p = 8, sum q = 4, and the log-ratios are log 2.5 and log 0.5.
    expect(await select(reviews, 2, 1)).toEqual([5, 6]);
    // (9, 8) in two more negative reviews: p = [5, 3], q = [1, 5]; log(5/8 / (1/6)) = 1.32, log(3/8 / (5/6)) = -0.80,
    // times the roots of 4 and 6: 2.64 and 1.96. In 20 more: q = [1, 23]; log 15 = 2.71 and log(9/23) = -0.94, times
    // 2 and the root of 24: 5.42 and 4.60.
    const more = (n: number): UncutReviews =>
      reviewsOf(
        [...rows, ...Array.from({ length: n }, () => [9, 8])],
        [...reviews.labels, ...Array.from({ length: n }, () => 0)],
      );
    expect(await select(more(2), 2, 1)).toEqual([5, 6]);
    expect(await select(more(20), 2, 1)).toEqual([5, 6]);
    // In 40 more: log(5/8 / (1/44)) * 2 = 6.63 against log(3/8 / (43/44)) * 44 ** 0.5 = -6.35; in 60 more, 7.38 < 7.72.
    expect(await select(more(40), 2, 1)).toEqual([5, 6]);
    expect(await select(more(60), 2, 1)).toEqual([9, 8]);
  });

  it('finds triples, in ascending order', async () => {
    const triples = reviewsOf(
      Array.from({ length: 4 }, () => [7, 6, 5, 4]),
      [1, 1, 0, 1],
    );
    expect(await select(triples, 3, 9)).toEqual([6, 5, 4, 7, 6, 5]);
    expect(await select(triples, 3, 0)).toEqual([]);
  });

  it('never crosses the start of a review or an unknown word', async () => {
    const apart = reviewsOf(
      Array.from({ length: 6 }, () => [5, UNKNOWN_ID, 6]),
      [1, 0, 1, 0, 1, 0],
    );
    // Across borders, (6, START, 5) and (6, 5) would occur five times.
    expect(await select(apart, 2, 10)).toEqual([]);
    expect(await select(apart, 3, 10)).toEqual([]);
    const noStart = { ids: Int32Array.of(5, 6, 5, 6), offsets: Uint32Array.of(0, 1, 2, 3, 4) };
    expect(await select({ ...noStart, labels: Uint8Array.of(1, 1, 0, 0) }, 2, 10)).toEqual([]);
    expect(keyAt(noStart.ids, 1, 1, 2)).toBe(-1);
    expect(keyAt(noStart.ids, 1, 0, 2)).toBe(5 * BASE + 6);
  });

  it('ends when the pause throws', async () => {
    const selecting = selectNgrams(reviews, 2, 3, () => Promise.reject(new Error('enough')));
    await expect(selecting).rejects.toThrow('enough');
  });
});

/** Small ids, which make repeated n-grams likely, special ones, and the largest. */
const someId = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 4, max: BASE - 1 }),
  fc.integer({ min: BASE - 4, max: BASE - 1 }),
);

describe.each([2, 3] as const)('NgramIndex of order %d', (order) => {
  it('finds what a map finds', () => {
    const wordId = someId.map((id) => Math.max(4, id));
    const ngram = fc.array(wordId, { minLength: order, maxLength: order });
    const ngrams = fc.uniqueArray(ngram, { selector: (words) => words.join(), maxLength: 60 });
    const review = fc.array(someId, { maxLength: 30 });
    fc.assert(
      fc.property(ngrams, fc.array(review, { maxLength: 4 }), fc.boolean(), (known, reviews, planted) => {
        const texts = planted ? [...reviews, known.flat()] : reviews;
        const map = new Map(known.map((words, i) => [words.join(), i + 1]));
        const index = new NgramIndex(Int32Array.from(known.flat()), order);
        expect(index.size).toBe(known.length);
        const ids = Int32Array.from(texts.flat());
        const found = new Int32Array(ids.length).fill(-1);
        const expected: number[] = [];
        let first = 0;
        for (const text of texts) {
          index.find(ids, first, first + text.length, found);
          first += text.length;
          text.forEach((_, at) => {
            const words = at + 1 < order ? [] : text.slice(at + 1 - order, at + 1);
            expected.push(map.get(words.join()) ?? 0);
          });
        }
        expect([...found]).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

it('sortDistinct moves the distinct values to the front, ascending', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 12 })), (values) => {
      const array = Int32Array.from(values);
      const count = sortDistinct(array);
      expect([...array.subarray(0, count)]).toEqual([...new Set(values)].toSorted((a, b) => a - b));
    }),
  );
  const large = Float64Array.of(2 ** 51 + 1, 3, 2 ** 51, 2 ** 51 + 1);
  expect([...large.subarray(0, sortDistinct(large))]).toEqual([3, 2 ** 51, 2 ** 51 + 1]);
});
