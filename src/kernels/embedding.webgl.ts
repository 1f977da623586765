/**
 * The embedding's gradient on WebGL in two draws: sums of at most CHUNK positions of one token (a frequent
 * word would be one long loop in one fragment otherwise), then the sum of each token's chunks.
 */
import * as tf from '@tensorflow/tfjs-core';
import { runProgram, type Program } from './webglProgram';
import { chunkTokens, sortIds } from './sortedIds';

const CHUNK = 64;
/** The partial sums are padded to a multiple of this, so that textures of few sizes are made. */
const CHUNKS_MULTIPLE = 512;

const sumChunks: Program = {
  variableNames: ['dY', 'Positions', 'ChunkStart'],
  customUniforms: [{ name: 'numChunks', type: 'int' }],
  userCode: `
    void main() {
      ivec2 at = getOutputCoords();
      float sum = 0.0;
      if (at.x < numChunks) {
        int end = int(getChunkStart(at.x + 1));
        for (int i = int(getChunkStart(at.x)); i < end; i++) sum += getDY(int(getPositions(i)), at.y);
      }
      setOutput(sum);
    }`,
};

const sumTokens: Program = {
  variableNames: ['Partial', 'FirstChunk'],
  userCode: `
    void main() {
      ivec2 at = getOutputCoords();
      float sum = 0.0;
      int end = int(getFirstChunk(at.x + 1));
      for (int i = int(getFirstChunk(at.x)); i < end; i++) sum += getPartial(i, at.y);
      setOutput(sum);
    }`,
};

/** As embedding.ts states it. */
export function webglEmbeddingGradient(
  dy: tf.Tensor,
  ids: Int32Array,
  numWords: number,
  units: number,
  lengths: Int32Array | null,
): tf.Tensor2D {
  const { positions, tokenStart } = sortIds(ids, numWords, lengths);
  if (positions.length === 0) return tf.zeros([numWords, units]);
  const { chunkStart, firstChunk } = chunkTokens(tokenStart, CHUNK);
  const numChunks = chunkStart.length - 1;
  const numRows = Math.ceil(numChunks / CHUNKS_MULTIPLE) * CHUNKS_MULTIPLE;
  return tf.tidy(() => {
    const rows = tf.reshape(dy, [ids.length, units]);
    const padded = new Int32Array(ids.length);
    padded.set(positions);
    const starts = new Int32Array(numRows + 1);
    starts.set(chunkStart);
    const inputs = [rows, tf.tensor1d(padded, 'int32'), tf.tensor1d(starts, 'int32')];
    const partial = runProgram(sumChunks, [numRows, units], inputs, [[numChunks]]);
    const result = runProgram(sumTokens, [numWords, units], [partial, tf.tensor1d(firstChunk, 'int32')]);
    return result as tf.Tensor2D;
  });
}
