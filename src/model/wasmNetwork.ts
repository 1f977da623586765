/** The network in the WASM kernel's own memory (kernels/wasmStack.ts): no tensors, no tfjs in a step. */
import type { Batch } from '../data/batches';
import { checkIds } from '../kernels/checkIds';
import { WasmStack } from '../kernels/wasmStack';
import type { StackLayers } from '../kernels/wasmStackLayout';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import { dropWords, stepMasks } from './dropout';
import type { BatchResult, Network, StepRandomness, TrainingOptions } from './network';
import { orderedWeights, requireFinite } from './networkChecks';
import { describeNetwork, type NetworkDescription } from './networkDescription';
import { weightSpecs } from './topology';

export class WasmNetwork implements Network {
  readonly topology: KerasTopology;
  private readonly network: NetworkDescription;
  private readonly layers: StackLayers;
  private readonly stack: WasmStack;
  /** Steps that Adam has taken; its moments are zero at 0. */
  private iterations = 0;

  /** Whether a topology can run here: in a stack of LSTMs none may read backwards. */
  static canRun(topology: KerasTopology, options: TrainingOptions): boolean {
    const { tables, lstms, pooling, denses, embeddingDropout } = describeNetwork(topology);
    return (
      tables.length === 1 &&
      lstms.length > 0 &&
      pooling === 'last' &&
      embeddingDropout === 0 &&
      denses.every(({ dropout }) => dropout === 0) &&
      lstms.every(({ isBidirectional }) => !isBidirectional) &&
      (lstms.length === 1 || lstms.every(({ goBackwards }) => !goBackwards)) &&
      options.emaDecay === 0 &&
      options.adversarial === 0 &&
      options.labelSmoothing === 0
    );
  }

  /** Throws 'bad-archive' when topology and weights do not belong together. */
  constructor(
    topology: KerasTopology,
    weights: NamedWeight[],
    private readonly options: TrainingOptions,
  ) {
    this.topology = topology;
    this.network = describeNetwork(topology);
    this.layers = stackLayers(this.network);
    this.stack = new WasmStack(
      this.layers,
      orderedWeights(topology, weights).map(({ values }) => values),
    );
  }

  get numWords(): number {
    return this.layers.numWords;
  }

  async trainBatch(whole: Batch, randomness: StepRandomness): Promise<BatchResult> {
    this.check(whole);
    const { learningRate, wordDropout, clipNorm } = this.options;
    const batch = dropWords(whole, wordDropout, randomness);
    const { lstms } = stepMasks(this.network, batch.size, randomness);
    const result = this.stack.train(batch, lstms, {
      learningRate: randomness.learningRate ?? learningRate,
      step: this.iterations,
      clipNorm: clipNorm === 0 ? null : clipNorm,
    });
    this.iterations++;
    return requireFinite({ loss: result.loss, numCorrect: result.numCorrect });
  }

  async evaluateBatch(batch: Batch): Promise<BatchResult> {
    this.check(batch);
    const { loss, numCorrect } = this.stack.forward(batch);
    return requireFinite({ loss, numCorrect });
  }

  async predictBatch(batch: Batch): Promise<Float32Array> {
    this.check(batch);
    return this.stack.forward(batch).probabilities;
  }

  async readEmbedding(): Promise<{ values: Float32Array; units: number }> {
    return { values: this.stack.readTable(), units: this.layers.embeddingUnits };
  }

  async readWeights(): Promise<NamedWeight[]> {
    return this.named(this.stack.readWeights(), '');
  }

  async readOptimizer(): Promise<OptimizerState | null> {
    if (this.iterations === 0) return null;
    const { firsts, seconds } = this.stack.readMoments();
    return {
      className: 'Adam',
      iterations: this.iterations,
      slots: [...this.named(firsts, 'm/'), ...this.named(seconds, 'v/')],
    };
  }

  async restoreOptimizer({ iterations, slots }: OptimizerState): Promise<void> {
    const numWeights = weightSpecs(this.topology).length;
    const values = slots.map((slot) => slot.values);
    this.stack.writeMoments({ firsts: values.slice(0, numWeights), seconds: values.slice(numWeights) });
    this.iterations = iterations;
  }

  /** The arrays that live from step to step (weights and moments), and the bytes held in the kernel's memory. */
  memory(): MemoryReport {
    return { tensors: 3 * weightSpecs(this.topology).length, bytes: this.stack.sizeBytes };
  }

  dispose(): void {
    this.stack.dispose();
  }

  private check({ ids, steps, size }: Batch): void {
    checkIds(ids, this.numWords, steps, size);
  }

  private named(values: Float32Array[], prefix: string): NamedWeight[] {
    return weightSpecs(this.topology).map(({ name, shape }, i) => ({
      name: `${prefix}${name}`,
      shape,
      values: values[i]!,
    }));
  }
}

function stackLayers({ tables, embeddingUnits, lstms, denses }: NetworkDescription): StackLayers {
  return {
    numWords: tables[0]!.numRows,
    embeddingUnits,
    lstms: lstms.map(({ units }) => ({ units })),
    denses: denses.map(({ units, isRelu }) => ({ units, isRelu })),
    goBackwards: lstms.at(-1)?.goBackwards ?? false,
  };
}
