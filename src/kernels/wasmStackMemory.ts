/** What a network holds in the WASM kernel's memory. */
import { STACK_GROUP_ROWS } from './wasmBatch';
import type { Region } from './wasmMemory';
import type { WasmModule } from './wasmModule';
import { Reserve } from './wasmReserve';
import {
  DENSE_FIELDS,
  DIRECTION_FIELDS,
  NETWORK_FIELDS,
  placeWorkspace,
  writeNetwork,
  type NetworkAddresses,
} from './wasmStackNetwork';
import type { LstmPlace, StackLayout } from './wasmStackLayout';

/** Addresses of the same things for weights, for each of Adam's moments and for the moving average. */
export interface Parameters {
  /** [rows of all tables][paddedE] */
  table: number;
  /** All others, as wasmStackLayout.ts orders them. */
  rest: number;
}

/** Weights that a network can run on, with what assembly/networkLayout.as.ts reads of it. */
export interface Runnable extends NetworkAddresses {
  parameters: Parameters;
}

/** Sums of squares that one step leaves behind, see wasmAdam.ts. */
export const MAX_SQUARES = 64;
/** Values of AdamConstants in assembly/adam.as.ts. */
export const NUM_ADAM_CONSTANTS = 10;

const numGates = ({ paddedH }: LstmPlace): number => 4 * paddedH;
const numInputs = ({ paddedE, paddedH }: LstmPlace): number => paddedE + paddedH;

export class StackMemory {
  readonly weights: Runnable;
  /** Null when none is kept. */
  readonly average: Runnable | null;
  readonly firsts: Parameters;
  readonly seconds: Parameters;
  /** Summed gradient of all parameters but the tables. */
  readonly gradients: number;
  readonly adamConstants: number;
  readonly squares: number;
  readonly zeros: number;
  readonly ones: number;
  /** Of all threads, one behind the other. */
  workspace = 0;
  workspaceBytes = 0;
  /** Of each direction of each LSTM layer in a workspace, in bytes: its inputs and states, see readStates(). */
  statesAt: readonly number[] = [];
  private readonly region: Region;
  private readonly workspaces: Reserve;
  private steps = -1;
  private numThreads = 0;

  constructor(
    private readonly module: WasmModule,
    private readonly layout: StackLayout,
    keepsAverage: boolean,
  ) {
    const { lstms, denses } = layout;
    const parameters = [layout.numRows * layout.paddedE, layout.size];
    const columns = Math.max(layout.paddedE, ...lstms.map(({ paddedH }) => paddedH));
    const constantSize = STACK_GROUP_ROWS * columns;
    const runnable = [
      ...parameters,
      NETWORK_FIELDS,
      DIRECTION_FIELDS * lstms.length,
      DENSE_FIELDS * denses.length,
      ...lstms.flatMap((layer) => {
        const size = numGates(layer) * numInputs(layer);
        return [size, numGates(layer), size];
      }),
    ];
    const { region, addresses } = module.reserve([
      ...runnable,
      ...(keepsAverage ? runnable : []),
      ...parameters,
      ...parameters,
      layout.size,
      NUM_ADAM_CONSTANTS,
      2 * MAX_SQUARES,
      constantSize,
      constantSize,
    ]);
    this.region = region;
    let next = 0;
    const take = (): number => addresses[next++]!;
    const takeParameters = (): Parameters => ({ table: take(), rest: take() });
    const takeRunnable = (): Runnable => ({
      parameters: takeParameters(),
      network: take(),
      directions: take(),
      denses: take(),
      packed: lstms.map(() => ({ weights: take(), bias: take(), weightsT: take() })),
    });
    this.weights = takeRunnable();
    this.average = keepsAverage ? takeRunnable() : null;
    this.firsts = takeParameters();
    this.seconds = takeParameters();
    this.gradients = take();
    this.adamConstants = take();
    this.squares = take();
    this.zeros = take();
    this.ones = take();
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
    const offsets = placeWorkspace(this.module, this.layout, this.steps);
    this.workspaceBytes = offsets.sizeBytes;
    this.statesAt = offsets.lstms.map(({ xh }) => xh);
    for (const runnable of [this.weights, this.average]) {
      if (runnable !== null) {
        const { zeros, ones } = this;
        writeNetwork(this.module, this.layout, { ...runnable, ...runnable.parameters, zeros, ones, offsets });
      }
    }
    [this.workspace] = this.workspaces.take([(numThreads * this.workspaceBytes) / 4]) as [number];
  }
}
