/** The preprocess worker, seen from the page: typed calls, abort signals, the newest call wins. */
import { proxy, wrap } from 'comlink';
import type { CallOptions, DataClient } from '../clients';
import { VerdictError } from '../errors';
import type { Progress } from '../types';
import type { OnProgress, Preprocessor } from './preprocessor';

/** Of the calls of one kind only the newest counts: an older one is cancelled. */
type Kind = 'open' | 'openTest' | 'prepare' | 'prepareTest';

/** @param baseUrl where the data folders are, ending in '/'; the page's own folder unless told */
export function createDataClient(
  baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href,
): DataClient {
  const worker = new Worker(new URL('./preprocess.worker.ts', import.meta.url), {
    type: 'module',
    name: 'preprocess',
  });
  const remote = wrap<Preprocessor>(worker);
  const end = new AbortController();
  const newest = new Map<Kind, AbortController>();
  let numCalls = 0;

  // Without this a call to a worker that did not start would wait for ever.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // A worker whose script cannot be loaded reports no message.
    const reason = event.message === undefined || event.message === '' ? 'it could not start' : event.message;
    const message = `The part of the page that reads data broke down (${reason}). Reload the page.`;
    end.abort(new VerdictError('internal', message));
  });

  async function call<T>(
    kind: Kind,
    { signal, onProgress }: CallOptions,
    work: (id: number, onProgress: OnProgress) => Promise<T>,
  ): Promise<T> {
    const superseded = new AbortController();
    newest.get(kind)?.abort();
    newest.set(kind, superseded);
    const id = numCalls++;
    const aborts = [end.signal, superseded.signal, ...(signal === undefined ? [] : [signal])];
    const isOver = AbortSignal.any(aborts);
    let isSettled = false;
    // Progress travels on a channel of its own, so the last of it may arrive after the result.
    const report = (progress: Progress): void => {
      if (!isOver.aborted && !isSettled) onProgress?.(progress);
    };
    try {
      return await untilAborted(isOver, () => work(id, onProgress === undefined ? null : proxy(report)));
    } catch (error) {
      if (isOver.aborted) void remote.cancel(id);
      throw error;
    } finally {
      isSettled = true;
      if (newest.get(kind) === superseded) newest.delete(kind);
    }
  }

  const ask = <T>(question: () => Promise<T>): Promise<T> => untilAborted(end.signal, question);

  return {
    async open(dataset, options = {}) {
      const opened = await call('open', options, async (id, onProgress) => {
        const info = await remote.load(id, dataset, baseUrl, onProgress);
        return { id, info };
      });
      void remote.use(opened.id);
      return opened.info;
    },
    openTest: (options = {}) =>
      call('openTest', options, (id, onProgress) => remote.loadTest(id, onProgress)),
    prepare: (settings, options = {}) =>
      call('prepare', options, (id, onProgress) => remote.prepare(id, settings, onProgress)),
    prepareTest: (settings, vocabulary, options = {}) =>
      call('prepareTest', options, (id, onProgress) =>
        remote.prepareTest(id, settings, vocabulary, onProgress),
      ),
    review: (split, index, settings) => ask(() => remote.review(split, index, settings)),
    search: (split, word, from, limit) => ask(() => remote.search(split, word, from, limit)),
    words: (numWords) => ask(() => remote.words(numWords)),
    dispose() {
      end.abort();
      worker.terminate();
    },
  };
}

/** Rejects as soon as the signal aborts; what the work then still brings is dropped. */
function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
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
