/** Stands where a model has no network but a linear model alone. */
import { VerdictError } from '../errors';
import type { Batch } from '../data/batches';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import type { BatchResult, Network, WordGradients } from './network';

export const EMPTY_TOPOLOGY: KerasTopology = {
  class_name: 'Sequential',
  config: { name: 'sequential', layers: [] },
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
};

export const hasNetwork = ({ config }: KerasTopology): boolean => config.layers.length > 0;

/** @throws VerdictError 'no-model' from whatever needs layers */
export class EmptyNetwork implements Network {
  readonly topology = EMPTY_TOPOLOGY;
  readonly numWords = 0;

  async trainBatch(): Promise<BatchResult> {
    throw missing();
  }

  async evaluateBatch(): Promise<BatchResult> {
    throw missing();
  }

  /** Even odds. */
  async predictBatch({ size }: Batch): Promise<Float32Array> {
    return new Float32Array(2 * size).fill(0.5);
  }

  async wordGradients(): Promise<WordGradients> {
    throw missing();
  }

  async readEmbedding(): Promise<{ values: Float32Array; units: number }> {
    throw missing();
  }

  async readWeights(): Promise<NamedWeight[]> {
    return [];
  }

  async readOptimizer(): Promise<OptimizerState | null> {
    return null;
  }

  async restoreOptimizer(): Promise<void> {}

  memory(): MemoryReport {
    return { tensors: 0, bytes: 0 };
  }

  dispose(): void {}
}

function missing(): VerdictError {
  return new VerdictError('no-model', 'This model is linear: it has no network, and no word vectors.');
}
