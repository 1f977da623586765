/** What a page does about a worker that cannot start or breaks down: without this, calls to it wait for ever. */
import { VerdictError } from './errors';

/**
 * Aborts with a VerdictError for people when the worker fails.
 *
 * @param part what the worker does, for people: "that trains".
 */
export function workerFailure(worker: Worker, part: string): AbortSignal {
  const failure = new AbortController();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // A worker whose script cannot be loaded reports no message.
    const reason = event.message === undefined || event.message === '' ? 'it could not start' : event.message;
    failure.abort(
      new VerdictError('internal', `The part of the page ${part} broke down (${reason}). Reload the page.`),
    );
  });
  return failure.signal;
}
