/**
 * From encoded reviews to time-major batches.
 *
 * With the state read at the last real word, padding has no effect on the result, so a batch is only as
 * long as its longest review and reviews of like length are put together: nothing is computed for padding.
 * With the published behaviour (read the last step) every review is padded to maxLen and the padding is
 * read like any word.
 */
import { PAD_ID } from '../config';
import { Random } from './random';
import { epochOrder } from './split';
import type { EncodedReviews, Pooling, Readout, Side } from '../types';

export interface Batch {
  /** B */
  size: number;
  /** T */
  steps: number;
  /** [T * B], time-major: ids[t * B + b]. */
  ids: Int32Array;
  /** For each n-gram vocabulary [T * B]: the n-gram that ends at this place, 0 for none. */
  ngramIds?: Int32Array[];
  /** [B], real steps of each row; all T when padding counts as words. */
  lengths: Int32Array;
  /** [B], 0 or 1. */
  labels: Uint8Array;
}

export interface BatchOptions {
  readout: Readout;
  /** With any other pooling than 'last', which is assumed, only real words are read. */
  pooling?: Pooling;
  padding: Side;
  maxLen: number;
}

/** Whether padding is read like any word. */
const readsPadding = ({ readout, pooling = 'last' }: Pick<BatchOptions, 'readout' | 'pooling'>): boolean =>
  pooling === 'last' && readout === 'lastStep';

/** T is rounded up to a multiple of this, so that few distinct shapes occur (each costs WebGL a compilation); shorter batches are kept. */
const STEP_MULTIPLE = 16;
/** Batches per shuffled window in which reviews are sorted by length: large enough to form even batches, small enough to stay random. */
const WINDOW_BATCHES = 50;

export const numReviews = (reviews: EncodedReviews): number => reviews.labels.length;

/** Builds the batch of the given reviews, in that order. */
export function makeBatch(reviews: EncodedReviews, indices: Int32Array, options: BatchOptions): Batch {
  const size = indices.length;
  const isPadded = readsPadding(options);
  const steps = numSteps(reviews, indices, options);
  const ids = new Int32Array(steps * size).fill(PAD_ID);
  const ngramIds = reviews.ngramIds?.map(() => new Int32Array(steps * size));
  const lengths = new Int32Array(size);
  const labels = new Uint8Array(size);
  indices.forEach((review, row) => {
    const start = reviews.offsets[review]!;
    const length = Math.min(reviews.offsets[review + 1]! - start, steps);
    const first = firstStep(length, steps, options) * size + row;
    for (let t = 0; t < length; t++) ids[first + t * size] = reviews.ids[start + t]!;
    ngramIds?.forEach((to, order) => {
      const from = reviews.ngramIds![order]!;
      for (let t = 0; t < length; t++) to[first + t * size] = from[start + t]!;
    });
    lengths[row] = isPadded ? steps : length;
    labels[row] = reviews.labels[review]!;
  });
  return { size, steps, ids, lengths, labels, ...(ngramIds === undefined ? {} : { ngramIds }) };
}

/** Where a review of `length` ids begins in a batch of `steps`: behind its padding, where that is read before it. */
export function firstStep(length: number, steps: number, options: BatchOptions): number {
  return readsPadding(options) && options.padding === 'pre' ? steps - length : 0;
}

function paddedSteps(reviews: EncodedReviews, indices: Int32Array, maxLen: number): number {
  let longest = 1;
  for (const i of indices) longest = Math.max(longest, reviews.offsets[i + 1]! - reviews.offsets[i]!);
  if (longest < STEP_MULTIPLE) return longest;
  return Math.min(maxLen, Math.ceil(longest / STEP_MULTIPLE) * STEP_MULTIPLE);
}

/** B * T summed over batches: what they cost, in word positions. */
export function countPositions(
  reviews: EncodedReviews,
  batches: Int32Array[],
  options: BatchOptions,
): number {
  return batches.reduce((sum, indices) => sum + indices.length * numSteps(reviews, indices, options), 0);
}

function numSteps(reviews: EncodedReviews, indices: Int32Array, options: BatchOptions): number {
  return readsPadding(options) ? options.maxLen : paddedSteps(reviews, indices, options.maxLen);
}

/**
 * The batches of one training epoch as review indices: every review once, the last batch may be smaller.
 * Shuffled; where only real words are read, reviews are then sorted by length within windows and the batches
 * shuffled again.
 */
export function epochBatches(
  reviews: EncodedReviews,
  options: { batchSize: number; seed: number; epoch: number } & Pick<BatchOptions, 'readout' | 'pooling'>,
): Int32Array[] {
  const { seed, epoch } = options;
  const order = epochOrder(numReviews(reviews), seed, epoch);
  if (readsPadding(options)) return slices(order, options.batchSize);
  const batches: Int32Array[] = [];
  for (const window of slices(order, options.batchSize * WINDOW_BATCHES)) {
    batches.push(...slices(sortByLength(reviews, window), options.batchSize));
  }
  return new Random(seed, `batches/${epoch}`).shuffle(batches);
}

/** All reviews in batches for evaluation: order does not matter, so the whole set is sorted by length. */
export function evaluationBatches(reviews: EncodedReviews, batchSize: number): Int32Array[] {
  return slices(
    sortByLength(
      reviews,
      Int32Array.from({ length: numReviews(reviews) }, (_, i) => i),
    ),
    batchSize,
  );
}

function sortByLength(reviews: EncodedReviews, indices: Int32Array): Int32Array {
  const length = (i: number): number => reviews.offsets[i + 1]! - reviews.offsets[i]!;
  return indices.toSorted((a, b) => length(a) - length(b) || a - b);
}

function slices(values: Int32Array, size: number): Int32Array[] {
  const result: Int32Array[] = [];
  for (let start = 0; start < values.length; start += size) result.push(values.subarray(start, start + size));
  return result;
}
