import { describe, expect, it } from 'vitest';
import { startOfRead, strongest, wordTotals } from './contributions';
import { movedInText, type Box } from './wordLines';

describe('wordTotals', () => {
  it('sums up a word’s pushes and sorts by them', () => {
    const pushes = [
      { word: 'good', contribution: 1 },
      { word: 'bad', contribution: -2 },
      { word: 'good', contribution: 0.5 },
      { word: 'the', contribution: 0 },
      { word: 'dull', contribution: -0.5 },
    ];
    expect(wordTotals(pushes, 1)).toEqual({
      positive: [{ word: 'good', times: 2, total: 1.5 }],
      negative: [{ word: 'bad', times: 1, total: -2 }],
    });
    expect(strongest(pushes)).toBe(2);
    expect(wordTotals([], 3)).toEqual({ positive: [], negative: [] });
  });
});

describe('startOfRead', () => {
  const read = ['so', 'good'].map((word) => ({ word, contribution: 0 }));

  it('finds what was read at either end of the review', () => {
    expect(startOfRead(['so', 'good', 'a', 'film'], read)).toBe(0);
    expect(startOfRead(['a', 'film', 'so', 'good'], read)).toBe(2);
    expect(startOfRead(['so', 'good'], read)).toBe(0);
  });

  it('finds nothing in another text', () => {
    expect(startOfRead(['so', 'bad'], read)).toBeNull();
    expect(startOfRead(['good'], read)).toBeNull();
  });
});

const box = (left: number, line: number, width = 30): Box => ({
  left,
  right: left + width,
  top: 20 * line,
  bottom: 20 * line + 18,
});

describe('movedInText', () => {
  /** Three lines: of three, two and one words. */
  const BOXES = [box(0, 0), box(40, 0), box(80, 0), box(0, 1, 70), box(80, 1), box(0, 2)];
  const moved = (key: string, place: number, isRightToLeft = false): number | null =>
    movedInText(key, place, BOXES, isRightToLeft);

  it('goes word by word, in the direction of the text', () => {
    expect([moved('ArrowRight', 2), moved('ArrowLeft', 3), moved('ArrowRight', 5)]).toEqual([3, 2, 5]);
    expect([moved('ArrowRight', 2, true), moved('ArrowLeft', 2, true)]).toEqual([1, 3]);
    expect([moved('ArrowLeft', 0), moved('Home', 4), moved('End', 1), moved('a', 1)]).toEqual([
      0,
      0,
      5,
      null,
    ]);
  });

  it('goes line by line, to the nearest word', () => {
    expect([0, 1, 2, 3, 4, 5].map((place) => moved('ArrowDown', place))).toEqual([3, 3, 4, 5, 5, 5]);
    expect([0, 1, 2, 3, 4, 5].map((place) => moved('ArrowUp', place))).toEqual([0, 1, 2, 1, 2, 3]);
  });

  it('stays where there is nothing', () => {
    expect(movedInText('ArrowDown', 0, [], false)).toBe(0);
  });
});
