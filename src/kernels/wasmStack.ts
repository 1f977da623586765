/**
 * A whole network in the WASM kernel's memory: embedding, LSTM layers, pooling over time, dense layers, softmax
 * cross-entropy and Adam. A training step is three rounds of jobs for all threads: every group of rows through
 * the network and back; the groups' gradients summed in fixed order, the embedding's by word; Adam. The cuts of
 * the work depend on the batch alone, so the results are the same to the bit for any number of threads.
 */
import { AdamStep, type AdamOptions } from './wasmAdam';
import {
  layBatch,
  STACK_GROUP_ROWS,
  type BatchPiece,
  type LaidBatch,
  type StackBatch,
  type WantedGradients,
} from './wasmBatch';
import { copyOut, groupRows, type Group } from './wasmGroups';
import { floatBits, type Job } from './wasmJobs';
import { wasmModule, type WasmModule } from './wasmModule';
import { gradientNorms } from './wasmNorms';
import { Reserve } from './wasmReserve';
import { stackLayout, type StackLayers, type StackLayout } from './wasmStackLayout';
import { scaleMasks, type StackMasks } from './wasmStackMasks';
import { StackMemory, type Parameters, type Runnable } from './wasmStackMemory';
import { packParameters, unpackParameters, unpackTable } from './wasmStackParameters';

export interface StackResult {
  /** [B, 2] */
  probabilities: Float32Array;
  /** Mean cross-entropy in nats; in training against smoothed labels, and of the pass without perturbation. */
  loss: number;
  numCorrect: number;
  /** Of a training step that was asked for them, before clipping: see wasmNorms.ts. */
  gradientNorms?: number[];
}

/** What Adam remembers, in the order of the weights. */
export interface Moments {
  firsts: Float32Array[];
  seconds: Float32Array[];
}

export interface TrainOptions extends AdamOptions {
  /**
   * Size of the perturbation of a second, adversarial pass relative to the words' vectors, see
   * assembly/perturbation.as.ts; both passes' losses are minimised. 0 for none.
   */
  adversarial: number;
  /** s: targets are 1 - s / 2 and s / 2. 0 for none. */
  labelSmoothing: number;
  wantsNorms?: boolean;
}

export interface StackWordGradients {
  /** [T, B, E] time-major, of each row's log-odds by its embedded words as they were scaled; 0 behind a row's last step. */
  gradients: Float32Array;
  /** [B] log-odds of class 1. */
  logOdds: Float32Array;
}

/** States h in the order of the walk: unit u of review i after s steps (s from 1) at `starts[i] + s * stride + u`. */
export interface WalkedStates {
  values: Float32Array;
  starts: Int32Array;
  stride: number;
}

export interface StackSettings {
  /** Whether a moving average of the weights is kept; `forward`, `readWeights` and `readTable` use it then. */
  keepsAverage?: boolean;
  module?: WasmModule;
}

/** How a batch goes through the network: in training with masks and options. */
interface Pass {
  wanted: WantedGradients;
  masks: StackMasks | null;
  options: TrainOptions | null;
}

/** Prediction alone: no dropout, no gradients. */
const FORWARD: Pass = { wanted: 'none', masks: null, options: null };

export class WasmStack {
  private readonly module: WasmModule;
  private readonly layout: StackLayout;
  private readonly memory: StackMemory;
  private readonly batches: Reserve;
  private readonly adam: AdamStep;
  private readonly counts: Int32Array;
  /** Whether the average has moved since it was packed. */
  private isAverageStale = true;

  /** @param weights in Keras's order, see packParameters. An average starts with them. */
  constructor(
    private readonly layers: StackLayers,
    weights: readonly Float32Array[],
    { keepsAverage = false, module = wasmModule() }: StackSettings = {},
  ) {
    this.module = module;
    this.layout = stackLayout(layers);
    this.memory = new StackMemory(module, this.layout, keepsAverage);
    this.batches = new Reserve(module);
    this.adam = new AdamStep(module, this.layout, this.memory);
    this.counts = new Int32Array(this.layout.numRows);
    this.pack(weights, this.memory.weights.parameters);
    if (keepsAverage) this.writeAverage(weights);
    module.run(this.packJobs(this.memory.weights));
  }

  /** One step of Adam. @param masks of dropout. */
  train(batch: StackBatch, masks: StackMasks, options: TrainOptions): StackResult {
    const laid = this.runNetwork(batch, this.memory.weights, { wanted: 'weights', masks, options });
    this.adam.run(laid, laid.words!, options);
    this.isAverageStale = true;
    const result = this.collect(batch, laid);
    if (options.wantsNorms !== true) return result;
    return { ...result, gradientNorms: gradientNorms(this.module, this.layout, this.memory, laid.words!) };
  }

  /** Without dropout. */
  forward(batch: StackBatch): StackResult {
    return this.collect(batch, this.runNetwork(batch, this.averageOrWeights(), FORWARD));
  }

  /** Likewise; nothing that is kept changes. @param scales [B], what the embedded words of each row are multiplied by. */
  wordGradients(batch: StackBatch, scales: Float32Array): StackWordGradients {
    const { E, paddedE } = this.layout;
    const masks = scaleMasks(this.layout, scales);
    const laid = this.runNetwork(batch, this.averageOrWeights(), { wanted: 'words', masks, options: null });
    const gradients = new Float32Array(batch.ids.length * E);
    for (const group of laid.groups) {
      copyOut(this.module.floats(group.dX, group.steps * group.R * paddedE), gradients, {
        group,
        lengths: batch.lengths,
        batchSize: batch.size,
        size: E,
        stride: paddedE,
        isReversed: this.goesBackwards,
        mask: null,
      });
    }
    const logOdds = Float32Array.from(laid.results, (address) => this.module.floats(address, 1)[0]!);
    return { gradients, logOdds };
  }

