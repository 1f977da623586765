import { describe, expect, it } from 'vitest';
import { expectClose, expectCloseToLargest, relativeError } from './expectClose';

const tolerance = { atol: 1e-3, rtol: 1e-2 };

describe('expectClose', () => {
  it.each([
    [
      [1, 2],
      [1, 2],
    ],
    [
      [1.0109, 0],
      [1, 0.0009],
    ],
    [[], []],
  ])('accepts %j for %j', (actual, expected) => {
    expectClose(actual, expected, tolerance);
  });

  it.each([
    ['just outside', [1.0111], [1]],
    ['NaN for a number', [NaN], [1]],
    ['a number for NaN', [1], [NaN]],
    ['NaN for NaN', [NaN], [NaN]],
    ['NaN for Infinity', [NaN], [Infinity]],
    ['Infinity for Infinity', [Infinity], [Infinity]],
    ['Infinity for a number', [Infinity], [1]],
    ['a number for Infinity', [1], [-Infinity]],
    ['a wrong sign', [-0.5], [0.5]],
    ['a wrong value behind right ones', [1, 2, 3, 5], [1, 2, 3, 4]],
    ['NaN behind a wrong value', [9, NaN], [1, 1]],
    ['too few values', [1], [1, 2]],
    ['too many values', [1, 2], [1]],
  ])('refuses %s', (_, actual, expected) => {
    expect(() => expectClose(actual, expected, tolerance)).toThrow(/expected/);
  });

  it('names the worst value', () => {
    expect(() => expectClose([1, 2.5, 9, 4], [1, 2, 3, 4], tolerance, 'dx')).toThrow(
      'dx: value 2 of 4 is 9, expected 3',
    );
  });
});

describe('expectCloseToLargest', () => {
  it('measures against the largest expected magnitude', () => {
    expectCloseToLargest([100.9, 0.5], [100, 0], 0.01, 'x');
    expect(() => expectCloseToLargest([101.1, 0], [100, 0], 0.01, 'x')).toThrow(/expected/);
    expect(() => expectCloseToLargest([NaN, 0], [100, 0], 0.01, 'x')).toThrow(/expected/);
    expect(() => expectCloseToLargest([0, 1e-30], [0, 0], 0.01, 'x')).toThrow(/expected/);
    expect(() => expectCloseToLargest([1, 1], [NaN, 1], 0.01, 'x')).toThrow(/expected/);
  });
});

describe('relativeError', () => {
  it('is the largest difference over the largest magnitude', () => {
    expect(relativeError([4.5, 1], [4, 1])).toBe(0.125);
    expect(relativeError([0, 0], [0, 0])).toBe(0);
    expect(relativeError([NaN], [1])).toBeNaN();
  });
});
