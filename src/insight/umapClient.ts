/** UMAP, seen from the page: each layout in a fresh worker, which ends with it, at once where it is cancelled. */
import { proxy, transfer, wrap } from 'comlink';
import type { CallOptions } from '../clients';
import { untilAborted } from '../data/untilAborted';
import { VerdictError } from '../errors';
import type { Progress } from '../types';
import { workerFailure } from '../workerFailure';
import type { UmapWorker } from './umap.worker';
import type { UmapPoints } from './umapLayout';

export type StartWorker = () => Worker;

/** @param points transferred @returns two axes of [n] coordinates */
export async function layOut(
  points: UmapPoints,
  { signal, onProgress }: CallOptions,
  start: StartWorker = startWorker,
): Promise<Float32Array[]> {
  if (signal?.aborted === true) throw new VerdictError('aborted', 'Cancelled.');
  const worker = start();
  const failure = workerFailure(worker, 'that lays out the words');
  const isOver = signal === undefined ? failure : AbortSignal.any([failure, signal]);
  let isSettled = false;
  // Progress travels on a channel of its own, so the last of it may arrive after the result.
  const report = (progress: Progress): void => {
    if (!isOver.aborted && !isSettled) onProgress?.(progress);
  };
  const buffers = [points.vectors, ...points.start].map(({ buffer }) => buffer as ArrayBuffer);
  try {
    return await untilAborted(isOver, () =>
      wrap<UmapWorker>(worker).umapLayout(transfer(points, buffers), proxy(report)),
    );
  } finally {
    isSettled = true;
    worker.terminate();
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./umap.worker.ts', import.meta.url), { type: 'module', name: 'umap' });
}
