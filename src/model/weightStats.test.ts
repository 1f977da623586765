import { array, assert, float, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { mergeHistograms } from '../histogram';
import { EmptyNetwork } from './emptyNetwork';
import { weightsSnapshot, weightStats } from './weightStats';

const statsOf = (values: ArrayLike<number>): ReturnType<typeof weightStats> =>
  weightStats('w', [values.length], Float32Array.from(values));

describe('weightStats', () => {
  it('says mean, deviation, extremes, zeros and what is not finite', () => {
    const { histogram, ...stats } = statsOf([1, NaN, -3, 0, -0, Infinity, 2, -Infinity]);
    expect(stats).toEqual({
      name: 'w',
      shape: [8],
      mean: 0,
      standardDeviation: expect.closeTo(Math.sqrt(14 / 5), 12) as number,
      min: -3,
      max: 2,
      numZeros: 2,
      numNotFinite: 3,
    });
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(5);
  });

  it('is 0 throughout for a weight without any finite number', () => {
    for (const values of [[], [NaN, Infinity]]) {
      expect(statsOf(values)).toMatchObject({ mean: 0, standardDeviation: 0, min: 0, max: 0 });
      expect(statsOf(values).histogram.counts).toEqual([]);
    }
  });

  it('finds a small deviation beside a large mean', () => {
    const values = Float32Array.from({ length: 1001 }, (_, i) => 1000 + (i % 2) / 1024);
    expect(statsOf(values).standardDeviation).toBeCloseTo(1 / 2048, 8);
  });

  it('counts every number in bins that are multiples of a power of two', () => {
    assert(
      property(array(float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (numbers) => {
        const { histogram, min, max } = statsOf(numbers);
        const { width, first, counts } = histogram;
        expect(Number.isInteger(Math.log2(width))).toBe(true);
        expect(counts.reduce((a, b) => a + b)).toBe(numbers.length);
        expect(first * width).toBeLessThanOrEqual(min);
        expect((first + counts.length) * width).toBeGreaterThan(max);
        expect([counts[0], counts.at(-1)]).not.toContain(0);
      }),
    );
  });

  it('takes 32 to 64 bins for even numbers, more where a few are far out, never more than 513', () => {
    const random = new Random(1, 'weights');
    const even = Array.from({ length: 5000 }, () => random.uniform(-0.05, 0.05));
    expect(statsOf(even).histogram.counts.length).toBeGreaterThanOrEqual(32);
    expect(statsOf(even).histogram.counts.length).toBeLessThanOrEqual(66);
    const { counts } = statsOf([...even, 0.3, -0.3]).histogram;
    expect(counts.length).toBeGreaterThan(66);
    expect(statsOf([...even, 1e9]).histogram.counts.length).toBeLessThanOrEqual(514);
  });

  it('gives histograms of different weights that add up', () => {
    const [small, large] = [statsOf([0.01, 0.02, -0.01]), statsOf([5, -7, 0])];
    const { counts, width } = mergeHistograms(small.histogram, large.histogram);
    expect(width).toBe(large.histogram.width);
    expect(counts.reduce((a, b) => a + b)).toBe(6);
  });

  it('has one bin for equal numbers', () => {
    for (const value of [0, 1, -0.3, 1e-30]) expect(statsOf([value, value]).histogram.counts).toEqual([2]);
  });
});

it('weightsSnapshot has no weights for a model without a network', async () => {
  expect(await weightsSnapshot(new EmptyNetwork(), 3)).toEqual({ epoch: 3, weights: [] });
});
