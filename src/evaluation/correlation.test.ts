import { expect, it } from 'vitest';
import { pearson, spearman } from './correlation';

it('Pearson’s coefficient is that of the textbook', () => {
  // Deviations -2 -1 0 1 2 and -3 1 -1 3 0: products 6 - 1 + 0 + 3 + 0 = 8, squares 10 and 20.
  expect(pearson([1, 2, 3, 4, 5], [1, 5, 3, 7, 4])).toBeCloseTo(8 / Math.sqrt(200), 12);
  expect(pearson([1, 2, 3], [-2, -4, -6])).toBe(-1);
  expect(pearson(Float32Array.of(0, 1), Float32Array.of(3, 9))).toBe(1);
});

it('ranks count, not sizes; equal numbers share a rank', () => {
  expect(spearman([1, 2, 3, 1000], [-5, 0, 8, 9])).toBe(1);
  // Ranks 1.5 1.5 3 and 1 2 3.
  expect(spearman([4, 4, 7], [1, 2, 3])).toBeCloseTo(Math.sqrt(3) / 2, 12);
});

it('says nothing where nothing can be said', () => {
  expect(pearson([], [])).toBeNull();
  expect(pearson([1], [2])).toBeNull();
  expect(pearson([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(spearman([1, 2], [5, 5])).toBeNull();
});
