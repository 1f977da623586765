/** The pure parts of the list of errors. */
import { describe, expect, it } from 'vitest';
import { TIED } from '../../evaluation/testing/reviews';
import { filterErrors, orderByError, wrongByError } from './errorOrder';
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

describe('wrongByError', () => {
  it('is the list of errors at even odds', () => {
    expect(wrongByError(TIED)).toEqual([6, 10, 3, 8]);
    expect(wrongByError({ scores: Float32Array.of(1, -1), labels: Uint8Array.of(1, 0) })).toEqual([]);
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
