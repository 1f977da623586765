import { describe, expect, it } from 'vitest';
import { Random } from './random';
import type { EncodedReviews } from '../types';
import { countPositions, epochBatches, evaluationBatches, makeBatch } from './batches';

/** Reviews whose ids name them: review r of length n is [1, 100r + 1, 100r + 2, ...]. */
function reviewsOf(lengths: number[]): EncodedReviews {
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    offsets[i + 1] = offsets[i]! + length;
  });
  const ids = new Int32Array(offsets[lengths.length]!);
  lengths.forEach((length, r) => {
    for (let t = 0; t < length; t++) ids[offsets[r]! + t] = t === 0 ? 1 : 100 * r + t;
  });
  return { ids, offsets, labels: Uint8Array.from(lengths, (_, i) => i % 2) };
}

const column = (batch: { ids: Int32Array; size: number; steps: number }, row: number): number[] =>
  Array.from({ length: batch.steps }, (_, t) => batch.ids[t * batch.size + row]!);

describe('makeBatch', () => {
  const reviews = reviewsOf([3, 1, 4]);

  it('is time-major, left-aligned and only as long as needed when the last real word is read', () => {
    for (const padding of ['pre', 'post'] as const) {
      const batch = makeBatch(reviews, Int32Array.of(2, 0), { readout: 'lastWord', padding, maxLen: 256 });
      expect(batch).toMatchObject({ size: 2, steps: 4 });
      expect(column(batch, 0)).toEqual([1, 201, 202, 203]);
      expect(column(batch, 1)).toEqual([1, 1, 2, 0]);
      expect([...batch.lengths]).toEqual([4, 3]);
      expect([...batch.labels]).toEqual([0, 0]);
    }
  });

  it('reads padding on the chosen side as words when the last step is read', () => {
    const options = { readout: 'lastStep', maxLen: 6 } as const;
    const post = makeBatch(reviews, Int32Array.of(0, 1), { ...options, padding: 'post' });
    expect(column(post, 0)).toEqual([1, 1, 2, 0, 0, 0]);
    expect([...post.lengths]).toEqual([6, 6]);
    const pre = makeBatch(reviews, Int32Array.of(0, 1), { ...options, padding: 'pre' });
    expect(column(pre, 0)).toEqual([0, 0, 0, 1, 1, 2]);
    expect(column(pre, 1)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('rounds longer batches up to few shapes, never beyond maxLen', () => {
    const long = reviewsOf([17, 30]);
    const options = { readout: 'lastWord', padding: 'post' } as const;
    expect(makeBatch(long, Int32Array.of(0), { ...options, maxLen: 256 }).steps).toBe(32);
    expect(makeBatch(long, Int32Array.of(1), { ...options, maxLen: 30 }).steps).toBe(30);
  });
});

const flatten = (batches: Int32Array[]): number[] => batches.flatMap((batch) => Array.from(batch));

describe('epochBatches', () => {
  const random = new Random(7);
  const reviews = reviewsOf(Array.from({ length: 1003 }, () => 1 + random.int(60)));
  const options = { batchSize: 10, seed: 1, epoch: 1, readout: 'lastWord' } as const;
  const order = (changes: { seed: number; epoch: number }): number[] =>
    flatten(epochBatches(reviews, { ...options, ...changes }));

  it.each(['lastWord', 'lastStep'] as const)('uses every review exactly once (%s)', (readout) => {
    const batches = epochBatches(reviews, { ...options, readout });
    expect(batches).toHaveLength(101);
    expect(flatten(batches).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1003 }, (_, i) => i));
  });

  it('is the same for the same seed and epoch and another for others', () => {
    expect(order({ seed: 1, epoch: 1 })).toEqual(order({ seed: 1, epoch: 1 }));
    expect(order({ seed: 1, epoch: 1 })).not.toEqual(order({ seed: 1, epoch: 2 }));
    expect(order({ seed: 1, epoch: 1 })).not.toEqual(order({ seed: 2, epoch: 1 }));
  });

  it('puts reviews of like length together, which saves most of the padding', () => {
    const batchOptions = { readout: 'lastWord', padding: 'post', maxLen: 64 } as const;
    const real = reviews.ids.length;
    const bucketed = countPositions(reviews, epochBatches(reviews, options), batchOptions);
    const shuffled = countPositions(
      reviews,
      epochBatches(reviews, { ...options, readout: 'lastStep' }),
      batchOptions,
    );
    expect(bucketed).toBeLessThan(1.4 * real);
    expect(shuffled).toBeGreaterThan(1.7 * real);
  });

  it('evaluation covers every review once', () => {
    const batches = evaluationBatches(reviews, 256);
    expect(batches.map((b) => b.length)).toEqual([256, 256, 256, 235]);
    expect(new Set(flatten(batches)).size).toBe(1003);
  });
});
