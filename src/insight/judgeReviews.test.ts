import { afterEach, expect, it, vi } from 'vitest';
import type { EncodedReviews } from '../types';
import { judgeEncoded } from './judgeReviews';

afterEach(() => vi.restoreAllMocks());

const review = (index: number): EncodedReviews => ({
  ids: Int32Array.of(index),
  offsets: Uint32Array.of(0, 1),
  labels: Uint8Array.of(0),
});

/** Sizes of the passes over a hundred reviews by a model that takes so long for one; its answer is twice the id. */
async function passesOf(msEach: number): Promise<number[]> {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const sizes: number[] = [];
  const model = {
    score: async ({ ids }: EncodedReviews) => {
      sizes.push(ids.length);
      now += msEach * ids.length;
      return Float32Array.from(ids, (id) => 2 * id);
    },
  };
  const starts: number[] = [];
  const scores = await judgeEncoded(model, 100, review, async (done) => {
    starts.push(done);
  });
  expect([...scores]).toEqual(Array.from({ length: 100 }, (_, i) => 2 * i));
  expect(starts).toEqual(sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0)));
  return sizes;
}

it('judges many reviews at once where the model is quick, few where it is slow', async () => {
  expect(await passesOf(0.1)).toEqual([16, 64, 20]);
  expect(await passesOf(5)).toEqual([16, ...Array.from({ length: 10 }, () => 8), 4]);
});
