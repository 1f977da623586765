/** Jobs done by the app's own network and training loop, on the backend that was started. */
import { makeBatch, type Batch } from '../../../src/data/batches';
import { initialWeights, newModel } from '../../../src/model/currentModel';
import { RunControl } from '../../../src/model/pacing';
import { runTraining } from '../../../src/model/trainer';
import { WordMapper } from '../../../src/model/wordMap';
import type { MemoryReport, PreparedData, Settings } from '../../../src/types';
import type { Shape } from '../protocol';
import { createBenchNetwork } from './benchNetwork';
import { randomReviews, topologyOf } from './shapes';

export interface Task {
  /** @returns milliseconds */
  run(): Promise<number>;
  dispose(): void;
}

const SEED = 1;

/** Making the batch is part of a step, as in the training loop. */
export function shapeTask(kind: 'step' | 'forward', shape: Shape): Task {
  const topology = topologyOf(shape);
  const network = createBenchNetwork(topology, initialWeights(topology, SEED));
  const nextBatch = batchesOf(shape);
  let step = 0;
  return {
    async run() {
      const start = performance.now();
      const batch = nextBatch();
      if (kind === 'step') await network.trainBatch(batch, { seed: SEED, step: step++ });
      else await network.predictBatch(batch);
      return performance.now() - start;
    },
    dispose: () => network.dispose(),
  };
}

function batchesOf(shape: Shape): () => Batch {
  const reviews = randomReviews(shape);
  const { batchSize } = shape;
  let first = 0;
  return () => {
    const indices = Int32Array.from({ length: batchSize }, (_, i) => first + i);
    first = (first + batchSize) % reviews.labels.length;
    return makeBatch(reviews, indices, { readout: 'lastWord', padding: 'post', maxLen: shape.steps });
  };
}

/** The epoch's own seconds, as the page shows them. */
export function epochTask(settings: Settings, data: PreparedData): Task {
  return {
    async run() {
      let elapsedMs = Number.NaN;
      await train({ ...settings, epochs: 1 }, data, (_memory, seconds) => {
        elapsedMs = 1000 * seconds;
      });
      return elapsedMs;
    },
    dispose: () => {},
  };
}

/** Tensors and bytes after each of the epochs named. */
export async function memoryAfter(
  settings: Settings,
  data: PreparedData,
  epochs: number[],
): Promise<MemoryReport[]> {
  const memories: MemoryReport[] = [];
  await train({ ...settings, epochs: Math.max(...epochs) }, data, (memory) => memories.push(memory));
  return epochs.map((epoch) => memories[epoch - 1]!);
}

async function train(
  settings: Settings,
  data: PreparedData,
  onEpoch: (memory: MemoryReport, seconds: number) => void,
): Promise<void> {
  const { topology, weights } = newModel(settings, data);
  const network = createBenchNetwork(topology, weights);
  try {
    await runTraining({
      network,
      data,
      settings,
      numEpochs: settings.epochs,
      epochsBefore: 0,
      stepsBefore: 0,
      control: new RunControl(),
      mapper: new WordMapper(network.numWords, settings),
      emit: () => {},
      onEpoch: ({ seconds }) => {
        onEpoch(network.memory(), seconds);
        return Promise.resolve(false);
      },
    });
  } finally {
    network.dispose();
  }
}
