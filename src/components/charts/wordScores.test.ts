import { describe, expect, it } from 'vitest';
import { extremeWords, NUM_BINS, percent, scoreBin, scoreHalfWidth } from './wordScores';

describe('scoreHalfWidth', () => {
  it('is the whole scale without scores', () => {
    expect(scoreHalfWidth(new Float32Array([Number.NaN, Number.NaN]))).toBe(0.5);
  });

  it('narrows for a timid model and ignores a few outliers', () => {
    const scores = new Float32Array(1000).map((_, index) => 0.46 + 0.00008 * index);
    scores[0] = 0.99;
    expect(scoreHalfWidth(scores)).toBe(0.05);
    expect(scoreHalfWidth(scores.map((score) => 2 * (score - 0.5) + 0.5))).toBe(0.1);
  });
});

describe('scoreBin', () => {
  it('puts 0.5 in the middle and the ends in the end bins', () => {
    expect(scoreBin(0.5, 0.1)).toBe((NUM_BINS - 1) / 2);
    expect([scoreBin(0, 0.1), scoreBin(0.4, 0.1), scoreBin(0.6, 0.1), scoreBin(1, 0.1)]).toEqual([
      0,
      0,
      NUM_BINS - 1,
      NUM_BINS - 1,
    ]);
  });

  it('has no bin for a word without a score', () => {
    expect(scoreBin(Number.NaN, 0.5)).toBe(-1);
  });
});

describe('extremeWords', () => {
  const words = ['<PAD>', '<START>', '<UNK>', '<UNUSED>', 'good', 'bad', 'film', 'fine', 'dull'];

  it('orders both lists from the strongest, without special ids or words that have no score', () => {
    const scores = new Float32Array([0.99, 0.99, 0.01, 0.01, 0.9, 0.1, Number.NaN, 0.7, 0.2]);
    const { positive, negative } = extremeWords(words, scores, 2);
    expect(positive.map(({ word, rank }) => [word, rank])).toEqual([
      ['good', 1],
      ['fine', 4],
    ]);
    expect(negative.map(({ word }) => word)).toEqual(['bad', 'dull']);
  });

  it('never lists a word on both sides', () => {
    const scores = new Float32Array(9).fill(Number.NaN);
    scores.set([0.6, 0.5, 0.4], 4);
    const { positive, negative } = extremeWords(words, scores, 10);
    expect([positive.map(({ word }) => word), negative.map(({ word }) => word)]).toEqual([
      ['good'],
      ['film'],
    ]);
  });

  it('prefers common words over rare ones with stronger scores', () => {
    const many = Array.from({ length: 6000 }, (_, id) => `w${id}`);
    const scores = new Float32Array(6000).map((_, id) => (id > 5003 ? 0.99 : 0.3 + id * 0.00005));
    expect(extremeWords(many, scores, 1).positive).toEqual([
      { word: 'w5003', rank: 5000, score: expect.closeTo(0.55015, 5) },
    ]);
  });
});

it('says a score in percent', () => {
  expect(percent(0.8666)).toBe('86.7%');
});
