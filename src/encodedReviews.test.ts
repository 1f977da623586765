import { expect, it } from 'vitest';
import { buffersOf, copyReviews, joinReviews, reviewAt } from './encodedReviews';
import type { EncodedReviews } from './types';

const reviews: EncodedReviews = {
  ids: Int32Array.of(1, 5, 6, 1, 7, 1, 8, 9, 4),
  offsets: Uint32Array.of(0, 3, 5, 9),
  labels: Uint8Array.of(1, 0, 1),
  ngramIds: [Int32Array.of(0, 0, 2, 0, 0, 0, 0, 3, 1), Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 4)],
  features: { indices: Int32Array.of(5, 6, 42, 7, 4, 8, 9), offsets: Uint32Array.of(0, 3, 4, 7) },
  numWords: Int32Array.of(2, 1, 30),
};

it('takes one review out with all its parts', () => {
  expect(reviewAt(reviews, 2)).toEqual({
    ids: Int32Array.of(1, 8, 9, 4),
    offsets: Uint32Array.of(0, 4),
    labels: Uint8Array.of(1),
    ngramIds: [Int32Array.of(0, 0, 3, 1), Int32Array.of(0, 0, 0, 4)],
    features: { indices: Int32Array.of(4, 8, 9), offsets: Uint32Array.of(0, 3) },
    numWords: Int32Array.of(30),
  });
});

it('joins single reviews to what they were taken from', () => {
  const { numWords: _, ...joined } = reviews;
  expect(joinReviews([0, 1, 2].map((index) => reviewAt(reviews, index)))).toEqual(joined);
});

it('copies every array, and lists them all for a transfer', async () => {
  const copy = await copyReviews(reviews, () => Promise.reject(new Error('nothing large is there')));
  expect(copy).toEqual(reviews);
  const [ours, theirs] = [buffersOf(reviews), buffersOf(copy)];
  expect(ours).toHaveLength(8);
  expect(theirs.some((buffer) => ours.includes(buffer))).toBe(false);
});

it('pauses before a large array, and can be called off there', async () => {
  const large = { ...reviews, ids: new Int32Array(2 ** 20) };
  let numPauses = 0;
  await copyReviews(large, async () => {
    numPauses++;
  });
  expect(numPauses).toBe(1);
  await expect(copyReviews(large, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
});
