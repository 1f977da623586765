import { describe, expect, it } from 'vitest';
import { binName, lengthBins } from './histogramFigure';
import { placesOf } from './placesOf';
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

it('names bins that are one word wide by that number of words', () => {
  const bins = lengthBins({
    numReviews: 4,
    numPositive: 2,
    meanLength: 1,
    maxLength: 3,
    lengthHistogram: { binWidth: 1, counts: [1, 1, 1, 1] },
  });
  expect(bins.map(binName)).toEqual(['0 words', '1 word', '2 words', '3 words or more']);
});

describe('placesOf', () => {
  const words = ['<START>', 'very', 'very', 'good', 'film', 'very', 'good', '<PAD>'];

  it('is every place of a single word', () => {
    expect([...placesOf(['good'], words)]).toEqual([3, 6]);
  });

  it('is every place of words that follow one another', () => {
    expect([...placesOf(['very', 'good'], words)]).toEqual([2, 3, 5, 6]);
    expect([...placesOf(['very', 'very'], words)]).toEqual([1, 2]);
  });

  it('is nowhere for words apart, too long a sequence, or none', () => {
    expect(placesOf(['good', 'very'], words).size).toBe(0);
    expect(placesOf([...words, 'more'], words).size).toBe(0);
    expect(placesOf([], words).size).toBe(0);
  });
});
