/**
 * A whole network in the WASM kernel's memory: embedding, LSTM layers, dense layers, softmax cross-entropy and
 * Adam. A training step is three rounds of jobs for all threads: every group of rows through the network and
 * back; the groups' gradients summed in fixed order, the embedding's by word; Adam. The cuts of the work
 * depend on the batch alone, so the results are the same to the bit for any number of threads.
 */
import { AdamStep, type AdamOptions } from './wasmAdam';
import {
  layBatch,
  STACK_GROUP_ROWS,
  type BatchPiece,
  type LaidBatch,
  type LayerMasks,
  type StackBatch,
} from './wasmBatch';
import type { Job } from './wasmJobs';
import { wasmModule, type WasmModule } from './wasmModule';
import { Reserve } from './wasmReserve';
import {
  packParameters,
  stackLayout,
  unpackParameters,
  unpackTable,
  type StackLayers,
  type StackLayout,
} from './wasmStackLayout';
import { StackMemory, type Parameters } from './wasmStackMemory';

export interface StackResult {
  /** [B, 2] */
  probabilities: Float32Array;
  /** Mean cross-entropy in nats. */
  loss: number;
  numCorrect: number;
}

/** What Adam remembers, in the order of the weights. */
export interface Moments {
  firsts: Float32Array[];
  seconds: Float32Array[];
}

export class WasmStack {
  private readonly layout: StackLayout;
  private readonly memory: StackMemory;
  private readonly batches: Reserve;
  private readonly adam: AdamStep;
  private readonly counts: Int32Array;

  /** @param weights in Keras's order, see packParameters. */
  constructor(
    private readonly layers: StackLayers,
    weights: readonly Float32Array[],
    private readonly module: WasmModule = wasmModule(),
  ) {
    this.layout = stackLayout(layers);
    this.memory = new StackMemory(module, this.layout);
    this.batches = new Reserve(module);
    this.adam = new AdamStep(module, this.layout, this.memory);
    this.counts = new Int32Array(layers.numWords);
    this.pack(weights, this.memory.weights);
    module.run(this.packJobs());
  }

  /** One step of Adam. @param masks of each LSTM layer. */
  train(batch: StackBatch, masks: LayerMasks[], options: AdamOptions): StackResult {
    const laid = this.runNetwork(batch, masks);
    this.adam.run(laid, laid.words!, options);
    return this.collect(batch, laid);
  }

  /** Without dropout. */
  forward(batch: StackBatch): StackResult {
    return this.collect(batch, this.runNetwork(batch, null));
  }

  readWeights(): Float32Array[] {
    return this.unpack(this.memory.weights);
  }

  /** [V, E] */
  readTable(): Float32Array {
    return unpackTable(this.layout, this.tableOf(this.memory.weights));
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

  private runNetwork(batch: StackBatch, masks: LayerMasks[] | null): LaidBatch {
    const laid = layBatch(this.module, this.batches, batch, {
      layout: this.layout,
      goBackwards: this.layers.goBackwards,
      masks,
      counts: this.counts,
    });
    this.memory.makeRoom(laid.steps);
    this.module.run(laid.pieces.map((piece) => this.networkJob(laid.groupTable, piece, batch.size)));
    return laid;
  }

  private networkJob(groupTable: number, piece: BatchPiece, batchSize: number): Job {
    const { memory, layout } = this;
    return {
      name: 'runNetwork',
      fields: [
        memory.workspace,
        memory.workspaceBytes,
        memory.lstms,
        layout.lstms.length,
        memory.denses,
        layout.denses.length,
        memory.weights.table,
        memory.offsets.last,
        memory.offsets.dLast,
        memory.offsets.newest,
        memory.offsets.scratch,
        memory.zeros,
        memory.ones,
        batchSize,
        STACK_GROUP_ROWS,
        groupTable,
        piece.firstGroup,
        piece.lastGroup,
        piece.gradients,
        4 * layout.size,
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

  private packJobs(): Job[] {
    return this.layout.lstms.map(({ start, paddedE, paddedH }, i) => {
      const { weights, bias, weightsT } = this.memory.packed[i]!;
      const from = this.memory.weights.rest + 4 * start;
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
    return this.module.floats(table, this.layout.numWords * this.layout.paddedE);
  }

  private restOf({ rest }: Parameters): Float32Array {
    return this.module.floats(rest, this.layout.size);
  }
}
