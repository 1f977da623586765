import { describe, expect, it } from 'vitest';
import { expectClose } from '../../kernels/testing/expectClose';
import { Random } from '../random';
import { eigenSymmetric } from './eigen';
import { randomizedSvd } from './randomizedSvd';
import { SparseBuilder, times, type SparseMatrix } from './sparseMatrix';

const noPause = (): Promise<void> => Promise.resolve();

/** From a dense matrix; empty rows are left out. */
function sparse(dense: ArrayLike<number>, numRows: number, numColumns: number): SparseMatrix {
  const builder = new SparseBuilder(numRows);
  for (let row = 0; row < numRows; row++) {
    const columns = Array.from({ length: numColumns }, (_, k) => k).filter(
      (k) => dense[row * numColumns + k] !== 0,
    );
    if (columns.length === 0) continue;
    builder.beginRow(row, columns.length);
    for (const k of columns) builder.add(k, dense[row * numColumns + k]!);
  }
  return builder.finish();
}

/** [n, n] symmetric with about the given share of numbers that are not zero, float32. */
function symmetric(n: number, share: number, seed: number): Float64Array {
  const random = new Random(seed, 'symmetric');
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      if (random.next() < share) a[i * n + j] = a[j * n + i] = Math.fround(random.normal());
    }
  }
  return a;
}

describe('a sparse matrix times a dense one', () => {
  it('is the sum of products, with empty rows first, last and in between', async () => {
    const [numRows, numColumns, width] = [5, 4, 3];
    const a = [0, 0, 0, 0, 1, 0, -2, 0.5, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0];
    const b = Float32Array.from({ length: numColumns * width }, (_, i) => 0.5 + ((i * 5) % 7));
    const expected = Array.from({ length: numRows * width }, (_, at) => {
      const [row, k] = [Math.floor(at / width), at % width];
      return [0, 1, 2, 3].reduce((sum, c) => sum + a[row * numColumns + c]! * b[c * width + k]!, 0);
    });
    expect([...(await times(sparse(a, numRows, numColumns), b, width, noPause))]).toEqual(expected);
  });

  it('grows beyond its first room', () => {
    const builder = new SparseBuilder(3);
    for (const row of [0, 2]) {
      builder.beginRow(row, 50_000);
      for (let k = 0; k < 50_000; k++) builder.add(k, row + k);
    }
    const { starts, columns, values } = builder.finish();
    expect([...starts]).toEqual([0, 50_000, 50_000, 100_000]);
    expect([columns[99_999], values[99_999], values[49_999]]).toEqual([49_999, 50_001, 49_999]);
  });
});

describe('randomizedSvd', () => {
  // 17 + 12 columns are the whole space of 23; of 60, with values that fall, they are not.
  it.each([
    [23, 17, 1e-5],
    [60, 9, 1e-3],
  ])('finds the values and vectors of a matrix of %d rows, %d of them', async (n, rank, tolerance) => {
    const full = eigenSymmetric(symmetric(n, 0.3, 2), n);
    const a = new Float64Array(n * n);
    full.vectors.forEach((vector, k) => {
      const value = (k % 2 === 0 ? 1 : -1) * 10 * 0.75 ** k;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) a[i * n + j]! += value * vector[i]! * vector[j]!;
      }
    });
    const { left, right, values } = await randomizedSvd(sparse(a, n, n), rank, 1, noPause);
    const expected = [...eigenSymmetric(a, n).values].map(Math.abs).toSorted((x, y) => y - x);
    expectClose(values, expected.slice(0, rank), { atol: tolerance, rtol: 0 }, 'values');
    // A v = sigma u for each pair, whatever the signs; columns are orthonormal.
    for (let k = 0; k < rank; k++) {
      for (let i = 0; i < n; i++) {
        let product = 0;
        for (let j = 0; j < n; j++) product += a[i * n + j]! * right[j * rank + k]!;
        // Subspace iteration finds the last vectors least well.
        expect(Math.abs(product - values[k]! * left[i * rank + k]!)).toBeLessThan(30 * tolerance);
      }
      for (let l = 0; l < rank; l++) {
        let product = 0;
        for (let i = 0; i < n; i++) product += left[i * rank + k]! * left[i * rank + l]!;
        expect(Math.abs(product - Number(k === l))).toBeLessThan(1e-5);
      }
    }
  });

  it('puts a matrix together again, negative eigenvalues and all', async () => {
    const n = 11;
    const a = symmetric(n, 0.5, 7);
    expect(eigenSymmetric(a, n).values.at(-1)).toBeLessThan(-0.5);
    // More columns are asked for than there are.
    const rank = n + 3;
    const { left, right, values } = await randomizedSvd(sparse(a, n, n), rank, 1, noPause);
    expect([...values.subarray(n)]).toEqual([0, 0, 0]);
    const again = Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return values.reduce((sum, s, k) => sum + s * left[i * rank + k]! * right[j * rank + k]!, 0);
    });
    expectClose(again, a, { atol: 1e-5, rtol: 0 });
  });

  it('handles the zero matrix', async () => {
    const { left, right, values } = await randomizedSvd(sparse(new Float64Array(49), 7, 7), 3, 1, noPause);
    expect([...values]).toEqual([0, 0, 0]);
    expect([...left, ...right].every((value) => value === 0)).toBe(true);
  });
});
