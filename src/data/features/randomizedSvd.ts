/**
 * The leading singular vectors of a large symmetric sparse matrix by subspace iteration from a random start
 * (Halko, Martinsson and Tropp 2011, https://arxiv.org/abs/0909.4061, algorithms 4.4 and 5.3). The matrix is only
 * ever multiplied with a few columns; what is small is done in float64.
 */
import { Random } from '../random';
import { eigenSymmetric } from './eigen';
import type { Pause } from './ngrams';
import { times, type SparseMatrix } from './sparseMatrix';

export interface SingularVectors {
  /** [n, rank] row-major, unit columns. */
  left: Float32Array;
  /** The same but for signs, since the matrix is symmetric. */
  right: Float32Array;
  /** [rank], from the largest on. */
  values: Float64Array;
}

/** Columns beyond those that are wanted, and rounds of multiplying: enough for vectors that a network goes on from. */
const OVERSAMPLING = 24;
const ROUNDS = 5;

export async function randomizedSvd(
  matrix: SparseMatrix,
  rank: number,
  seed: number,
  pause: Pause,
): Promise<SingularVectors> {
  const n = matrix.numRows;
  const width = Math.min(rank + OVERSAMPLING, n);
  const random = new Random(seed, 'svd');
  let basis = Float32Array.from({ length: n * width }, () => random.normal());
  for (let round = 0; round < ROUNDS; round++) {
    orthonormalise(basis, n, width);
    await pause();
    basis = (await times(matrix, basis, width, pause)) as Float32Array<ArrayBuffer>;
  }
  orthonormalise(basis, n, width);
  const product = await times(matrix, basis, width, pause);
  const small = crossProduct(basis, product, n, width);
  const { values, vectors } = eigenSymmetric(small, width);
  const order = Array.from(values.keys()).toSorted((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
  const chosen = order.slice(0, rank);
  const left = new Float32Array(n * rank);
  const right = new Float32Array(n * rank);
  for (let row = 0; row < n; row++) {
    chosen.forEach((component, k) => {
      const vector = vectors[component]!;
      let sum = 0;
      for (let c = 0; c < width; c++) sum += basis[row * width + c]! * vector[c]!;
      left[row * rank + k] = sum;
      right[row * rank + k] = values[component]! < 0 ? -sum : sum;
    });
  }
  return {
    left,
    right,
    values: Float64Array.from({ length: rank }, (_, k) => Math.abs(values[chosen[k] ?? -1] ?? 0)),
  };
}

/** Columns made orthonormal in place by modified Gram-Schmidt, twice over; a column without anything new becomes zero. */
function orthonormalise(basis: Float32Array, n: number, width: number): void {
  const columns = Array.from({ length: width }, (_, c) =>
    Float64Array.from({ length: n }, (__, row) => basis[row * width + c]!),
  );
  columns.forEach((column, c) => {
    const before = Math.sqrt(dot(column, column));
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < c; other++) subtract(column, columns[other]!);
    }
    const norm = Math.sqrt(dot(column, column));
    // What is left of a dependent column is rounding.
    const scale = norm > 1e-10 * before ? 1 / norm : 0;
    for (let row = 0; row < n; row++) column[row]! *= scale;
  });
  columns.forEach((column, c) => {
    for (let row = 0; row < n; row++) basis[row * width + c] = column[row]!;
  });
}

function subtract(column: Float64Array, unit: Float64Array): void {
  const along = dot(column, unit);
  for (let row = 0; row < column.length; row++) column[row]! -= along * unit[row]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** [width, width] = a^T b, made symmetric. */
function crossProduct(a: Float32Array, b: Float32Array, n: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < width; i++) {
      const value = a[row * width + i]!;
      for (let j = 0; j < width; j++) product[i * width + j]! += value * b[row * width + j]!;
    }
  }
  return product.map((value, at) => (value + product[(at % width) * width + Math.floor(at / width)]!) / 2);
}