  /**
   * The states of one direction of an LSTM layer as it walks through a few reviews, without dropout. Valid until
   * the next call.
   * @param batch at most STACK_GROUP_ROWS reviews @param direction its place among the directions of all layers
   */
  walkStates(batch: StackBatch, direction: number): WalkedStates {
    const runnable = this.averageOrWeights();
    const laid = this.lay(batch, FORWARD);
    this.module.runHere(this.networkJob(laid.groupTable, laid.pieces[0]!, batch.size, runnable, FORWARD));
    const { paddedE, paddedH } = this.layout.lstms[direction]!;
    const [{ rows, R, steps }] = groupRows(batch.lengths, STACK_GROUP_ROWS, true) as [Group];
    const row = paddedE + paddedH;
    const address = this.memory.workspace + this.memory.statesAt[direction]!;
    return {
      values: this.module.floats(address, (steps + 1) * R * row),
      starts: batch.lengths.map((_, i) => rows.indexOf(i) * row + paddedE),
      stride: R * row,
    };
  }

  readWeights(): Float32Array[] {
    return this.unpack((this.memory.average ?? this.memory.weights).parameters);
  }

  /** Those that Adam moves, also where an average is kept. */
  readRawWeights(): Float32Array[] {
    return this.unpack(this.memory.weights.parameters);
  }

  /** To go on with an average that was kept before. @param weights as the constructor takes them. */
  writeAverage(weights: readonly Float32Array[]): void {
    this.pack(weights, this.memory.average!.parameters);
    this.isAverageStale = true;
  }

  /** [rows, E] of one of the tables. */
  readTable(index = 0): Float32Array {
    const { parameters } = this.memory.average ?? this.memory.weights;
    return unpackTable(this.layout, index, this.tableOf(parameters));
  }

  readMoments(): Moments {
    return { firsts: this.unpack(this.memory.firsts), seconds: this.unpack(this.memory.seconds) };
  }

  writeMoments({ firsts, seconds }: Moments): void {
    this.pack(firsts, this.memory.firsts);
    this.pack(seconds, this.memory.seconds);
  }

  /** Held in the kernel's memory. */
  get sizeBytes(): number {
    return this.memory.sizeBytes + this.batches.sizeBytes;
  }

  dispose(): void {
    this.batches.release();
    this.memory.release();
  }

  private runNetwork(batch: StackBatch, runnable: Runnable, pass: Pass): LaidBatch {
    const laid = this.lay(batch, pass);
    const job = (piece: BatchPiece): Job =>
      this.networkJob(laid.groupTable, piece, batch.size, runnable, pass);
    this.module.run(laid.pieces.map(job));
    return laid;
  }

  private lay(batch: StackBatch, pass: Pass): LaidBatch {
    const laid = layBatch(this.module, this.batches, batch, {
      layout: this.layout,
      goBackwards: this.goesBackwards,
      wanted: pass.wanted,
      masks: pass.masks,
      counts: this.counts,
    });
    this.memory.makeRoom(laid.steps);
    return laid;
  }

  private get goesBackwards(): boolean {
    return this.layers.lstms.some(({ goBackwards }) => goBackwards);
  }

  private networkJob(
    groupTable: number,
    piece: BatchPiece,
    batchSize: number,
    { network }: Runnable,
    { wanted, options }: Pass,
  ): Job {
    return {
      name: 'runNetwork',
      fields: [
        network,
        this.memory.workspace,
        this.memory.workspaceBytes,
        batchSize,
        STACK_GROUP_ROWS,
        groupTable,
        piece.firstGroup,
        piece.lastGroup,
        piece.gradients,
        4 * this.layout.size,
        floatBits(options?.labelSmoothing ?? 0),
        floatBits(options?.adversarial ?? 0),
        Number(wanted === 'words'),
      ],
    };
  }

  private collect({ size }: StackBatch, { results }: LaidBatch): StackResult {
    const probabilities = new Float32Array(2 * size);
    let lossSum = 0;
    let numCorrect = 0;
    results.forEach((address, row) => {
      const [negative, positive, loss, isCorrect] = this.module.floats(address, 4);
      probabilities[2 * row] = negative!;
      probabilities[2 * row + 1] = positive!;
      lossSum += loss!;
      numCorrect += isCorrect!;
    });
    return { probabilities, loss: lossSum / size, numCorrect };
  }

  /** The average, packed now if it has moved; the weights are packed by Adam. */
  private averageOrWeights(): Runnable {
    const { average, weights } = this.memory;
    if (average === null) return weights;
    if (this.isAverageStale) this.module.run(this.packJobs(average));
    this.isAverageStale = false;
    return average;
  }

  private packJobs({ parameters, packed }: Runnable): Job[] {
    return this.layout.lstms.map(({ start, paddedE, paddedH }, i) => {
      const { weights, bias, weightsT } = packed[i]!;
      const from = parameters.rest + 4 * start;
      return { name: 'packLstm', fields: [from, weights, bias, weightsT, paddedE + paddedH, paddedH / 4] };
    });
  }

  private pack(values: readonly Float32Array[], to: Parameters): void {
    packParameters(this.layout, values, this.tableOf(to), this.restOf(to));
  }

  private unpack(from: Parameters): Float32Array[] {
    return unpackParameters(this.layout, this.tableOf(from), this.restOf(from));
  }

  private tableOf({ table }: Parameters): Float32Array {
    return this.module.floats(table, this.layout.numRows * this.layout.paddedE);
  }

  private restOf({ rest }: Parameters): Float32Array {
    return this.module.floats(rest, this.layout.size);
  }
}
