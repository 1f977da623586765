/** The preprocess worker, seen from the page: typed calls, abort signals; of most kinds the newest call wins. */
import { proxy, wrap } from 'comlink';
import type { CallOptions, DataClient } from '../clients';
import type { Progress, SplitInfo } from '../types';
import { workerFailure } from '../workerFailure';
import { throwIfAborted } from './fetchChecked';
import type { OnProgress, Preprocessor } from './preprocessor';
import { SharedCall } from './sharedCall';
import { untilAborted } from './untilAborted';

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
  const disposal = new AbortController();
  const ended = AbortSignal.any([disposal.signal, workerFailure(worker, 'that reads data')]);
  const newest = new Map<Kind, AbortController>();
  /** Whoever asks for the test split while it is fetched waits for the same one. */
  let openingTest: SharedCall<SplitInfo> | null = null;
  let numCalls = 0;

  async function call<T>(
    kind: Kind,
    { signal, onProgress }: CallOptions,
    work: (id: number, onProgress: OnProgress) => Promise<T>,
  ): Promise<T> {
    const superseded = new AbortController();
    newest.get(kind)?.abort();
    newest.set(kind, superseded);
    const id = numCalls++;
    const aborts = [ended, superseded.signal, ...(signal === undefined ? [] : [signal])];
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

  const ask = <T>(question: () => Promise<T>): Promise<T> => untilAborted(ended, question);

  return {
    async open(dataset, options = {}) {
      const opened = await call('open', options, async (id, onProgress) => {
        const info = await remote.load(id, dataset, baseUrl, onProgress);
        return { id, info };
      });
      void remote.use(opened.id);
      // Its test split was that of the dataset that was open before.
      openingTest?.cancel();
      openingTest = null;
      return opened.info;
    },
    async openTest({ signal, onProgress } = {}) {
      throwIfAborted(signal);
      if (openingTest?.isUnderWay !== true) {
        openingTest = new SharedCall((options) =>
          call('openTest', options, (id, report) => remote.loadTest(id, report)),
        );
      }
      return openingTest.join(signal, onProgress);
    },
    prepare: (settings, options = {}) =>
      call('prepare', options, (id, onProgress) => remote.prepare(id, settings, onProgress)),
    prepareTest: (settings, words, options = {}) =>
      call('prepareTest', options, (id, onProgress) => remote.prepareTest(id, settings, words, onProgress)),
    review: (split, index, settings) => ask(() => remote.review(split, index, settings)),
    search: (split, word, from, limit) => ask(() => remote.search(split, word, from, limit)),
    words: (numWords) => ask(() => remote.words(numWords)),
    dispose() {
      disposal.abort();
      worker.terminate();
    },
  };
}
