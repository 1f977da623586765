/** What a list of measured times is summed up as. */

export interface TimeSummary {
  medianMs: number;
  minMs: number;
  maxMs: number;
  runs: number;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** @throws when there is no time, or one that is not a number: a broken measurement must not pass for a fast one */
export function summariseTimes(times: readonly number[]): TimeSummary {
  const broken = times.find((time) => !Number.isFinite(time) || time <= 0);
  if (broken !== undefined) throw new Error(`A run was measured as ${broken} ms.`);
  return {
    medianMs: median(times),
    minMs: Math.min(...times),
    maxMs: Math.max(...times),
    runs: times.length,
  };
}
