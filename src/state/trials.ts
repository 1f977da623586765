/** What short trials of the backends say: which to try, what is faster, and the figures kept from last time. Pure. */
import * as v from 'valibot';
import type { BackendAvailability, BackendName, BackendTrial, Settings } from '../types';

/** Software rendering is left out: its trial would take longer than what it could gain. */
export function worthTrying(backends: readonly BackendAvailability[]): BackendName[] {
  return backends.filter(({ isAvailable, isSoftware }) => isAvailable && !isSoftware).map(({ name }) => name);
}

const onOff = (rate: number): string => (rate > 0 ? 'on' : 'off');

/** What a trial's figures depend on, beside the machine. */
export function shapeOf(settings: Settings): string {
  const { batchSize, maxLen, numWords, numBigrams, numTrigrams, embeddingUnits, branches } = settings;
  const { lstmLayers, units, direction, pooling, readout, denseUnits } = settings;
  const costs = {
    branches,
    batch: batchSize,
    length: maxLen,
    vocabulary: numWords,
    bigrams: numBigrams,
    trigrams: numTrigrams,
    vector: embeddingUnits,
    layers: lstmLayers,
    units,
    direction,
    pooling,
    readout,
    dense: denseUnits,
    // Masks, disturbance and average cost the same at every strength.
    wordDropout: onOff(settings.wordDropout),
    vectorDropout: onOff(settings.embeddingDropout),
    inputDropout: onOff(settings.inputDropout),
    recurrentDropout: onOff(settings.recurrentDropout),
    headDropout: onOff(settings.headDropout),
    adversarial: onOff(settings.adversarial),
    average: onOff(settings.emaDecay),
  };
  return Object.entries(costs)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Whether there are figures for the settings' shape. */
export const isMeasured = (
  trials: { shape: string; results: readonly BackendTrial[] } | null,
  settings: Settings,
): boolean => trials !== null && trials.results.length > 0 && trials.shape === shapeOf(settings);

export const fastestFirst = (trials: readonly BackendTrial[]): BackendTrial[] =>
  trials.toSorted((a, b) => b.reviewsPerSecond - a.reviewsPerSecond);

/** A gain smaller than this is within the noise of a short trial. */
const MIN_GAIN = 1.2;

/** The backend that would train faster than `current`, and how many times; null when there is none. */
export function fasterThan(
  current: BackendName,
  trials: readonly BackendTrial[],
): { trial: BackendTrial; times: number } | null {
  const own = trials.find(({ backend }) => backend === current);
  const [best] = fastestFirst(trials);
  if (own === undefined || best === undefined || best.backend === current) return null;
  const times = best.reviewsPerSecond / own.reviewsPerSecond;
  return times >= MIN_GAIN ? { trial: best, times } : null;
}

/**
 * What `auto` should take: the fastest measured, unless a graphics device is there for WebGL, whose first
 * choice stays (the page offers the change). Null leaves the choice to the rules of backends/choose.ts.
 */
export function preferredBackend(
  backends: readonly BackendAvailability[],
  trials: readonly BackendTrial[],
): BackendName | null {
  const webgl = backends.find(({ name }) => name === 'webgl');
  if (webgl?.isAvailable === true && !webgl.isSoftware) return null;
  return fastestFirst(trials)[0]?.backend ?? null;
}

export interface KeptTrials {
  /** Browser, processors and graphics devices: figures of another machine say nothing here. */
  machine: string;
  shape: string;
  trials: BackendTrial[];
}

const KeptSchema = v.object({
  machine: v.string(),
  shape: v.string(),
  trials: v.array(
    v.object({
      backend: v.picklist(['webgl', 'webgpu', 'wasm', 'cpu']),
      title: v.string(),
      reviewsPerSecond: v.pipe(v.number(), v.finite(), v.minValue(0)),
    }),
  ),
});

/** Null for what is not, or no longer, of this form. */
export function parseKept(text: string | null): KeptTrials | null {
  try {
    const parsed = v.safeParse(KeptSchema, JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
