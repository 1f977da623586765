import { describe, expect, it } from 'vitest';
import { median, summariseTimes } from './statistics';

describe('median', () => {
  it.each([
    { values: [7], expected: 7 },
    { values: [10, 9, 1], expected: 9 },
    { values: [100, 9, 1, 10], expected: 9.5 },
  ])('of $values is $expected', ({ values, expected }) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves its argument as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('does not exist of nothing', () => {
    expect(() => median([])).toThrow('nothing');
  });
});

describe('summariseTimes', () => {
  it('gives median, extremes and count', () => {
    expect(summariseTimes([4, 2, 9])).toEqual({ medianMs: 4, minMs: 2, maxMs: 9, runs: 3 });
  });

  it.each([Number.NaN, Infinity, 0, -1])('refuses a time of %s', (time) => {
    expect(() => summariseTimes([4, time, 9])).toThrow(String(time));
  });
});
