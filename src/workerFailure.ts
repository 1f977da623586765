/** What a page does about a worker that cannot start or breaks down: without this, calls to it wait for ever. */
import { VerdictError } from './errors';

/** As `work`, but rejects when the worker fails, now or before. */
export type WorkerGuard = <T>(work: () => Promise<T>) => Promise<T>;

/** @param part what the worker does, for people: "that trains". */
export function guardWorker(worker: Worker, part: string): WorkerGuard {
  const failure = new AbortController();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // A worker whose script cannot be loaded reports no message.
    const reason = event.message === undefined || event.message === '' ? 'it could not start' : event.message;
    failure.abort(
      new VerdictError('internal', `The part of the page ${part} broke down (${reason}). Reload the page.`),
    );
  });
  const { signal } = failure;
  return <T>(work: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const fail = (): void => reject(signal.reason as VerdictError);
      if (signal.aborted) {
        fail();
        return;
      }
      signal.addEventListener('abort', fail, { once: true });
      const settle = (): void => signal.removeEventListener('abort', fail);
      work().then(resolve, reject).then(settle, settle);
    });
}
