/** Trying the backends: once per machine and shape, while the page has nothing else to do. */
import type { BackendTrial, Settings } from '../types';
import { isBusy } from './status';
import { getState, setState, useVerdict } from './store';
import { parseKept, shapeOf, worthTrying, type KeptTrials } from './trials';
import { trialClient } from './workers';

const STORAGE_KEY = 'verdict.trials.1';

let trying: AbortController | null = null;

/** Shows the figures kept for the settings' shape, or measures them. A run that starts ends the measurement. */
export async function tryBackends(): Promise<void> {
  const { settings, backends, training } = getState();
  if (backends === null || isBusy(training)) return;
  // It trains in seconds and on no backend.
  if (settings.branches === 'linear') return;
  const machine = machineOf(backends);
  const shape = shapeOf(settings);
  const kept = readKept();
  if (kept?.machine === machine && kept.shape === shape) {
    setState({ trials: { shape, results: kept.trials, isDone: true } });
    return;
  }
  trying?.abort();
  const controller = new AbortController();
  trying = controller;
  const unsubscribe = useVerdict.subscribe((state) => {
    if (isBusy(state.training)) controller.abort();
  });
  try {
    const results = await measureAll(settings, controller.signal);
    if (!controller.signal.aborted) writeKept({ machine, shape, trials: results });
  } finally {
    unsubscribe();
  }
}

async function measureAll(settings: Settings, signal: AbortSignal): Promise<BackendTrial[]> {
  const shape = shapeOf(settings);
  const client = await trialClient();
  const results: BackendTrial[] = [];
  for (const backend of worthTrying(getState().backends ?? [])) {
    if (signal.aborted) break;
    try {
      results.push(await client.measureBackend(backend, settings, signal));
      if (!signal.aborted) setState({ trials: { shape, results: [...results], isDone: false } });
    } catch {
      // A backend that fails its trial has no figure; choosing it says why.
    }
  }
  if (!signal.aborted) setState({ trials: { shape, results, isDone: true } });
  return results;
}

function machineOf(backends: readonly { name: string; renderer: string }[]): string {
  const devices = backends.map(({ name, renderer }) => `${name} ${renderer}`).join(', ');
  return `${navigator.userAgent}; ${navigator.hardwareConcurrency} threads; isolated ${globalThis.crossOriginIsolated}; ${devices}`;
}

function readKept(): KeptTrials | null {
  try {
    return parseKept(localStorage.getItem(STORAGE_KEY));
  } catch {
    return null;
  }
}

function writeKept(kept: KeptTrials): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Without storage the figures are measured again next time.
  }
}
