/** A network that can be trained and asked, whatever runs it (createNetwork.ts chooses). */
import type { Batch } from '../data/batches';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';

export interface BatchResult {
  /** Mean cross-entropy in nats. */
  loss: number;
  numCorrect: number;
}

/** Names the dropout masks of one training step. */
export interface StepRandomness {
  seed: number;
  /** Optimiser steps taken before this one. */
  step: number;
}

/** Every method that takes a batch throws 'id-out-of-range' for a word that the embedding does not have. */
export interface Network {
  readonly topology: KerasTopology;
  /** V, the rows of the embedding. */
  readonly numWords: number;
  /** One optimiser step on a batch. Throws 'not-finite' when the loss is no longer a number. */
  trainBatch(batch: Batch, randomness: StepRandomness): Promise<BatchResult>;
  /** Loss and accuracy without dropout. Throws 'not-finite' likewise. */
  evaluateBatch(batch: Batch): Promise<BatchResult>;
  /** [B, 2] row-major: probability of negative and positive. */
  predictBatch(batch: Batch): Promise<Float32Array>;
  /** Word vectors, [V, E] row-major. */
  readEmbedding(): Promise<{ values: Float32Array; units: number }>;
  /** Copies, in the order of weightSpecs(topology). */
  readWeights(): Promise<NamedWeight[]>;
  /** Null before the first step. */
  readOptimizer(): Promise<OptimizerState | null>;
  /** Slots in the order of the weights, first moments before second. */
  restoreOptimizer(state: OptimizerState): Promise<void>;
  /** What is held for networks now. */
  memory(): MemoryReport;
  dispose(): void;
}
