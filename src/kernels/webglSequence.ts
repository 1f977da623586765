/**
 * Textures that hold a value per time step, pair of batch rows and unit. One texel is one unit of two rows.
 * Both kinds serve any batch up to their capacity, so that few are ever made.
 */
import type { Target, WebglDevice } from './webglDevice';

/** Room for batches of up to `pairs` pairs of rows and `steps` steps. */
export interface Capacity {
  pairs: number;
  steps: number;
}

/** Layers that every WebGL2 device has. */
const LAYERS = 256;

/** Capacities are multiples of these, so that growing is rare. */
const STEP_MULTIPLE = 64;
const PAIR_MULTIPLE = 8;

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

function roomFor(needed: Capacity, before: Capacity): Capacity {
  return {
    pairs: Math.max(before.pairs, roundUp(needed.pairs, PAIR_MULTIPLE)),
    // An empty batch takes room, too: textures have at least one texel.
    steps: Math.max(before.steps, roundUp(Math.max(1, needed.steps), STEP_MULTIPLE)),
  };
}

/** What there was, if it has room; else another in its place, which has room for both. */
export function grown<T extends { capacity: Capacity; dispose(): void }>(
  before: T | undefined,
  needed: Capacity,
  make: (room: Capacity) => T,
): T {
  const has = before?.capacity ?? { pairs: 0, steps: 0 };
  if (before !== undefined && has.pairs >= needed.pairs && has.steps >= needed.steps) return before;
  before?.dispose();
  return make(roomFor(needed, has));
}

/** GLSL: where `StepArrays` of `width` units hold a unit of a pair at a step, within the step's own array. */
export const stepTexel = (width: number): string => `
  ivec3 stepTexel(int step, int unit, int pair) {
    int index = step / 2;
    return ivec3(index / ${LAYERS} * ${width} + unit, pair, index % ${LAYERS});
  }`;

/**
 * History that is written step by step while the step before is read. WebGL refuses to read a texture that is
 * being drawn into, even another layer of it, so even and odd steps have arrays of their own. A layer holds one
 * step, and where a sequence has more than 512 steps, further ones beside it.
 */
export class StepArrays {
  /** [parity of the step][target] */
  readonly textures: readonly [readonly WebGLTexture[], readonly WebGLTexture[]];
  private readonly framebuffers: [WebGLFramebuffer[], WebGLFramebuffer[]] = [[], []];

  constructor(
    private readonly device: WebglDevice,
    formats: readonly ('RGBA32F' | 'RG32F')[],
    private readonly width: number,
    readonly capacity: Capacity,
  ) {
    const numLayers = Math.ceil(capacity.steps / 2);
    const columns = Math.ceil(numLayers / LAYERS);
    const make = (): WebGLTexture[] =>
      formats.map((format) =>
        device.texture(format, columns * width, capacity.pairs, Math.min(numLayers, LAYERS)),
      );
    this.textures = [make(), make()];
  }

  /** The textures of a step, and of its neighbours. */
  at(step: number): readonly WebGLTexture[] {
    return this.textures[step & 1 ? 1 : 0];
  }

  target(step: number, pairs: number): Target {
    const [parity, layer] = [step & 1 ? 1 : 0, (step >> 1) % LAYERS] as const;
    const framebuffers = this.framebuffers[parity];
    framebuffers[layer] ??= this.device.framebuffer(
      this.textures[parity].map((texture) => ({ texture, layer })),
    );
    const x = Math.floor((step >> 1) / LAYERS) * this.width;
    return { framebuffer: framebuffers[layer], x, y: 0, width: this.width, height: pairs };
  }

  dispose(): void {
    const { gl } = this.device;
    for (const framebuffer of this.framebuffers.flat()) gl.deleteFramebuffer(framebuffer);
    for (const texture of this.textures.flat()) gl.deleteTexture(texture);
  }
}

/** GLSL: the first texel of a step's tile of `width` units in an `Atlas`, given its texture and the pairs of the batch. */
export const atlasTile = (width: number, name = 'atlasTile'): string => `
  ivec2 ${name}(sampler2D atlas, int index, int pairs) {
    int perRow = textureSize(atlas, 0).x / ${width};
    return ivec2(index % perRow * ${width}, index / perRow * pairs);
  }`;

/** Steps side by side in one texture (or several alike), written all at once. */
export class Atlas {
  readonly textures: readonly WebGLTexture[];
  readonly tilesPerRow: number;
  private readonly framebuffer: WebGLFramebuffer;

  constructor(
    private readonly device: WebglDevice,
    numTargets: number,
    private readonly width: number,
    readonly capacity: Capacity,
  ) {
    const { pairs, steps } = capacity;
    const square = Math.ceil(Math.sqrt((steps * pairs) / width));
    this.tilesPerRow = Math.max(1, Math.min(square, Math.floor(device.maxTextureSize / width)));
    const height = Math.ceil(steps / this.tilesPerRow) * pairs;
    this.textures = Array.from({ length: numTargets }, () =>
      device.texture('RGBA32F', this.tilesPerRow * width, height),
    );
    this.framebuffer = device.framebuffer(this.textures.map((texture) => ({ texture })));
  }

  /** The tiles of the first `steps` steps, and what else is in their last row. */
  target(steps: number, pairs: number): Target {
    const { framebuffer, tilesPerRow } = this;
    const height = Math.ceil(steps / tilesPerRow) * pairs;
    return { framebuffer, x: 0, y: 0, width: Math.min(steps, tilesPerRow) * this.width, height };
  }

  dispose(): void {
    this.device.gl.deleteFramebuffer(this.framebuffer);
    for (const texture of this.textures) this.device.gl.deleteTexture(texture);
  }
}
