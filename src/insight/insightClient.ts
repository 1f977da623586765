/** The insight worker, seen from the page: typed calls, abort signals, transferred buffers. */
import { proxy, transfer, wrap } from 'comlink';
import type { CallOptions, InsightClient } from '../clients';
import { untilAborted } from '../data/untilAborted';
import { buffersOf, bundleBuffers } from '../encodedReviews';
import type { Progress } from '../types';
import { workerFailure } from '../workerFailure';
import type { OnProgress } from './calls';
import type { Insight } from './insight';
import { layOut, type StartWorker } from './umapClient';

/**
 * @param worker another than the page's own, for tests.
 * @param startUmap likewise.
 */
export function createInsightClient(worker = startWorker(), startUmap?: StartWorker): InsightClient {
  const remote = wrap<Insight>(worker);
  const failure = workerFailure(worker, 'that looks into the model');
  const guard = <T>(work: () => Promise<T>): Promise<T> => untilAborted(failure, work);
  let numCalls = 0;

  /** A call that can be cancelled. */
  async function call<T>(
    work: (id: number, onProgress: OnProgress) => Promise<T>,
    { signal, onProgress }: CallOptions = {},
  ): Promise<T> {
    const id = numCalls++;
    const isOver = signal === undefined ? failure : AbortSignal.any([failure, signal]);
    let isSettled = false;
    // Progress travels on a channel of its own, so the last of it may arrive after the result.
    const report = (progress: Progress): void => {
      if (!isOver.aborted && !isSettled) onProgress?.(progress);
    };
    try {
      return await untilAborted(isOver, () => work(id, onProgress === undefined ? null : proxy(report)));
    } catch (error) {
      if (signal?.aborted === true) void remote.cancel(id);
      throw error;
    } finally {
      isSettled = true;
    }
  }

  return {
    setModel: (bundle) => guard(() => remote.setModel(transfer(bundle, bundleBuffers(bundle)))),
    tokenize: (text) => guard(() => remote.tokenize(text)),
    wordFacts: (options) => call((id, onProgress) => remote.wordFacts(id, onProgress), options),
    async projectWords(kind, maxWords, options = {}) {
      if (kind !== 'umap') {
        return call((id, onProgress) => remote.projectWords(id, onProgress, kind, maxWords), options);
      }
      const { ids, points } = await call(
        (id, onProgress) => remote.umapPoints(id, onProgress, maxWords),
        options,
      );
      const axes = await guard(() => layOut(points, options, startUmap));
      return { ids, axes, axisTitles: ['UMAP 1', 'UMAP 2'] };
    },
    projectHistory: (snapshots, kind, maxWords, options) =>
      call((id, onProgress) => remote.projectHistory(id, onProgress, snapshots, kind, maxWords), options),
    clusterWords: (numClusters, maxWords, options) =>
      call((id, onProgress) => remote.clusterWords(id, onProgress, numClusters, maxWords), options),
    neighbours: (word, distance, limit, options) =>
      call((id, onProgress) => remote.neighbours(id, onProgress, word, distance, limit), options),
    read: (words, options) => call((id, onProgress) => remote.read(id, onProgress, words), options),
    trace: (words, options) => call((id, onProgress) => remote.trace(id, onProgress, words), options),
    unitDrivers: (layer, reviews, options) =>
      call(
        (id, onProgress) => remote.unitDrivers(id, onProgress, layer, transfer(reviews, buffersOf(reviews))),
        options,
      ),
    explain: (words, method, options) =>
      call((id, onProgress) => remote.explain(id, onProgress, words, method), options),
    judge: (reviews) => guard(() => remote.judge(reviews)),
    smallestFlip: (words, flip, options) =>
      call((id, onProgress) => remote.smallestFlip(id, onProgress, words, flip), options),
    layers: () => guard(() => remote.layers()),
    weights: () => guard(() => remote.weights()),
    memory: () => guard(() => remote.memory()),
    unitActivity: (reviews, options) =>
      call(
        (id, onProgress) => remote.unitActivity(id, onProgress, transfer(reviews, buffersOf(reviews))),
        options,
      ),
    dispose: () => worker.terminate(),
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./insight.worker.ts', import.meta.url), { type: 'module', name: 'insight' });
}
