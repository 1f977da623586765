import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { expectClose } from '../kernels/testing/expectClose';
import { nearestWords } from './neighbours';
import { plantedSpace } from './testing/plantedSpace';

const space = plantedSpace({ numWords: 157, units: 9, seed: 11 });
const vectorOf = (id: number): number[] => [...space.vectors.subarray(id * 9, (id + 1) * 9)];

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
const MEASURES = {
  cosine: (a: number[], b: number[]) =>
    1 - sum(a.map((v, i) => v * b[i]!)) / Math.sqrt(sum(a.map((v) => v * v)) * sum(b.map((v) => v * v))),
  euclidean: (a: number[], b: number[]) => Math.sqrt(sum(a.map((v, i) => (v - b[i]!) ** 2))),
};

describe('nearestWords', () => {
  it.each(['cosine', 'euclidean'] as const)('finds what sorting every %s distance finds', (distance) => {
    for (const id of [FIRST_WORD_ID, FIRST_WORD_ID + 80, space.end - 1]) {
      const all = Array.from({ length: 157 }, (_, i) => FIRST_WORD_ID + i)
        .filter((other) => other !== id)
        .map((other) => ({ id: other, distance: MEASURES[distance](vectorOf(id), vectorOf(other)) }))
        .toSorted((a, b) => a.distance - b.distance)
        .slice(0, 12);
      const found = nearestWords(space, id, distance, 12);
      expect(found.map((near) => near.id)).toEqual(all.map((near) => near.id));
      expectClose(
        found.map((near) => near.distance),
        all.map((near) => near.distance),
        { atol: 1e-12, rtol: 1e-12 },
      );
    }
  });

  it('orders equally near words by id, and leaves special ids out', () => {
    const vectors = Float32Array.from({ length: 9 * 2 }, (_, i) => [1, 0][i % 2]!);
    vectors.set([3, 0], 2 * 6);
    const found = nearestWords({ vectors, units: 2, end: 9 }, 6, 'euclidean', 3);
    expect(found.map(({ id }) => id)).toEqual([4, 5, 7]);
    expect(found.map((near) => near.distance)).toEqual([2, 2, 2]);
  });

  it('takes a vector of zeros as unlike every other', () => {
    const vectors = Float32Array.from([...Array<number>(8).fill(9), 1, 0, 0, 0, -1, 0, 0, 2]);
    expect(nearestWords({ vectors, units: 2, end: 8 }, 4, 'cosine', 9)).toEqual([
      { id: 5, distance: 1 },
      { id: 7, distance: 1 },
      { id: 6, distance: 2 },
    ]);
  });

  it('finds none where none are wanted', () => {
    expect(nearestWords(space, FIRST_WORD_ID, 'cosine', 0)).toEqual([]);
    expect(nearestWords(space, FIRST_WORD_ID, 'cosine', 1000)).toHaveLength(156);
  });
});
