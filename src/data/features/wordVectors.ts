/**
 * Vectors for words and n-grams from the company that they keep in the training reviews: positive pointwise mutual
 * information of co-occurrences, its leading singular vectors (Levy, Goldberg and Dagan 2015,
 * https://aclanthology.org/Q15-1016/). They need no labels.
 */
import { FIRST_WORD_ID } from '../../config';
import { visitContexts, type Rows } from './cooccurrence';
import type { Order, Pause } from './ngrams';
import { randomizedSvd } from './randomizedSvd';
import { SparseBuilder, times, type SparseMatrix } from './sparseMatrix';
import type { UncutReviews } from './uncutReviews';

/** Places on either side that count as company. */
export const WINDOW = 20;
/** Context words are made less unlike in frequency by this power. */
const CONTEXT_POWER = 0.75;
/** Root mean square of a vector's numbers at the start of training. */
const SCALE = 0.3;
const SMALL = 1e-2;

export interface VectorOptions {
  numWords: number;
  /** E */
  units: number;
  seed: number;
  /** One per n-gram vocabulary, aligned with the ids. */
  ngrams: { order: Order; size: number; at: Int32Array }[];
}

/** @returns [rows, E] for words and then for each n-gram vocabulary, whose row 0 is zero */
export async function wordVectors(
  reviews: UncutReviews,
  { numWords, units, seed, ngrams }: VectorOptions,
  pause: Pause,
): Promise<Float32Array[]> {
  const words: Rows = {
    at: reviews.ids.map((id) => (id >= FIRST_WORD_ID ? id : 0)),
    numRows: numWords,
    span: 1,
  };
  const shares = contextShares(reviews, numWords);
  const matrix = await ppmi(reviews, words, numWords, shares, pause);
  const rank = Math.min(units, numWords);
  const { left, right, values } = await randomizedSvd(matrix, rank, seed, pause);
  const raw = padColumns(left, numWords, rank, units, (k) => Math.sqrt(values[k]!));
  normaliseRows(raw, units);
  const mean = meanRow(raw, units, FIRST_WORD_ID);
  const tables = [finish(raw, units, mean, FIRST_WORD_ID)];
  const projection = padColumns(right, numWords, rank, units, (k) => 1 / Math.sqrt(values[k]! + 1e-9));
  for (const { order, size, at } of ngrams) {
    const rows = await ppmi(reviews, { at, numRows: size + 1, span: order }, numWords, shares, pause);
    const vectors = await times(rows, projection, units, pause);
    normaliseRows(vectors, units);
    tables.push(finish(vectors, units, mean, 1));
  }
  return tables;
}

/** [V] share of each word in the contexts, after the power. */
function contextShares({ ids }: UncutReviews, numWords: number): Float64Array {
  const counts = new Float64Array(numWords);
  for (const id of ids) if (id >= FIRST_WORD_ID) counts[id]!++;
  const powers = counts.map((count) => count ** CONTEXT_POWER);
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

async function ppmi(
  reviews: UncutReviews,
  rows: Rows,
  numWords: number,
  shares: Float64Array,
  pause: Pause,
): Promise<SparseMatrix> {
  const builder = new SparseBuilder(rows.numRows);
  const visit = (row: number, words: Int32Array, counts: Float64Array): void => {
    let total = 0;
    for (const count of counts) total += count;
    builder.beginRow(row, words.length);
    for (let i = 0; i < words.length; i++) {
      const ratio = counts[i]! / (total * shares[words[i]!]!);
      if (ratio > 1) builder.add(words[i]!, Math.log(ratio));
    }
  };
  await visitContexts(reviews, rows, numWords, WINDOW, visit, pause);
  return builder.finish();
}

/** [n, rank] scaled by column, in rows of `units`. */
function padColumns(
  from: Float32Array,
  n: number,
  rank: number,
  units: number,
  scaleOf: (column: number) => number,
): Float32Array {
  const to = new Float32Array(n * units);
  for (let k = 0; k < rank; k++) {
    const scale = scaleOf(k);
    for (let row = 0; row < n; row++) to[row * units + k] = from[row * rank + k]! * scale;
  }
  return to;
}

/** Every row to a root mean square of about 1; nearly empty ones stay small. */
function normaliseRows(vectors: Float32Array, units: number): void {
  for (let start = 0; start < vectors.length; start += units) {
    let squares = 0;
    for (let k = 0; k < units; k++) squares += vectors[start + k]! ** 2;
    const scale = 1 / (Math.sqrt(squares / units) + SMALL);
    for (let k = 0; k < units; k++) vectors[start + k]! *= scale;
  }
}

function meanRow(vectors: Float32Array, units: number, firstRow: number): Float64Array {
  const mean = new Float64Array(units);
  const numRows = vectors.length / units - firstRow;
  for (let at = firstRow * units; at < vectors.length; at++) mean[at % units]! += vectors[at]! / numRows;
  return mean;
}

/** Less the mean, scaled; rows before `firstRow` zero. */
function finish(vectors: Float32Array, units: number, mean: Float64Array, firstRow: number): Float32Array {
  return vectors.map((value, at) => (at < firstRow * units ? 0 : (value - mean[at % units]!) * SCALE));
}
