/** Numeric comparison for kernel tests: every value `|a - b| <= atol + rtol * |b|`, and NaN equals nothing. */

export interface Tolerance {
  /** Absolute, in the values' unit. */
  atol: number;
  /** Relative to the expected value's magnitude. */
  rtol: number;
}

/** @throws Error that names the worst value. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { atol, rtol }: Tolerance,
  what = 'values',
): void {
  if (actual.length !== expected.length) {
    throw new Error(`${what}: ${actual.length} values where ${expected.length} were expected`);
  }
  let worst = -1;
  let worstExcess = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i]!, expected[i]!];
    const excess = Math.abs(a - b) - (atol + rtol * Math.abs(b));
    // Not `excess > worstExcess`: NaN compares false with everything, and Infinity - Infinity is NaN.
    if (!(excess <= worstExcess)) {
      worst = i;
      worstExcess = excess;
      if (Number.isNaN(excess)) break;
    }
  }
  if (worst < 0) return;
  throw new Error(
    `${what}: value ${worst} of ${expected.length} is ${actual[worst]}, expected ${expected[worst]} (atol ${atol}, rtol ${rtol})`,
  );
}

/** The largest difference divided by the largest expected magnitude; NaN when there is any. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let magnitude = 0;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    magnitude = Math.max(magnitude, Math.abs(expected[i]!));
  }
  return difference === 0 ? 0 : difference / magnitude;
}

/** Differences of at most `bound` times the largest expected magnitude. */
export function expectCloseToLargest(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  bound: number,
  what: string,
): void {
  let magnitude = 0;
  for (let i = 0; i < expected.length; i++) magnitude = Math.max(magnitude, Math.abs(expected[i]!));
  expectClose(actual, expected, { atol: bound * magnitude, rtol: 0 }, what);
}
