import { describe, expect, test } from 'vitest';
import { describeSplit, lengthHistogram } from './statistics';
import { reviewsOf } from './testing/sampleDataset';
import { fc } from './testing/seededChecks';

test('counts reviews, positives and words', () => {
  const info = describeSplit(reviewsOf(['a b c', 'a', '', 'a b', 'b'], ['a', 'b']));
  expect(info).toMatchObject({ numReviews: 5, numPositive: 3, meanLength: 7 / 5, maxLength: 3 });
  expect(info.lengthHistogram).toEqual({ binWidth: 1, counts: [1, 2, 1, 1] });
});

describe('lengthHistogram', () => {
  test('counts every review in the bin of its length, the longest in the open last one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 300 }), (values) => {
        const { binWidth, counts } = lengthHistogram(Uint32Array.from(values));
        const last = counts.length - 1;
        expect(counts.length).toBeLessThanOrEqual(41);
        counts.forEach((count, i) => {
          const inBin = values.filter(
            (value) => value >= i * binWidth && (i === last || value < (i + 1) * binWidth),
          );
          expect(count).toBe(inBin.length);
        });
      }),
    );
  });

  test('one very long review does not flatten the rest', () => {
    const lengths = Uint32Array.from({ length: 1000 }, (_, i) => (i === 0 ? 100_000 : i % 80));
    const { binWidth, counts } = lengthHistogram(lengths);
    expect(binWidth).toBe(2);
    expect(counts.at(-1)).toBe(1);
  });

  test('no reviews, no bins', () => {
    expect(lengthHistogram(new Uint32Array()).counts).toEqual([]);
  });
});
