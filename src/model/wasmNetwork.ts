/** The network in the WASM kernel's own memory (kernels/wasmStack.ts): no tensors, no tfjs in a step. */
import type { Batch } from '../data/batches';
import { checkIds } from '../kernels/checkIds';
import type { StackBatch } from '../kernels/wasmBatch';
import { WasmStack, type WalkedStates } from '../kernels/wasmStack';
import type { StackLayers } from '../kernels/wasmStackLayout';
import type { StackMasks } from '../kernels/wasmStackMasks';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import { dropWords, stepMasks } from './dropout';
import type { BatchResult, Network, StepRandomness, TrainingOptions, WordGradients } from './network';
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

  /** Whether a topology can run here: backwards only a single LSTM whose last state is read. */
  static canRun(topology: KerasTopology): boolean {
    const { lstms, pooling } = describeNetwork(topology);
    return lstms.every(({ goBackwards }) => !goBackwards) || (lstms.length === 1 && pooling === 'last');
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
      { keepsAverage: options.emaDecay > 0 },
    );
  }

  get numWords(): number {
    return this.layers.tables[0]!.numRows;
  }

  async trainBatch(whole: Batch, randomness: StepRandomness): Promise<BatchResult> {
    const { learningRate, wordDropout, clipNorm, emaDecay, adversarial, labelSmoothing } = this.options;
    const batch = this.checked(dropWords(whole, wordDropout, randomness));
    const result = this.stack.train(batch, this.masks(batch.size, randomness), {
      learningRate: randomness.learningRate ?? learningRate,
      step: this.iterations,
      clipNorm: clipNorm === 0 ? null : clipNorm,
      emaDecay,
      adversarial: randomness.adversarial ?? adversarial,
      labelSmoothing,
      wantsNorms: randomness.wantsNorms ?? false,
    });
    this.iterations++;
    const { loss, numCorrect, gradientNorms } = result;
    return requireFinite({ loss, numCorrect, ...(gradientNorms === undefined ? {} : { gradientNorms }) });
  }

  async evaluateBatch(batch: Batch): Promise<BatchResult> {
    const { loss, numCorrect } = this.stack.forward(this.checked(batch));
    return requireFinite({ loss, numCorrect });
  }

  async predictBatch(batch: Batch): Promise<Float32Array> {
    return this.stack.forward(this.checked(batch)).probabilities;
  }

  async wordGradients(batch: Batch, scales: Float32Array): Promise<WordGradients> {
    return this.stack.wordGradients(this.checked(batch), scales);
  }

  /** See WasmStack.walkStates. @param batch at most STACK_GROUP_ROWS reviews */
  walkStates(batch: Batch, direction: number): WalkedStates {
    return this.stack.walkStates(this.checked(batch), direction);
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

  private checked(batch: Batch): StackBatch {
    const { steps, size } = batch;
    const [words, ...ngrams] = this.layers.tables;
    checkIds(batch.ids, words!.numRows, steps, size);
    const ngramIds = ngrams.map(({ numRows }, i) => {
      const ids = batch.ngramIds?.[i] ?? new Int32Array(steps * size);
      checkIds(ids, numRows, steps, size);
      return ids;
    });
    return { ...batch, ngramIds };
  }

  /** The same numbers as on every other backend; the stack takes one mask for the words and the first layer's inputs. */
  private masks(rows: number, randomness: StepRandomness): StackMasks {
    const { embedding, lstms, denses } = stepMasks(this.network, rows, randomness);
    const [first, ...others] = lstms;
    if (first === undefined || embedding === null) return { embedding, lstms, denses };
    const input = first.input?.map((value, i) => value * embedding[i]!) ?? embedding;
    return { embedding: null, lstms: [{ ...first, input }, ...others], denses };
  }

  private named(values: Float32Array[], prefix: string): NamedWeight[] {
    return weightSpecs(this.topology).map(({ name, shape }, i) => ({
      name: `${prefix}${name}`,
      shape,
      values: values[i]!,
    }));
  }
}

function stackLayers({ tables, embeddingUnits, lstms, pooling, denses }: NetworkDescription): StackLayers {
  return {
    tables: tables.map(({ numRows }) => ({ numRows })),
    embeddingUnits,
    lstms: lstms.map(({ units, isBidirectional, goBackwards }) => ({ units, isBidirectional, goBackwards })),
    pooling,
    denses: denses.map(({ units, isRelu }) => ({ units, isRelu })),
  };
}
