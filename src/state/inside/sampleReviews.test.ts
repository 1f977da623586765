import { expect, it } from 'vitest';
import type { EncodedReviews } from '../../types';
import { sampleReviews } from './sampleReviews';

/** Review i has i % 3 + 1 words of id 10 * i, 10 * i + 1, ... */
function reviews(total: number): EncodedReviews {
  const rows = Array.from({ length: total }, (_, i) =>
    Array.from({ length: (i % 3) + 1 }, (_unused, k) => 10 * i + k),
  );
  const offsets = new Uint32Array(total + 1);
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  return {
    ids: Int32Array.from(rows.flat()),
    offsets,
    labels: Uint8Array.from(rows, (_, i) => i % 2),
    ngramIds: [Int32Array.from(rows.flat(), (id) => id + 1)],
    features: { indices: Int32Array.of(1), offsets: new Uint32Array(total + 1) },
  };
}

const noPause = (): Promise<void> => Promise.resolve();

it('takes reviews from all over the split, whole and with their n-grams', async () => {
  const { ids, offsets, labels, ngramIds, features } = await sampleReviews(reviews(10), 4, noPause);
  // Reviews 0, 2, 5 and 7.
  expect([...ids]).toEqual([0, 20, 21, 22, 50, 51, 52, 70, 71]);
  expect([...offsets]).toEqual([0, 1, 4, 7, 9]);
  expect([...labels]).toEqual([0, 0, 1, 1]);
  expect([...ngramIds![0]!]).toEqual([...ids].map((id) => id + 1));
  expect(features).toBeUndefined();
});

it('takes all where no fewer are wanted, as copies', async () => {
  const all = reviews(7);
  const sample = await sampleReviews(all, 100, noPause);
  expect([...sample.ids]).toEqual([...all.ids]);
  expect(sample.ids.buffer).not.toBe(all.ids.buffer);
});

const stop = (): Promise<void> => Promise.reject(new Error('aborted'));

it('stops when it is called off', async () => {
  await expect(sampleReviews(reviews(3), 2, stop)).rejects.toThrow('aborted');
});
