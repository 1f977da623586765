import { array, assert, float, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignHistograms, histogramOf, mergeHistograms, rebin } from './histogram';
import type { Histogram } from './insightTypes';

const ofAll = (values: number[], width: number): Histogram => {
  const finite = values.filter((value) => Number.isFinite(value));
  return histogramOf(Float32Array.from(values), Math.min(...finite), Math.max(...finite), width);
};

describe('histogramOf', () => {
  it('puts a number on an edge into the bin above, below 0 as well', () => {
    expect(ofAll([-0.5, -0.25, -0.1, 0, 0.2499, 0.25], 0.25)).toEqual({
      width: 0.25,
      first: -2,
      counts: [1, 2, 2, 1],
    });
  });

  it('leaves out what is not finite', () => {
    expect(ofAll([NaN, 1, -Infinity, 1.5, Infinity], 1)).toEqual({ width: 1, first: 1, counts: [2] });
  });
});

const numbers = array(float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 60 });
const width = integer({ min: -4, max: 2 }).map((power) => 2 ** power);

describe('rebin', () => {
  it('gives what counting in wider bins gives', () => {
    assert(
      property(numbers, width, width, (values, a, b) => {
        const [fine, coarse] = [Math.min(a, b), Math.max(a, b)];
        expect(rebin(ofAll(values, fine), coarse)).toEqual(ofAll(values, coarse));
      }),
    );
  });

  it('does not cut bins', () => {
    expect(() => rebin(ofAll([1], 1), 0.5)).toThrow(RangeError);
  });
});

describe('mergeHistograms', () => {
  it('gives what counting both together gives', () => {
    assert(
      property(numbers, numbers, width, width, (a, b, ofA, ofB) => {
        expect(mergeHistograms(ofAll(a, ofA), ofAll(b, ofB))).toEqual(
          ofAll([...a, ...b], Math.max(ofA, ofB)),
        );
      }),
    );
  });

  it('takes one without any numbers', () => {
    const one = ofAll([3, 5], 2);
    const none: Histogram = { width: 1, first: 0, counts: [] };
    expect(mergeHistograms(one, none)).toEqual(one);
    expect(mergeHistograms(none, one)).toEqual(one);
    expect(mergeHistograms(none, none).counts).toEqual([]);
  });
});

it('alignHistograms keeps the two apart in the same bins', () => {
  expect(alignHistograms(ofAll([0, 0.5], 0.5), ofAll([2, 2, 3], 1))).toEqual([
    { width: 1, first: 0, counts: [2, 0, 0, 0] },
    { width: 1, first: 0, counts: [0, 0, 2, 1] },
  ]);
});
