/**
 * The textures of lstm.webgl.ts: histories, which live from a forward pass to its gradient, and working space.
 * All are kept for the next batch, and grow with the largest; their number is that of a model's layers.
 */
import { biasGroup } from './webglLstmWeightShaders';
import { biasRow, type LayerSizes } from './webglLstmForwardShaders';
import type { Target, WebglDevice } from './webglDevice';
import { IntegerList } from './webglIntegers';
import { Atlas, grown, StepArrays, type Capacity } from './webglSequence';

/** What the gradient needs of a forward pass. */
export class History {
  /** Targets of a step: states; and if it keeps gates, those of both rows. */
  readonly steps: StepArrays;
  /** Inputs in the order of the walk. */
  readonly inputs: Atlas;
  /** As webglLstmForwardShaders.ts lays them out. */
  readonly weights: SingleTexture;
  /** [2 * pairs]: real steps of each row, 0 for a row that the batch does not have. */
  readonly lengths: IntegerList;

  constructor(
    device: WebglDevice,
    sizes: LayerSizes,
    keepsGates: boolean,
    readonly capacity: Capacity,
  ) {
    const { E, H } = sizes;
    const formats = ['RGBA32F', ...(keepsGates ? (['RGBA32F', 'RGBA32F'] as const) : [])] as const;
    this.inputs = new Atlas(device, 1, Math.ceil(E / 2), capacity);
    this.steps = new StepArrays(device, formats, H, capacity);
    this.weights = new SingleTexture(device, 1, H, biasRow(sizes) + 1);
    this.lengths = new IntegerList(device);
  }

  dispose(): void {
    this.steps.dispose();
    this.inputs.dispose();
    this.weights.dispose();
    this.lengths.dispose();
  }
}

/** One or several textures alike that are written as a whole. */
export class SingleTexture {
  readonly textures: readonly WebGLTexture[];
  readonly target: Target;

  constructor(
    private readonly device: WebglDevice,
    numTargets: number,
    width: number,
    height: number,
  ) {
    this.textures = Array.from({ length: numTargets }, () => device.texture('RGBA32F', width, height));
    const framebuffer = device.framebuffer(this.textures.map((texture) => ({ texture })));
    this.target = { framebuffer, x: 0, y: 0, width, height };
  }

  dispose(): void {
    this.device.gl.deleteFramebuffer(this.target.framebuffer);
    for (const texture of this.textures) this.device.gl.deleteTexture(texture);
  }
}

/** Histories whose gradient nobody took are given up when there are more than this. */
const MAX_LIVE_HISTORIES = 8;
/** Pieces of the sums over all steps, each a loop in a fragment of its own. Side by side they fit the smallest texture allowed. */
export const maxChunks = (H: number): number => Math.max(1, Math.min(32, Math.floor(2048 / H)));
/** Projections are made for so many texels at a time, so that their textures stay small. */
const MAX_PROJECTED_TEXELS = 2 ** 20;

/** Never given twice, so that none is taken for another after all was freed. */
let nextId = 1;

export class LstmMemory {
  private readonly free = new Map<string, History[]>();
  private readonly live = new Map<number, { key: string; history: History }>();
  private readonly space = new Map<string, { capacity: Capacity; dispose(): void }>();

  constructor(private readonly device: WebglDevice) {}

  /** A history for a batch; `release` its id after use. */
  reserve(sizes: LayerSizes, keepsGates: boolean, needed: Capacity): { id: number; history: History } {
    const key = `${sizes.E} ${sizes.H} ${keepsGates}`;
    const oldest = this.live.keys().next();
    if (this.live.size >= MAX_LIVE_HISTORIES && oldest.done !== true) this.release(oldest.value);
    const before = this.free.get(key)?.pop();
    const history = grown(before, needed, (room) => new History(this.device, sizes, keepsGates, room));
    const id = nextId++;
    this.live.set(id, { key, history });
    return { id, history };
  }

  /** Undefined once released. */
  find(id: number): History | undefined {
    return this.live.get(id)?.history;
  }

  release(id: number): void {
    const entry = this.live.get(id);
    if (entry === undefined) return;
    this.live.delete(id);
    const { key, history } = entry;
    this.free.set(key, [...(this.free.get(key) ?? []), history]);
  }

  /** A tile for two pairs, a target for each row; of as many steps as fit at a time. */
  projection(H: number, needed: Capacity): Atlas {
    const pairs = Math.ceil(needed.pairs / 2);
    const steps = Math.max(1, Math.min(needed.steps, Math.floor(MAX_PROJECTED_TEXELS / (H * pairs))));
    return this.atlas('projection', 4, H, { pairs, steps });
  }

  /** Like a history's inputs. */
  statesBefore(H: number, needed: Capacity): Atlas {
    return this.atlas('states before', 1, Math.ceil(H / 2), needed);
  }

  /** A tile of E / 4 texels for two pairs, a target for each row. */
  inputGradient(E: number, { pairs, steps }: Capacity): Atlas {
    return this.atlas('input gradient', 4, Math.ceil(E / 4), { pairs: Math.ceil(pairs / 2), steps });
  }

  /** Targets of a step: dz of both rows, and the carry. */
  gradientSteps(H: number, needed: Capacity): StepArrays {
    const formats = ['RGBA32F', 'RGBA32F', 'RG32F'] as const;
    return this.workingSpace(`dz ${H}`, needed, (room) => new StepArrays(this.device, formats, H, room));
  }

  weightSums(sizes: LayerSizes): SingleTexture {
    const anyBatch = { pairs: 0, steps: 0 };
    return this.workingSpace(`sums ${sizes.E} ${sizes.H}`, anyBatch, () => {
      const sums = new SingleTexture(this.device, 4, maxChunks(sizes.H) * sizes.H, biasGroup(sizes) + 1);
      return Object.assign(sums, { capacity: anyBatch });
    });
  }

  dispose(): void {
    for (const histories of this.free.values()) for (const history of histories) history.dispose();
    for (const { history } of this.live.values()) history.dispose();
    for (const space of this.space.values()) space.dispose();
    this.free.clear();
    this.live.clear();
    this.space.clear();
  }

  private atlas(what: string, numTargets: number, width: number, needed: Capacity): Atlas {
    const make = (room: Capacity): Atlas => new Atlas(this.device, numTargets, width, room);
    return this.workingSpace(`${what} ${width}`, needed, make);
  }

  private workingSpace<T extends { capacity: Capacity; dispose(): void }>(
    key: string,
    needed: Capacity,
    make: (room: Capacity) => T,
  ): T {
    // A key names one kind of space.
    const before = this.space.get(key) as T | undefined;
    // Not to be found again should there be no room for the new one.
    this.space.delete(key);
    const space = grown(before, needed, make);
    this.space.set(key, space);
    return space;
  }
}
