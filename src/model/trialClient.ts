/** Trials of backends, seen from the page: each in a fresh worker, so that nothing of it stays behind. */
import { wrap } from 'comlink';
import type { TrialClient } from '../clients';
import { VerdictError } from '../errors';
import { guardWorker } from '../workerFailure';
import type { TrialWorker } from './trial.worker';

/** A backend that has not answered by then is too slow to be of use. */
const TIMEOUT_MS = 20_000;

export const measureBackend: TrialClient['measureBackend'] = async (backend, settings, signal) => {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./trial.worker.ts', import.meta.url), { type: 'module', name: 'trial' });
  const guard = guardWorker(worker, 'that tries backends');
  const limits = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    return await Promise.race([
      guard(() => wrap<TrialWorker>(worker).tryBackend(backend, settings)),
      new Promise<never>((_resolve, reject) => {
        limits.addEventListener('abort', () =>
          reject(new VerdictError('aborted', 'The trial was called off.')),
        );
      }),
    ]);
  } finally {
    worker.terminate();
  }
};
