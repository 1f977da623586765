/**
 * A seeded bootstrap of the expected calibration error, which has no interval in closed form: reviews are drawn
 * again with replacement (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979).
 */
import { calibrationBin, NUM_CALIBRATION_BINS } from './calibration';
import type { LabelledScores } from './checkScores';
import { sigmoid } from './logistic';
import type { Interval } from './report';

export const NUM_RESAMPLES = 1000;
const SEED = 1;
/** The page stays responsive between slices: half a frame at 60 a second. */
const SLICE_MS = 8;

/** mulberry32, whole 32-bit numbers: small and fast, good enough to draw reviews. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return (z ^ (z >>> 14)) >>> 0;
  };
}

export interface BootstrapOptions {
  numResamples?: number;
  numBins?: number;
  seed?: number;
}

/** Yields the expected calibration error of each resample; O(N) each. */
function* resampledErrors(
  { scores, labels }: LabelledScores,
  temperature: number,
  { numResamples = NUM_RESAMPLES, numBins = NUM_CALIBRATION_BINS, seed = SEED }: BootstrapOptions,
): Generator<number, void> {
  const size = scores.length;
  const bins = new Uint16Array(size);
  /** Probability less label: the error is the sum over bins of |sum of gaps| / N. */
  const gaps = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const probability = sigmoid(scores[i]! / temperature);
    bins[i] = calibrationBin(probability, numBins);
    gaps[i] = probability - labels[i]!;
  }
  const next = randomNumbers(seed);
  const scale = size / 2 ** 32;
  const sums = new Float64Array(numBins);
  for (let resample = 0; resample < numResamples; resample++) {
    sums.fill(0);
    for (let draw = 0; draw < size; draw++) {
      const i = Math.floor(next() * scale);
      sums[bins[i]!]! += gaps[i]!;
    }
    let gap = 0;
    for (const sum of sums) gap += Math.abs(sum);
    yield gap / size;
  }
}

const clip = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * The basic (reversed percentile) interval, `2 * estimate - quantile`, clipped to 0..1: A. C. Davison,
 * D. V. Hinkley, "Bootstrap Methods and their Application", 1997, section 5.2. The error of a resample is too
 * large on average, since noise adds to its absolute values; reversing takes that off where the plain
 * percentiles would have it twice.
 */
function basicInterval(estimate: number, resampled: number[]): Interval | null {
  if (resampled.length === 0) return null;
  const sorted = Float64Array.from(resampled).toSorted();
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: clip(2 * estimate - quantile(0.975)), high: clip(2 * estimate - quantile(0.025)) };
}

/** All at once: about 0.2 s for 25,000 reviews and 1,000 resamples. Null without reviews or resamples. */
export function calibrationErrorInterval(
  input: LabelledScores,
  temperature: number,
  estimate: number,
  options: BootstrapOptions = {},
): Interval | null {
  if (input.scores.length === 0) return null;
  return basicInterval(estimate, [...resampledErrors(input, temperature, options)]);
}

/** The same in slices of some milliseconds, for the page; null also when `signal` ended it. */
export async function calibrationErrorIntervalInSlices(
  input: LabelledScores,
  temperature: number,
  estimate: number,
  signal: AbortSignal,
  options: BootstrapOptions = {},
): Promise<Interval | null> {
  if (input.scores.length === 0) return null;
  const resampled: number[] = [];
  let sliceEndMs = performance.now() + SLICE_MS;
  for (const error of resampledErrors(input, temperature, options)) {
    resampled.push(error);
    if (performance.now() < sliceEndMs) continue;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    if (signal.aborted) return null;
    sliceEndMs = performance.now() + SLICE_MS;
  }
  return basicInterval(estimate, resampled);
}
