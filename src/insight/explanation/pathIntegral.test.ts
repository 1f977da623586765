import { describe, expect, it } from 'vitest';
import { errorCode, VerdictError } from '../../errors';
import { expectClose } from '../../kernels/testing/expectClose';
import { integratePath, type PathPoints } from './pathIntegral';

/** A function of the path in parts: for each, value and slope at alpha. */
type Part = (alpha: number) => [value: number, slope: number];

function along(parts: readonly Part[]): {
  at: (alphas: Float32Array) => Promise<PathPoints>;
  asked: number[];
} {
  const asked: number[] = [];
  return {
    asked,
    async at(alphas) {
      asked.push(...alphas);
      const found = [...alphas].map((alpha) => parts.map((part) => part(alpha)));
      return {
        values: Float32Array.from(found, (row) => row.reduce((sum, [value]) => sum + value, 0)),
        slopes: found.map((row) => Float64Array.from(row, ([, slope]) => slope)),
      };
    },
  };
}

const noPause = (): Promise<void> => Promise.resolve();
const cubic: Part = (a) => [2 * a ** 3 - a, 6 * a ** 2 - 1];
const kinks: Part[] = [0.123, 0.4567, 0.871].map((c, k): Part => (a) => [
  (k + 1) * Math.max(0, a - c),
  a > c ? k + 1 : 0,
]);
/** Jumps by 2 within a hundred-thousandth of the path. */
const jump: Part = (a) => [Math.tanh(3e5 * (a - 0.61803)), 3e5 / Math.cosh(3e5 * (a - 0.61803)) ** 2];

const differences = (parts: readonly Part[]): number[] => parts.map((part) => part(1)[0] - part(0)[0]);

describe('integratePath', () => {
  it.each([
    ['a smooth gradient', [cubic, (a: number): [number, number] => [Math.sin(3 * a), 3 * Math.cos(3 * a)]]],
    ['a gradient that jumps', [cubic, ...kinks]],
    ['a peak between the first points', [cubic, jump]],
  ] as const)('gives each part its own: %s', async (_, parts) => {
    const { at, asked } = along(parts);
    const found = await integratePath({ at, pause: noPause });
    const expected = differences(parts);
    const tolerance = 1e-3 * Math.max(1, Math.abs(expected.reduce((a, b) => a + b, 0)));
    expectClose(found.parts, expected, { atol: tolerance, rtol: 0 });
    const sum = found.parts.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - (found.end - found.start))).toBeLessThan(tolerance);
    expect(asked.length).toBeLessThanOrEqual(32 * 9);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('asks no more than it needs', async () => {
    const { at, asked } = along([(a) => [4 * a, 4]]);
    const { parts, start, end } = await integratePath({ at, pause: noPause });
    expectClose([...parts, start, end], [4, 0, 4], { atol: 1e-12, rtol: 1e-12 });
    expect(asked).toHaveLength(32);
  });

  it('sets no points closer than numbers can tell apart', async () => {
    const { at, asked } = along([cubic, (a) => [a > 0.3 ? 5 : 0, 0]]);
    const { parts } = await integratePath({ at, pause: noPause });
    expectClose(parts, [1, 0], { atol: 1e-3, rtol: 0 });
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('stops where a gradient is none, and says by how much', async () => {
    const { at, asked } = along([(a) => [a, 3]]);
    const { parts } = await integratePath({ at, pause: noPause });
    expectClose(parts, [3], { atol: 1e-9, rtol: 0 });
    expect(asked).toHaveLength(32 * 9);
  });

  it('can be cancelled between passes', async () => {
    const { at, asked } = along([jump]);
    let numPauses = 0;
    const code: unknown = await integratePath({
      at,
      async pause() {
        if (++numPauses === 3) throw new VerdictError('aborted', 'Cancelled.');
      },
    }).catch(errorCode);
    expect(code).toBe('aborted');
    expect(asked).toHaveLength(64);
  });
});
