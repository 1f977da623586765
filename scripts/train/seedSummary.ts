/** What several runs that differ in their seeds say together. */
import type { RunReport } from '../../src/types';

/** `values` stand in the order of the runs; null where a run has no such figure. */
export interface Spread {
  /** Of the values that are there; null where there is none. */
  mean: number | null;
  /** Standard deviation of the sample (divided by n - 1); null for fewer than two values. */
  spread: number | null;
  values: (number | null)[];
}

export interface SeedSummary {
  testAccuracy: Spread;
  testLoss: Spread;
  /** Of the last epoch. */
  validationAccuracy: Spread;
  /** Likewise. */
  validationLoss: Spread;
  /** Of training. */
  seconds: Spread;
}

export function spreadOf(values: (number | null)[]): Spread {
  const known = values.filter((value) => value !== null);
  const n = known.length;
  if (n === 0) return { mean: null, spread: null, values };
  const mean = known.reduce((a, b) => a + b, 0) / n;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: n < 2 ? null : Math.sqrt(squares / (n - 1)), values };
}

export function summariseSeeds(runs: Pick<RunReport, 'epochs' | 'test' | 'seconds'>[]): SeedSummary {
  const spread = (figure: (run: (typeof runs)[number]) => number | null | undefined): Spread =>
    spreadOf(runs.map((run) => figure(run) ?? null));
  return {
    testAccuracy: spread(({ test }) => test?.accuracy),
    testLoss: spread(({ test }) => test?.loss),
    validationAccuracy: spread(({ epochs }) => epochs.at(-1)?.valAccuracy),
    validationLoss: spread(({ epochs }) => epochs.at(-1)?.valLoss),
    seconds: spread(({ seconds }) => seconds),
  };
}

/** "0.9217 +- 0.0012", or what of it there is. */
export function describeSpread({ mean, spread }: Spread, digits: number): string {
  if (mean === null) return 'none';
  return spread === null ? mean.toFixed(digits) : `${mean.toFixed(digits)} +- ${spread.toFixed(digits)}`;
}
