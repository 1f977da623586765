import { VerdictError } from '../errors';

/** Rejects as soon as the signal aborts; what the work then still brings is dropped. */
export function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const reason = (): Error =>
    signal.reason instanceof VerdictError ? signal.reason : new VerdictError('aborted', 'Cancelled.');
  if (signal.aborted) return Promise.reject(reason());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(reason());
    signal.addEventListener('abort', onAbort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
