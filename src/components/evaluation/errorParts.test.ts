/** The pure parts of the list of errors. */
import { describe, expect, it } from 'vitest';
import { TIED } from '../../evaluation/testing/reviews';
import { startOfRead, strongest, wordTotals } from './contributions';
import { filterErrors, orderByError } from './errorOrder';
import { movedTo } from './rowKeys';

describe('orderByError', () => {
  it('puts the most confident mistake first, ties by their index', () => {
    // Rightness: 2.5 1 .3 -.3 .7 1.2 -1.2 2.2 0 .3 -1 3.1 .4
    expect([...orderByError(TIED)]).toEqual([6, 10, 3, 8, 2, 9, 12, 4, 1, 5, 7, 0, 11]);
  });
});

describe('filterErrors', () => {
  it('lists each kind in the given order', () => {
    const lists = filterErrors(TIED, orderByError(TIED), 0.5, 1);
    // The review with score 0 is positive, and called negative.
    expect(lists.errors).toEqual([6, 10, 3, 8]);
    expect(lists.falsePositive).toEqual([6, 3]);
    expect(lists.falseNegative).toEqual([10, 8]);
    // |score| <= logit 0.6 = 0.405.
    expect(lists.unsure).toEqual([3, 8, 2, 9, 12]);
    expect(lists.all).toHaveLength(13);
  });

  it('follows threshold and temperature', () => {
    const order = orderByError(TIED);
    expect(filterErrors(TIED, order, 1, 1).errors).toHaveLength(7);
    expect(filterErrors(TIED, order, 0.5, 4).unsure).toHaveLength(10);
  });
});

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

describe('movedTo', () => {
  it('stays within the list', () => {
    expect(movedTo('ArrowDown', 9, 10)).toBe(9);
    expect(movedTo('ArrowUp', 0, 10)).toBe(0);
    expect(movedTo('PageDown', 0, 100)).toBe(8);
    expect(movedTo('PageUp', 50, 100)).toBe(42);
    expect([movedTo('End', 3, 10), movedTo('Home', 3, 10), movedTo('x', 3, 10)]).toEqual([9, 0, null]);
  });
});
