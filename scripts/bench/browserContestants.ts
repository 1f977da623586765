/** This project's network on every backend and number of threads that work here, and stock TensorFlow.js. */
import type { BackendName } from '../../src/types';
import type { BenchPage } from './benchBrowser';
import { titleOf, type Contestant } from './contestant';
import type { WorkerSpec } from './protocol';

/** 1, 2, 3, 4, then doubling, and the number of processors. */
export function threadCounts(numProcessors: number): number[] {
  const counts = [1, 2, 3, 4];
  for (let count = 8; count < numProcessors; count *= 2) counts.push(count);
  return [...counts.filter((count) => count < numProcessors), numProcessors];
}

/**
 * A backend in a worker of its own.
 * @returns null when it does not have that many threads
 */
export async function openVerdict(
  page: BenchPage,
  backend: BackendName,
  threads: number,
): Promise<Contestant | null> {
  const spec = { implementation: 'verdict', backend, threads } as const;
  const contestant = await open(page, spec, backend);
  if (contestant.threads === threads) return contestant;
  await contestant.close();
  return null;
}

/** A backend with every number of threads that it can have. */
export async function openWithAllThreads(
  page: BenchPage,
  backend: BackendName,
  numProcessors: number,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const threads of threadCounts(numProcessors)) {
    const contestant = await openVerdict(page, backend, threads);
    if (contestant === null) break;
    contestants.push(contestant);
  }
  return contestants;
}

/** Batches only: an epoch of it would take hours. */
export async function openStock(page: BenchPage): Promise<Contestant> {
  const contestant = await open(page, { implementation: 'tfjs' }, 'webgl');
  return { ...contestant, canRun: (job) => job.kind !== 'epoch' };
}

async function open(page: BenchPage, spec: WorkerSpec, backend: string): Promise<Contestant> {
  const { id, threads } = await page.call('open', spec);
  const identity = { implementation: spec.implementation, backend, threads };
  return {
    ...identity,
    title: titleOf(identity),
    canRun: () => true,
    prepare: (job) => page.call('prepare', id, job),
    run: () => page.call('run', id),
    release: () => page.call('release', id),
    close: () => page.call('close', id),
  };
}
