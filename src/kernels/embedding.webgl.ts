/**
 * The embedding on WebGL2. Lookup: one draw. Gradient: two, sums of at most CHUNK positions of one token (a
 * frequent word would be one long loop in one fragment otherwise), then the sum of each token's chunks.
 */
import * as tf from '@tensorflow/tfjs-core';
import { chunkTokens, sortIds } from './sortedIds';
import { WebglDevice, type GlProgram } from './webglDevice';
import { INTEGER, IntegerList } from './webglIntegers';
import { Atlas, atlasTile, grown, type Capacity } from './webglSequence';
import { drawTensors, PACKED_TEXEL, withTextures } from './webglTensors';

const CHUNK = 64;

/** Packed table [V, E] -> packed [T, B, E]. */
function lookUp(E: number): GlProgram {
  const width = Math.ceil(E / 2);
  return {
    name: `embedding ${E}`,
    numTargets: 1,
    textures: ['Table'],
    intTextures: ['Ids'],
    ints: ['batch', 'outputWidth'],
    code: `${PACKED_TEXEL}${INTEGER}
      vec2 word(int id, int column) {
        vec4 texel = packedTexel(Table, id / 2 * ${width} + column);
        return id % 2 == 0 ? texel.xy : texel.zw;
      }
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int column = index % ${width};
        int pairs = (batch + 1) / 2;
        int row = index / ${width} % pairs * 2;
        int first = index / ${width} / pairs * batch + row;
        out0.xy = word(integer(Ids, first), column);
        out0.zw = row + 1 < batch ? word(integer(Ids, first + 1), column) : vec2(0);
      }`,
  };
}

/** Packed dy [T, B, E] -> atlas, a tile for each chunk: four features in a texel. */
function sumChunks(E: number): GlProgram {
  const [width, dyWidth] = [Math.ceil(E / 4), Math.ceil(E / 2)];
  return {
    name: `embedding chunks ${E}`,
    numTargets: 1,
    textures: ['DY'],
    intTextures: ['Positions', 'ChunkStart'],
    ints: ['batch', 'numChunks', 'tilesPerRow'],
    code: `${PACKED_TEXEL}${INTEGER}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int chunk = at.y * tilesPerRow + at.x / ${width};
        int column = at.x % ${width} * 2;
        out0 = vec4(0);
        if (chunk >= numChunks) return;
        int end = integer(ChunkStart, chunk + 1);
        for (int i = integer(ChunkStart, chunk); i < end; i++) {
          int position = integer(Positions, i);
          int row = position % batch;
          int index = (position / batch * ((batch + 1) / 2) + row / 2) * ${dyWidth} + column;
          vec4 a = packedTexel(DY, index);
          vec4 b = column + 1 < ${dyWidth} ? packedTexel(DY, index + 1) : vec4(0);
          out0 += row % 2 == 0 ? vec4(a.xy, b.xy) : vec4(a.zw, b.zw);
        }
      }`,
  };
}

/** Sums of chunks -> packed gradient of the table [V, E]. */
function sumTokens(E: number): GlProgram {
  const width = Math.ceil(E / 2);
  return {
    name: `embedding tokens ${E}`,
    numTargets: 1,
    textures: ['Chunks'],
    intTextures: ['FirstChunk'],
    ints: ['numWords', 'outputWidth'],
    code: `${INTEGER}${atlasTile(Math.ceil(E / 4))}
      vec2 word(int id, int column) {
        if (id >= numWords) return vec2(0);
        vec4 sum = vec4(0);
        int end = integer(FirstChunk, id + 1);
        for (int chunk = integer(FirstChunk, id); chunk < end; chunk++) {
          sum += texelFetch(Chunks, atlasTile(Chunks, chunk, 1) + ivec2(column / 2, 0), 0);
        }
        return column % 2 == 0 ? sum.xy : sum.zw;
      }
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int column = index % ${width};
        int id = index / ${width} * 2;
        out0 = vec4(word(id, column), word(id + 1, column));
      }`,
  };
}

/** Kept from batch to batch. */
class EmbeddingMemory {
  readonly ids: IntegerList;
  readonly positions: IntegerList;
  readonly chunkStart: IntegerList;
  readonly firstChunk: IntegerList;
  /** By E. */
  private readonly atlases = new Map<number, Atlas>();

  constructor(private readonly device: WebglDevice) {
    this.ids = new IntegerList(device);
    this.positions = new IntegerList(device);
    this.chunkStart = new IntegerList(device);
    this.firstChunk = new IntegerList(device);
  }

  /** A tile of E / 4 texels for each chunk. */
  chunks(E: number, numChunks: number): Atlas {
    const needed = { pairs: 1, steps: numChunks };
    const make = (room: Capacity): Atlas => new Atlas(this.device, 1, Math.ceil(E / 4), room);
    const before = this.atlases.get(E);
    // Not to be found again should there be no room for the new one.
    this.atlases.delete(E);
    const atlas = grown(before, needed, make);
    this.atlases.set(E, atlas);
    return atlas;
  }

  dispose(): void {
    for (const list of [this.ids, this.positions, this.chunkStart, this.firstChunk]) list.dispose();
    for (const atlas of this.atlases.values()) atlas.dispose();
  }
}

/** As embedding.ts states it. */
export function webglEmbedding(table: tf.Tensor2D, ids: Int32Array, T: number, B: number): tf.Tensor3D {
  const device = WebglDevice.current();
  const { ids: list } = device.part(EmbeddingMemory);
  const E = table.shape[1];
  return withTextures({ Table: table }, ({ Table }) =>
    device.run(() => {
      list.write(ids);
      const [rows] = drawTensors(device, [[T, B, E]], (target, outputWidth) => {
        const textures = { Table, Ids: list.texture };
        device.use(lookUp(E), { textures, numbers: { batch: B, outputWidth } });
        device.draw(target);
      });
      return rows as tf.Tensor3D;
    }),
  );
}

/** As embedding.ts states it; dy [T, B, E]. */
export function webglEmbeddingGradient(
  dy: tf.Tensor,
  ids: Int32Array,
  numWords: number,
  lengths: Int32Array | null,
): tf.Tensor2D {
  const [, B, E] = dy.shape as [number, number, number];
  const { positions, tokenStart } = sortIds(ids, numWords, lengths);
  if (positions.length === 0) return tf.zeros([numWords, E]);
  const { chunkStart, firstChunk } = chunkTokens(tokenStart, CHUNK);
  const device = WebglDevice.current();
  const own = device.part(EmbeddingMemory);
  return withTextures({ DY: dy }, ({ DY }) =>
    device.run(() => {
      own.positions.write(positions);
      own.chunkStart.write(chunkStart);
      own.firstChunk.write(firstChunk);
      const numChunks = chunkStart.length - 1;
      const chunks = own.chunks(E, numChunks);
      const [Positions, ChunkStart] = [own.positions.texture, own.chunkStart.texture];
      device.use(sumChunks(E), {
        textures: { DY, Positions, ChunkStart },
        numbers: { batch: B, numChunks, tilesPerRow: chunks.tilesPerRow },
      });
      device.draw(chunks.target(numChunks, 1));
      const [gradient] = drawTensors(device, [[numWords, E]], (target, outputWidth) => {
        const textures = { Chunks: chunks.textures[0]!, FirstChunk: own.firstChunk.texture };
        device.use(sumTokens(E), { textures, numbers: { numWords, outputWidth } });
        device.draw(target);
      });
      return gradient as tf.Tensor2D;
    }),
  );
}
