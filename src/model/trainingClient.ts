/** The training worker, seen from the page: typed calls, transferred buffers, abort signals. */
import { proxy, transfer, wrap } from 'comlink';
import type { TrainingClient } from '../clients';
import type { EncodedReviews, PreparedData, TrainingEvent } from '../types';
import type { Session } from './session';

const buffersOf = (reviews: EncodedReviews): ArrayBufferLike[] => [
  reviews.ids.buffer,
  reviews.offsets.buffer,
  reviews.labels.buffer,
];

export function createTrainingClient(): TrainingClient {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), {
    type: 'module',
    name: 'training',
  });
  const remote = wrap<Session>(worker);
  const listeners = new Set<(event: TrainingEvent) => void>();
  const ready = remote.listen(
    proxy((event: TrainingEvent) => listeners.forEach((listener) => listener(event))),
  );

  const cancelEvaluation = (): void => void remote.cancelEvaluation();

  return {
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    backends: () => remote.backends(),
    summary: (settings) => remote.summary(settings),
    untrainedMap: (numWords, seed) => remote.untrainedMap(numWords, seed),
    async train(settings, data: PreparedData, { continueCurrent }) {
      await ready;
      const buffers = [...buffersOf(data.training), ...buffersOf(data.validation)] as ArrayBuffer[];
      return remote.train(settings, transfer(data, buffers), continueCurrent);
    },
    pause: () => remote.pause(),
    resume: () => remote.resume(),
    stop: () => remote.stop(),
    predict: (text) => remote.predict(text),
    predictIds: (ids) => remote.predictIds(ids),
    async evaluate(reviews, options) {
      const { signal, onProgress } = options ?? {};
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancelEvaluation, { once: true });
      try {
        const buffers = buffersOf(reviews) as ArrayBuffer[];
        return await remote.evaluate(
          transfer(reviews, buffers),
          onProgress === undefined ? null : proxy(onProgress),
        );
      } finally {
        signal?.removeEventListener('abort', cancelEvaluation);
      }
    },
    wordMap: () => remote.wordMap(),
    exportModel: () => remote.exportModel(),
    async importModel(bundle, backend) {
      await ready;
      await remote.importModel(bundle, backend);
    },
    dispose: () => worker.terminate(),
  };
}
