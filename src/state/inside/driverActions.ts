/** Looks for the words that drive the units of a layer, over reviews of the test split. */
import { errorCode, VerdictError } from '../../errors';
import type { UnitDrivers } from '../../insightTypes';
import type { Progress } from '../../types';
import { troubleOf, type ModelInfo } from '../status';
import { getState, setState, useVerdict } from '../store';
import { encodeTest } from '../testActions';
import { isSameTraining, type DriversState } from './driversState';
import { askInsight } from './insight';
import { sampleReviews } from './sampleReviews';

let running: AbortController | null = null;

const change = (changes: Partial<DriversState>): void =>
  setState(({ inside }) => ({ inside: { ...inside, drivers: { ...inside.drivers, ...changes } } }));

/** @param layer index in the trace's layers @param numReviews at most so many test reviews */
export async function findDrivers(layer: number, numReviews: number): Promise<void> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const { signal } = controller;
  const startedMs = performance.now();
  const { model, inside } = getState();
  const { modelVersion } = inside;
  change({ status: { kind: 'working', layer, progress: null, startedMs } });
  const unwatch = useVerdict.subscribe(({ model: now }) => {
    // Another model has other units and other words.
    if (model !== null && !signal.aborted && !isSameTraining(model, now)) cancelDrivers();
  });
  try {
    if (model === null) throw new VerdictError('no-model', 'There is no model yet to look into.');
    const drivers = await ask({ layer, numReviews, model, modelVersion, signal });
    signal.throwIfAborted();
    const { found } = getState().inside.drivers;
    change({ status: { kind: 'idle' }, found: { ...found, [layer]: { drivers, model, modelVersion } } });
  } catch (error) {
    if (signal.aborted) return;
    if (errorCode(error) === 'aborted') change({ status: { kind: 'idle' } });
    else change({ status: { kind: 'failed', layer, trouble: troubleOf(error) } });
  } finally {
    unwatch();
  }
}

export function cancelDrivers(): void {
  running?.abort();
  change({ status: { kind: 'idle' } });
}

interface Search {
  layer: number;
  numReviews: number;
  model: ModelInfo;
  modelVersion: number;
  signal: AbortSignal;
}

async function ask({ layer, numReviews, model, modelVersion, signal }: Search): Promise<UnitDrivers> {
  let startedMs = performance.now();
  let phase = '';
  const onProgress = (progress: Progress): void => {
    if (signal.aborted) return;
    // The time left is that of the phase at hand: fetching and reading differ in speed.
    if (progress.phase !== phase) startedMs = performance.now();
    phase = progress.phase;
    change({ status: { kind: 'working', layer, progress, startedMs } });
  };
  const all = await encodeTest({ model, signal }, onProgress);
  const reviews = await sampleReviews(all, numReviews, async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  });
  return askInsight(modelVersion, (client) => {
    signal.throwIfAborted();
    return client.unitDrivers(layer, reviews, { signal, onProgress });
  });
}
