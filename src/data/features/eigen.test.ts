import { describe, expect, it } from 'vitest';
import { Random } from '../random';
import { eigenSymmetric } from './eigen';

describe('eigenSymmetric', () => {
  it('finds A v = lambda v with orthonormal vectors, largest value first', () => {
    const n = 7;
    const random = new Random(5);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
    }
    const { values, vectors } = eigenSymmetric(a, n);
    for (let k = 0; k < n; k++) {
      if (k > 0) expect(values[k]!).toBeLessThanOrEqual(values[k - 1]!);
      for (let i = 0; i < n; i++) {
        let av = 0;
        for (let j = 0; j < n; j++) av += a[i * n + j]! * vectors[k]![j]!;
        expect(Math.abs(av - values[k]! * vectors[k]![i]!)).toBeLessThan(1e-12);
      }
      for (let l = 0; l < n; l++) {
        const product = vectors[k]!.reduce((sum, value, i) => sum + value * vectors[l]![i]!, 0);
        expect(Math.abs(product - (k === l ? 1 : 0))).toBeLessThan(1e-12);
      }
    }
  });

  it('handles the zero matrix', () => {
    expect([...eigenSymmetric(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
  });
});
