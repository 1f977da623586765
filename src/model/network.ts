/** A network that can be trained and asked, whatever runs it (createNetwork.ts chooses). */
import type { Batch } from '../data/batches';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState, Settings } from '../types';

export interface BatchResult {
  /** Mean cross-entropy in nats. */
  loss: number;
  numCorrect: number;
  /**
   * Of a training step that was asked for them: L2 norm of the gradient of each weight, in the order of
   * weightSpecs(topology), before clipping. The gradient is that of what the step minimises, an adversarial pass and
   * smoothed labels included.
   */
  gradientNorms?: number[];
}

/** How the answer moves with the words. */
export interface WordGradients {
  /**
   * [T, B, E] time-major: of each row's log-odds by the vectors of its positions, those of words and n-grams added
   * and scaled. 0 behind a row's last step.
   */
  gradients: Float32Array;
  /** [B] log-odds of "positive", the difference of the two logits. */
  logOdds: Float32Array;
}

/** How a network is trained, beyond what its layers say. */
export type TrainingOptions = Pick<
  Settings,
  'learningRate' | 'wordDropout' | 'clipNorm' | 'emaDecay' | 'adversarial' | 'labelSmoothing'
>;

/** Plain Adam. */
export const plainTraining = (learningRate: number): TrainingOptions => ({
  learningRate,
  wordDropout: 0,
  clipNorm: 0,
  emaDecay: 0,
  adversarial: 0,
  labelSmoothing: 0,
});

/** What differs from one training step to the next: seed and step name its dropout masks. */
export interface StepRandomness {
  seed: number;
  /** Optimiser steps taken before this one. */
  step: number;
  /** Of this step, where a schedule moves it. */
  learningRate?: number;
  /** Likewise. */
  adversarial?: number;
  /** Whether the result is to hold `gradientNorms`; the step itself stays the same to the bit. */
  wantsNorms?: boolean;
}

/**
 * Where a moving average of the weights is kept, it is the model: all but the training itself reads it.
 *
 * Every method that takes a batch throws 'id-out-of-range' for a word that the embedding does not have.
 */
export interface Network {
  readonly topology: KerasTopology;
  /** V, the rows of the embedding. */
  readonly numWords: number;
  /** One optimiser step on a batch; what it returns is of the undisturbed batch. Throws 'not-finite' when the loss is no longer a number. */
  trainBatch(batch: Batch, randomness: StepRandomness): Promise<BatchResult>;
  /** Loss and accuracy without dropout. Throws 'not-finite' likewise. */
  evaluateBatch(batch: Batch): Promise<BatchResult>;
  /** [B, 2] row-major: probability of negative and positive. */
  predictBatch(batch: Batch): Promise<Float32Array>;
  /**
   * Without dropout; leaves weights, optimizer and later training as they are.
   * @param scales [B], what the vectors of all positions of each row are multiplied by.
   */
  wordGradients(batch: Batch, scales: Float32Array): Promise<WordGradients>;
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
