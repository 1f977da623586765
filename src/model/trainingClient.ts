/** The training worker, seen from the page: typed calls, transferred buffers, abort signals. */
import { proxy, transfer, wrap } from 'comlink';
import type { TrainingClient } from '../clients';
import { untilAborted } from '../data/untilAborted';
import { buffersOf, preparedBuffers } from '../encodedReviews';
import type { PreparedData, Progress, TrainingEvent } from '../types';
import { workerFailure } from '../workerFailure';
import type { Session } from './session';

/** @param worker another than the page's own, for tests. */
export function createTrainingClient(worker = startWorker()): TrainingClient {
  const remote = wrap<Session>(worker);
  const failure = workerFailure(worker, 'that trains');
  const guard = <T>(work: () => Promise<T>): Promise<T> => untilAborted(failure, work);
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
    backends: () => guard(() => remote.backends()),
    summary: (settings) => guard(() => remote.summary(settings)),
    untrainedMap: (numWords, seed) => guard(() => remote.untrainedMap(numWords, seed)),
    train: (settings, data: PreparedData, options) =>
      guard(async () => {
        await ready;
        return remote.train(settings, transfer(data, preparedBuffers(data)), options);
      }),
    pause: () => guard(() => remote.pause()),
    resume: () => guard(() => remote.resume()),
    stop: () => guard(() => remote.stop()),
    predict: (text) => guard(() => remote.predict(text)),
    predictReview: (review) => guard(() => remote.predictReview(review)),
    explain: (review) => guard(() => remote.explain(review)),
    async evaluate(reviews, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancelEvaluation, { once: true });
      let isOver = false;
      // Progress travels on a channel of its own, so the last of it may arrive after the result.
      const report = proxy((progress: Progress) => {
        if (!isOver) onProgress?.(progress);
      });
      try {
        return await guard(() => remote.evaluate(transfer(reviews, buffersOf(reviews)), report));
      } finally {
        isOver = true;
        signal?.removeEventListener('abort', cancelEvaluation);
      }
    },
    wordMap: () => guard(() => remote.wordMap()),
    exportModel: () => guard(() => remote.exportModel()),
    copyModel: () => guard(() => remote.copyModel()),
    memory: () => guard(() => remote.memory()),
    importModel: (bundle, backend) =>
      guard(async () => {
        await ready;
        await remote.importModel(bundle, backend);
      }),
    importArchive: (bytes, fileName, backend) =>
      guard(async () => {
        await ready;
        return remote.importArchive(transfer(bytes, [bytes.buffer]), fileName, backend);
      }),
    dispose: () => worker.terminate(),
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module', name: 'training' });
}
