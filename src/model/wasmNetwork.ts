/** The network in the WASM kernel's own memory (kernels/wasmStack.ts): no tensors, no tfjs in a step. */
import type { Batch } from '../data/batches';
import { checkIds } from '../kernels/checkIds';
import type { StackBatch } from '../kernels/wasmBatch';
import { WasmStack } from '../kernels/wasmStack';
import type { StackLayers } from '../kernels/wasmStackLayout';
import type { StackMasks } from '../kernels/wasmStackMasks';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import { dropoutMask } from './dropout';
import type { BatchResult, Network, StepRandomness } from './network';
import { orderedWeights, requireFinite } from './networkChecks';
import { layersOf, weightSpecs, type LayerDescription } from './topology';

type LstmDescription = Extract<LayerDescription, { kind: 'lstm' }>;

export class WasmNetwork implements Network {
  readonly topology: KerasTopology;
  private readonly layers: StackLayers;
  private readonly lstms: LstmDescription[];
  private readonly stack: WasmStack;
  private readonly learningRate: number;
  /** Steps that Adam has taken; its moments are zero at 0. */
  private iterations = 0;

  /** Whether a topology can run here: in a stack of LSTMs none may read backwards. */
  static canRun(topology: KerasTopology): boolean {
    const lstms = layersOf(topology).filter((layer) => layer.kind === 'lstm');
    return lstms.length === 1 || lstms.every(({ goBackwards }) => !goBackwards);
  }

  /** Throws 'bad-archive' when topology and weights do not belong together. */
  constructor(topology: KerasTopology, weights: NamedWeight[], learningRate: number) {
    this.topology = topology;
    this.learningRate = learningRate;
    const layers = layersOf(topology);
    this.lstms = layers.filter((layer) => layer.kind === 'lstm');
    this.layers = stackLayers(layers);
    this.stack = new WasmStack(
      this.layers,
      orderedWeights(topology, weights).map(({ values }) => values),
    );
  }

  get numWords(): number {
    return this.layers.tables[0]!.numRows;
  }

  async trainBatch(batch: Batch, randomness: StepRandomness): Promise<BatchResult> {
    const result = this.stack.train(this.checked(batch), this.masks(batch.size, randomness), {
      learningRate: this.learningRate,
      step: this.iterations,
      clipNorm: null,
      emaDecay: 0,
      adversarial: 0,
      labelSmoothing: 0,
    });
    this.iterations++;
    return requireFinite({ loss: result.loss, numCorrect: result.numCorrect });
  }

  async evaluateBatch(batch: Batch): Promise<BatchResult> {
    const { loss, numCorrect } = this.stack.forward(this.checked(batch));
    return requireFinite({ loss, numCorrect });
  }

  async predictBatch(batch: Batch): Promise<Float32Array> {
    return this.stack.forward(this.checked(batch)).probabilities;
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
    checkIds(batch.ids, this.numWords, batch.steps, batch.size);
    return { ...batch, ngramIds: [] };
  }

  /** The same numbers as on every other backend. */
  private masks(rows: number, { seed, step }: StepRandomness): StackMasks {
    const mask = (name: string, columns: number, rate: number): Float32Array | null =>
      rate === 0 ? null : dropoutMask(seed, `${step}/${name}`, rows, columns, rate);
    const lstms = this.lstms.map(({ name, units, dropout, recurrentDropout }, i) => ({
      input: mask(`${name}/input`, this.lstms[i - 1]?.units ?? this.layers.embeddingUnits, dropout),
      recurrent: mask(`${name}/state`, units, recurrentDropout),
    }));
    return { lstms, denses: [], embedding: null };
  }

  private named(values: Float32Array[], prefix: string): NamedWeight[] {
    return weightSpecs(this.topology).map(({ name, shape }, i) => ({
      name: `${prefix}${name}`,
      shape,
      values: values[i]!,
    }));
  }
}

function stackLayers(layers: LayerDescription[]): StackLayers {
  const result: StackLayers = {
    tables: [],
    embeddingUnits: 0,
    lstms: [],
    pooling: 'last',
    denses: [],
  };
  for (const layer of layers) {
    switch (layer.kind) {
      case 'embedding':
        result.tables.push({ numRows: layer.numWords });
        result.embeddingUnits = layer.units;
        break;
      case 'lstm':
        result.lstms.push({ units: layer.units, isBidirectional: false, goBackwards: layer.goBackwards });
        break;
      case 'dense':
        // The softmax at the end is part of the loss.
        result.denses.push({ units: layer.units, isRelu: layer.activation === 'relu' });
        break;
      default:
        layer satisfies never;
    }
  }
  return result;
}
