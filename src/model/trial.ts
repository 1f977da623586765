/** A short trial of a backend: real training steps of the network and shapes that a run would have. */
import { activateBackend } from '../backends/backend';
import { FIRST_WORD_ID } from '../config';
import type { Batch } from '../data/batches';
import { Random } from '../data/random';
import type { BackendName, BackendTrial, Settings } from '../types';
import { initialWeights } from './currentModel';
import { createNetwork } from './createNetwork';
import { buildTopology } from './topology';
import { withKernel } from './withKernel';

/** After the first step, which compiles and allocates, steps are measured until this much time has gone. */
const BUDGET_MS = 300;
const MAX_STEPS = 9;

/** Leaves the backend running: for a worker that ends afterwards. */
export async function tryBackend(name: BackendName, settings: Settings): Promise<BackendTrial> {
  const { title } = await withKernel(await activateBackend(name));
  const topology = buildTopology(settings);
  const network = createNetwork(topology, initialWeights(topology, settings.seed), settings);
  try {
    const batch = fullBatch(settings);
    const times: number[] = [];
    await network.trainBatch(batch, { seed: settings.seed, step: 0 });
    const start = performance.now();
    for (let step = 1; step <= MAX_STEPS; step++) {
      const stepStart = performance.now();
      await network.trainBatch(batch, { seed: settings.seed, step });
      times.push(performance.now() - stepStart);
      if (performance.now() - start > BUDGET_MS) break;
    }
    const medianMs = times.toSorted((a, b) => a - b)[times.length >> 1]!;
    return {
      backend: name,
      title,
      reviewsPerSecond: (1000 * batch.size) / medianMs,
    };
  } finally {
    network.dispose();
  }
}

/** Random reviews that all have the full length, so that every backend has the same work. */
function fullBatch({ batchSize, maxLen, numWords, numBigrams, numTrigrams, seed }: Settings): Batch {
  const random = new Random(seed, 'trial');
  const from = (first: number, end: number): Int32Array =>
    Int32Array.from({ length: maxLen * batchSize }, () => first + random.int(Math.max(1, end - first)));
  const ngramIds = [numBigrams, numTrigrams].filter((count) => count > 0).map((count) => from(1, count + 1));
  return {
    size: batchSize,
    steps: maxLen,
    ids: from(FIRST_WORD_ID, numWords),
    ngramIds,
    lengths: new Int32Array(batchSize).fill(maxLen),
    labels: Uint8Array.from({ length: batchSize }, (_, row) => row % 2),
  };
}
