/**
 * The embedding's gradient on WebGPU in two dispatches: sums of at most CHUNK positions of one token (a
 * frequent word would be one long loop in one invocation otherwise), then every row of the table takes the
 * sum of its token's chunks, or zero.
 */
import * as tf from '@tensorflow/tfjs-core';
import { chunkTokens, sortIds } from './sortedIds';
import { elementwise, runElementwise } from './webgpuProgram';

const CHUNK = 64;
/** Sizes are rounded up to a multiple of this, so that buffers of few sizes are made. */
const CHUNKS_MULTIPLE = 512;

const sumChunks = elementwise({
  key: 'embeddingChunks',
  inputs: ['dy', 'positions', 'chunkStart'],
  uniforms: ['units'],
  code: `
    fn valueAt(index: i32) -> f32 {
      let chunk = index / uniforms.units;
      let e = index % uniforms.units;
      var sum = 0.0;
      for (var i = chunkStart[chunk]; i < chunkStart[chunk + 1]; i++) {
        sum += dy[positions[i] * uniforms.units + e];
      }
      return sum;
    }`,
});

const sumTokens = elementwise({
  key: 'embeddingTokens',
  inputs: ['partial', 'firstChunk'],
  uniforms: ['units'],
  code: `
    fn valueAt(index: i32) -> f32 {
      let token = index / uniforms.units;
      let e = index % uniforms.units;
      var sum = 0.0;
      for (var i = firstChunk[token]; i < firstChunk[token + 1]; i++) {
        sum += partial[i * uniforms.units + e];
      }
      return sum;
    }`,
});

/** As embedding.ts states it. */
export function webgpuEmbeddingGradient(
  dy: tf.Tensor,
  ids: Int32Array,
  numWords: number,
  units: number,
  lengths: Int32Array | null,
): tf.Tensor2D {
  const { positions, tokenStart } = sortIds(ids, numWords, lengths);
  if (positions.length === 0) return tf.zeros([numWords, units]);
  const { chunkStart, firstChunk } = chunkTokens(tokenStart, CHUNK);
  const numRows = Math.ceil((chunkStart.length - 1) / CHUNKS_MULTIPLE) * CHUNKS_MULTIPLE;
  return tf.tidy(() => {
    const padded = new Int32Array(ids.length);
    padded.set(positions);
    // What is left over are empty chunks behind the last position.
    const starts = new Int32Array(numRows + 1).fill(positions.length);
    starts.set(chunkStart);
    const inputs = [dy, tf.tensor1d(padded, 'int32'), tf.tensor1d(starts, 'int32')];
    const partial = runElementwise<tf.Rank.R2>(sumChunks, [numRows, units], inputs, [units]);
    const chunks = tf.tensor1d(firstChunk, 'int32');
    return runElementwise<tf.Rank.R2>(sumTokens, [numWords, units], [partial, chunks], [units]);
  });
}
