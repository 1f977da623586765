/** What a network holds in the WASM kernel's memory, and the descriptions of its layers that assembly/network.as.ts reads. */
import { STACK_GROUP_ROWS } from './wasmBatch';
import { place, type Region } from './wasmMemory';
import type { WasmModule } from './wasmModule';
import { Reserve } from './wasmReserve';
import type { LstmPlace, StackLayout } from './wasmStackLayout';

/** Addresses of the same things for weights and for each of Adam's moments. */
export interface Parameters {
  /** [V][paddedE] */
  table: number;
  /** All others, as wasmStackLayout.ts orders them. */
  rest: number;
}

/** What the forward pass and the gradient read of an LSTM layer, packed from its weights. */
interface PackedLstm {
  weights: number;
  bias: number;
  weightsT: number;
}

/** Offsets in a thread's workspace of what does not belong to one layer. */
interface WorkspaceOffsets {
  last: number;
  dLast: number;
  newest: number;
  scratch: number;
}

/** Sums of squares that one step leaves behind, see wasmAdam.ts. */
export const MAX_SQUARES = 64;
/** Values of AdamConstants in assembly/adam.as.ts. */
export const NUM_ADAM_CONSTANTS = 9;
/** Fields of LstmLayer and DenseLayer in assembly/network.as.ts. */
const LSTM_FIELDS = 10;
const DENSE_FIELDS = 7;

const numGates = ({ paddedH }: LstmPlace): number => 4 * paddedH;
const numInputs = ({ paddedE, paddedH }: LstmPlace): number => paddedE + paddedH;

export class StackMemory {
  readonly weights: Parameters;
  readonly firsts: Parameters;
  readonly seconds: Parameters;
  /** Summed gradient of all parameters but the table. */
  readonly gradients: number;
  readonly adamConstants: number;
  readonly squares: number;
  readonly zeros: number;
  readonly ones: number;
  readonly packed: PackedLstm[];
  readonly lstms: number;
  readonly denses: number;
  /** Of all threads, one behind the other. */
  workspace = 0;
  workspaceBytes = 0;
  offsets: WorkspaceOffsets = { last: 0, dLast: 0, newest: 0, scratch: 0 };
  private readonly region: Region;
  private readonly workspaces: Reserve;
  private steps = -1;
  private numThreads = 0;

  constructor(
    private readonly module: WasmModule,
    private readonly layout: StackLayout,
  ) {
    const { lstms, denses } = layout;
    const tableSize = layout.numWords * layout.paddedE;
    const constantSize = Math.max(STACK_GROUP_ROWS * lstms.at(-1)!.paddedH, layout.paddedE);
    const { region, addresses } = module.reserve([
      ...Array.from({ length: 3 }, () => [tableSize, layout.size]).flat(),
      layout.size,
      NUM_ADAM_CONSTANTS,
      2 * MAX_SQUARES,
      constantSize,
      constantSize,
      LSTM_FIELDS * lstms.length,
      DENSE_FIELDS * denses.length,
      ...lstms.flatMap((layer) => {
        const size = numGates(layer) * numInputs(layer);
        return [size, numGates(layer), size];
      }),
    ]);
    this.region = region;
    let next = 0;
    const take = (): number => addresses[next++]!;
    this.weights = { table: take(), rest: take() };
    this.firsts = { table: take(), rest: take() };
    this.seconds = { table: take(), rest: take() };
    this.gradients = take();
    this.adamConstants = take();
    this.squares = take();
    this.zeros = take();
    this.ones = take();
    this.lstms = take();
    this.denses = take();
    this.packed = lstms.map(() => ({ weights: take(), bias: take(), weightsT: take() }));
    module.floats(region.start, (region.end - region.start) / 4).fill(0);
    module.floats(this.ones, constantSize).fill(1);
    this.workspaces = new Reserve(module);
  }

  get sizeBytes(): number {
    return this.region.end - this.region.start + this.workspaces.sizeBytes;
  }

  release(): void {
    this.workspaces.release();
    this.module.release(this.region);
  }

  /** Makes the threads' workspaces large enough for groups of so many steps. */
  makeRoom(steps: number): void {
    const { numThreads } = this.module;
    if (steps <= this.steps && numThreads <= this.numThreads) return;
    this.steps = Math.max(steps, this.steps);
    this.numThreads = numThreads;
    this.placeWorkspace();
    [this.workspace] = this.workspaces.take([(numThreads * this.workspaceBytes) / 4]) as [number];
  }

  /** Decides where everything stands in a workspace, and tells the layers. */
  private placeWorkspace(): void {
    const { steps, module } = this;
    const { lstms, denses } = this.layout;
    const R = STACK_GROUP_ROWS;
    const lastStates = R * lstms.at(-1)!.paddedH;
    const scratchBytes = lstms.map(({ paddedE, paddedH }) =>
      module.exports.gradientScratchBytes(paddedE, paddedH, R),
    );
    const { addresses, end } = place(0, [
      lastStates,
      lastStates,
      lastStates,
      Math.max(...scratchBytes) / 4,
      ...lstms.flatMap((layer, i) => [
        (steps + 1) * R * numInputs(layer),
        (steps + 1) * R * 6 * layer.paddedH,
        i === lstms.length - 1 ? 0 : steps * R * layer.paddedH,
      ]),
      ...denses.flatMap(({ paddedOutputs }) => [R * paddedOutputs, R * paddedOutputs]),
    ]);
    const [last, dLast, newest, scratch, ...layers] = addresses as [
      number,
      number,
      number,
      number,
      ...number[],
    ];
    this.offsets = { last, dLast, newest, scratch };

    this.workspaceBytes = place(end, [0]).addresses[0]!;
    lstms.forEach((layer, i) => {
      const { weights, bias, weightsT } = this.packed[i]!;
      module
        .ints(this.lstms + 4 * LSTM_FIELDS * i, LSTM_FIELDS)
        .set([
          layer.paddedE,
          layer.paddedH,
          weights,
          bias,
          weightsT,
          4 * layer.start,
          ...layers.slice(3 * i, 3 * i + 3),
          4 * layer.masksStart,
        ]);
    });
    const denseOffsets = layers.slice(3 * lstms.length);
    denses.forEach(({ paddedInputs, paddedOutputs, isRelu, start }, i) => {
      module
        .ints(this.denses + 4 * DENSE_FIELDS * i, DENSE_FIELDS)
        .set([
          paddedInputs,
          paddedOutputs,
          Number(isRelu),
          this.weights.rest + 4 * start,
          4 * start,
          ...denseOffsets.slice(2 * i, 2 * i + 2),
        ]);
    });
  }
}
