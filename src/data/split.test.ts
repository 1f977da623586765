import { describe, expect, test } from 'vitest';
import { epochOrder, splitReviews } from './split';
import { fc } from './testing/seededChecks';

const settings = { numReviews: 0, validationShare: 0.2, seed: 1 };
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const ascending = (values: Iterable<number>): number[] => [...values].toSorted((a, b) => a - b);

describe('splitReviews', () => {
  test('25,000 reviews become 20,000 and 5,000', () => {
    const { training, validation } = splitReviews(25_000, settings);
    expect([training.length, validation.length]).toEqual([20_000, 5_000]);
    expect(ascending([...training, ...validation])).toEqual(upTo(25_000));
  });

  test('uses each chosen review once, whatever the settings', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(250),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.integer(),
        (n, numReviews, validationShare, seed) => {
          const { training, validation } = splitReviews(n, { numReviews, validationShare, seed });
          const used = ascending([...training, ...validation]);
          const expected = numReviews === 0 ? n : Math.min(n, numReviews);
          expect(used).toHaveLength(expected);
          expect(new Set(used).size).toBe(expected);
          expect(used.every((i) => i >= 0 && i < n)).toBe(true);
          expect(training.length).toBeGreaterThan(0);
          expect(Math.abs(validation.length - expected * validationShare)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('repeats with a seed, differs with another, and nests smaller subsets in larger ones', () => {
    const choose = (numReviews: number, seed: number): number[] => {
      const { training, validation } = splitReviews(500, { ...settings, numReviews, seed });
      return ascending([...training, ...validation]);
    };
    expect(splitReviews(500, settings)).toEqual(splitReviews(500, settings));
    expect(splitReviews(500, settings)).not.toEqual(splitReviews(500, { ...settings, seed: 2 }));
    expect(choose(100, 1)).not.toEqual(choose(100, 2));
    const larger = new Set(choose(200, 1));
    expect(choose(100, 1).every((i) => larger.has(i))).toBe(true);
  });
});

test('an epoch sees every review once, in an order of its own', () => {
  expect(ascending(epochOrder(100, 1, 1))).toEqual(upTo(100));
  expect(epochOrder(100, 1, 1)).toEqual(epochOrder(100, 1, 1));
  expect(epochOrder(100, 1, 1)).not.toEqual(epochOrder(100, 1, 2));
  expect(epochOrder(100, 1, 1)).not.toEqual(epochOrder(100, 2, 1));
});
