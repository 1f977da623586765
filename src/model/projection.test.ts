import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { projectWords, type Projection } from './projection';

const D = 5;

/** Rows spread by 10 and 3 along two oblique directions and by 0.1 along the rest. */
function cloud(seed: number, numRows: number): Float32Array {
  const random = new Random(seed);
  const rows = new Float32Array(numRows * D);
  for (let r = 0; r < numRows; r++) {
    const a = 10 * random.normal();
    const b = 3 * random.normal();
    const noise = (): number => 0.1 * random.normal();
    rows.set([0.6 * a + noise(), 0.8 * a + noise(), 7 + b + noise(), noise(), noise()], r * D);
  }
  return rows;
}

const deviation = (values: Float32Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
};

describe('projectWords', () => {
  it('finds the two directions of greatest variance and their shares', () => {
    const projection = projectWords(cloud(1, 4000), D, 0, null);
    expect(Math.abs(Math.abs(projection.axes.first[0]!) - 0.6)).toBeLessThan(0.02);
    expect(Math.abs(Math.abs(projection.axes.first[1]!) - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(Math.abs(projection.axes.second[2]!) - 1)).toBeLessThan(0.02);
    expect(Math.abs(deviation(projection.x) - 10)).toBeLessThan(0.5);
    expect(Math.abs(deviation(projection.y) - 3)).toBeLessThan(0.2);
    const [first, second] = projection.explained;
    expect(Math.abs(first - 100 / 109.03)).toBeLessThan(0.01);
    expect(first + second).toBeGreaterThan(0.99);
    expect(first + second).toBeLessThanOrEqual(1);
  });

  it('leaves rows before firstRow out of mean and axes', () => {
    const rows = cloud(2, 1000);
    const withOutlier = rows.slice();
    withOutlier.set([0, 0, 0, 0, 9000], 0);
    const a = projectWords(rows, D, 1, null);
    const b = projectWords(withOutlier, D, 1, null);
    expect(b.axes).toEqual(a.axes);
    expect(b.x.slice(1)).toEqual(a.x.slice(1));
  });

  it('keeps its axes when the plane stays, whatever the previous turn or reflection', () => {
    const rows = cloud(3, 500);
    const base = projectWords(rows, D, 0, null);
    for (const [angle, flip] of [
      [0.3, 1],
      [2.5, 1],
      [-1.2, -1],
    ] as const) {
      const first = base.axes.first.map(
        (v, i) => Math.cos(angle) * v + Math.sin(angle) * base.axes.second[i]!,
      );
      const second = base.axes.first.map(
        (v, i) => flip * (-Math.sin(angle) * v + Math.cos(angle) * base.axes.second[i]!),
      );
      const turned = projectWords(rows, D, 0, { first, second });
      expectAxes(turned, first, second);
    }
  });
});

function expectAxes(projection: Projection, first: Float64Array, second: Float64Array): void {
  for (let i = 0; i < D; i++) {
    expect(Math.abs(projection.axes.first[i]! - first[i]!)).toBeLessThan(1e-9);
    expect(Math.abs(projection.axes.second[i]! - second[i]!)).toBeLessThan(1e-9);
  }
}
