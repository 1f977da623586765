/**
 * What is asked of those who are measured, whatever they are written in: jobs, and the calls of the bench page.
 * Plain data, the same in Node, in the page, in its workers and (as JSON) in pytorch.py.
 */
import type {
  BackendAvailability,
  BackendName,
  DatasetId,
  EncodedReviews,
  MemoryReport,
} from '../../src/types';

/** Sizes of generated reviews and of the network that reads them; every review has `steps` real words. */
export interface Shape {
  /** B */
  batchSize: number;
  /** T */
  steps: number;
  /** E */
  embeddingUnits: number;
  /** H of every LSTM layer */
  lstmUnits: number;
  numLayers: number;
  /** V */
  numWords: number;
}

export type Job =
  /** One optimiser step on a batch, or one forward pass without dropout; the result is read each time. */
  | { kind: 'step' | 'forward'; shape: Shape }
  /** One epoch of the tutorial's network from new weights, validation included. */
  | { kind: 'epoch'; dataset: DatasetId; numReviews: number };

/** Who is to be started in a worker of the bench page. */
export type WorkerSpec =
  { implementation: 'verdict'; backend: BackendName; threads: number } | { implementation: 'tfjs' };

export interface OpenedWorker {
  id: number;
  /** As the page names it: "WASM with SIMD". */
  title: string;
  /** Threads that really work; may be fewer than asked for. */
  threads: number;
}

/** `window.bench` of the bench page. */
export interface BenchPageApi {
  backends(): Promise<BackendAvailability[]>;
  open(spec: WorkerSpec): Promise<OpenedWorker>;
  /** Makes everything that the job needs; the time of that is not measured. */
  prepare(id: number, job: Job): Promise<void>;
  /** Runs the prepared job once. @returns milliseconds */
  run(id: number): Promise<number>;
  release(id: number): Promise<void>;
  close(id: number): Promise<void>;
  /** Tensors and bytes after each of the epochs named (from 1), in one run through the last of them. */
  memoryAfter(id: number, job: Job & { kind: 'epoch' }, epochs: number[]): Promise<MemoryReport[]>;
  /** The reviews of an epoch as the app prepares them, for the others who read the same. */
  reviews(job: Job & { kind: 'epoch' }): Promise<{ training: EncodedReviews; validation: EncodedReviews }>;
}
