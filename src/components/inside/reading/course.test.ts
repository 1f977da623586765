import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../insightTypes';
import { answerSentence, courseSummary, inPoints, largestStep, stepSummary, turningPoints } from './course';
import { withCrossings } from './courseFigure';

function reading(text: string, logOdds: number[]): Reading {
  const words = text === '' ? [] : text.split(' ').map((word, id) => ({ word, id, isKnown: true }));
  return { words, logOdds: Float32Array.from(logOdds), numCut: 0, isCutAtStart: true };
}

describe('turning points', () => {
  it('are the words after which the other side is more likely; even odds count as negative', () => {
    expect(turningPoints([-1, 0, 2, 3, -0.1, -2])).toEqual([
      { place: 1, to: 'positive' },
      { place: 3, to: 'negative' },
    ]);
    expect(turningPoints([1])).toEqual([]);
  });
});

describe('the largest step', () => {
  it('is measured in probability, not in log-odds', () => {
    expect(largestStep([0, 1, 9])).toMatchObject({ place: 1 });
    expect(largestStep([0, 2, 9])).toMatchObject({ place: 0 });
    expect(largestStep([3])).toBeNull();
  });
});

describe('the answer in a sentence', () => {
  it('names the word at which it turned', () => {
    expect(answerSentence(reading('so terrible', [1, 1.5, -2]))).toBe(
      'The answer turned to negative at “terrible” (word 2), down 70 points.',
    );
  });

  it('of many turns the sharpest, and the last', () => {
    expect(answerSentence(reading('a b c', [-0.1, 3, -0.2, 0.1]))).toBe(
      'The answer turned 3 times: most sharply to negative at “b” (word 2), down 50 points; for good to positive at “c” (word 3).',
    );
    expect(answerSentence(reading('a b', [-0.1, 0.1, -3]))).toBe(
      'The answer turned 2 times: most sharply and for good to negative at “b” (word 2), down 48 points.',
    );
  });

  it('says that nothing turned', () => {
    expect(answerSentence(reading('good', [1, 2]))).toBe(
      'The answer stayed positive from the first word to the last; “good” (word 1) moved it most, up 15 points.',
    );
    expect(answerSentence(reading('', [-1]))).toBe(
      'The answer stayed negative from the first word to the last.',
    );
  });
});

describe('the curve', () => {
  it('meets even odds between two words on different sides', () => {
    expect(withCrossings({ x: [0, 1, 2], y: [0.25, 0.75, 0.5] })).toEqual({
      x: [0, 0.5, 1, 2],
      y: [0.25, 0.5, 0.75, 0.5],
    });
  });
});

describe('in words', () => {
  it('names turning points, the largest step and both ends', () => {
    expect(courseSummary(reading('a wonderful boring mess', [-0.1, -0.2, 2, -1, -3]))).toBe(
      'Before the first word: 47.5% positive. It turned to positive at “wonderful” (word 2), to negative at “boring” (word 3). The largest step: down 61 points at “boring” (word 3). At the end: 4.7% positive.',
    );
  });

  it('says when nothing turns, and counts what it does not name', () => {
    expect(courseSummary(reading('good', [1, 2]))).toContain('It stayed positive all the way.');
    const zigzag = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(courseSummary(reading('a b c d e f g h', zigzag))).toContain('(word 5), and 3 more times.');
    expect(courseSummary(reading('', [0]))).toBe(
      'Before the first word: 50.0% positive. It stayed negative all the way. At the end: 50.0% positive.',
    );
  });

  it('tells of one word what stands after it and how far it moved', () => {
    expect(stepSummary(reading('so good', [0, 0, 3]), 1)).toBe(
      'After “good” (word 2): 95.3% positive, up 45 points.',
    );
    expect([inPoints(0.012), inPoints(-0.002)]).toEqual(['up 1 point', 'down less than a point']);
  });
});
