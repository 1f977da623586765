import { describe, expect, it } from 'vitest';
import { binName, lengthBins } from './histogramFigure';
import { neighbour } from './useWordSearch';

describe('neighbour', () => {
  const matches = [3, 8, 20];

  it('steps to the next and the previous match', () => {
    expect(neighbour(matches, 8, 1)).toBe(20);
    expect(neighbour(matches, 9, -1)).toBe(8);
  });

  it('wraps round at both ends', () => {
    expect(neighbour(matches, 20, 1)).toBe(3);
    expect(neighbour(matches, 3, -1)).toBe(20);
  });

  it('has nowhere to go without matches', () => {
    expect(neighbour([], 5, 1)).toBeNull();
  });
});

it('names the bins of the histogram, the last one open', () => {
  const bins = lengthBins({
    numReviews: 6,
    numPositive: 3,
    meanLength: 60,
    maxLength: 2000,
    lengthHistogram: { binWidth: 500, counts: [3, 2, 1] },
  });
  expect(bins.map(binName)).toEqual(['0 to 499 words', '500 to 999 words', '1,000 words or more']);
  expect(bins.map(({ numReviews }) => numReviews)).toEqual([3, 2, 1]);
});
