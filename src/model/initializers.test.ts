import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { glorotUniform, lstmBias, orthogonal, uniform } from './initializers';

describe('initialisers', () => {
  it('glorotUniform stays within its limit and fills it', () => {
    const values = glorotUniform(new Random(1), 32, 128);
    const limit = Math.sqrt(6 / 160);
    const largest = Math.max(...values.map(Math.abs));
    expect(values).toHaveLength(32 * 128);
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.99 * limit);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan((4 * limit) / Math.sqrt(3 * values.length));
  });

  it('orthogonal rows are orthonormal', () => {
    const [rows, columns] = [9, 36];
    const q = orthogonal(new Random(2), rows, columns);
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let product = 0;
        for (let c = 0; c < columns; c++) product += q[a * columns + c]! * q[b * columns + c]!;
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-6);
      }
    }
    expect(() => orthogonal(new Random(2), 3, 2)).toThrow(RangeError);
  });

  it('lstmBias opens the forget gate only', () => {
    expect([...lstmBias(2)]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it('the same seed gives the same values, another seed others', () => {
    expect(uniform(new Random(3), 50, 1)).toEqual(uniform(new Random(3), 50, 1));
    expect(uniform(new Random(3), 50, 1)).not.toEqual(uniform(new Random(4), 50, 1));
  });
});
