/** Trials of backends, seen from the page: each in a fresh worker, so that nothing of it stays behind. */
import { wrap } from 'comlink';
import type { TrialClient } from '../clients';
import { untilAborted } from '../data/untilAborted';
import { workerFailure } from '../workerFailure';
import type { TrialWorker } from './trial.worker';

/** A backend that has not answered by then is too slow to be of use. */
const TIMEOUT_MS = 20_000;

export const measureBackend: TrialClient['measureBackend'] = async (backend, settings, signal) => {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./trial.worker.ts', import.meta.url), { type: 'module', name: 'trial' });
  const failure = workerFailure(worker, 'that tries backends');
  const isOver = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS), failure]);
  try {
    return await untilAborted(isOver, () => wrap<TrialWorker>(worker).tryBackend(backend, settings));
  } finally {
    worker.terminate();
  }
};
