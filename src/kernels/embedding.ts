/**
 * Embedding lookup with a gradient that costs what the batch holds, not what the vocabulary does: tfjs's
 * own compares every position with every word.
 * Legend: V vocabulary, E embedding size, T time steps, B batch.
 */
import * as tf from '@tensorflow/tfjs-core';
import { checkIds } from './checkIds';
import { webglEmbedding, webglEmbeddingGradient } from './embedding.webgl';
import { webgpuEmbeddingGradient } from './embedding.webgpu';

/**
 * @param table [V, E] float32
 * @param ids [T * B], time-major: step t of row b is ids[t * B + b]. Not to be written to until the gradient is taken.
 * @param lengths [B]: positions at t >= lengths[b] are padding and get no gradient; without it there is no padding
 * @returns [T, B, E]
 * @throws VerdictError 'id-out-of-range': WebGL would read zeros there without a word.
 */
export function embedding(
  table: tf.Tensor2D,
  ids: Int32Array,
  T: number,
  B: number,
  lengths: Int32Array | null = null,
): tf.Tensor3D {
  const [numWords, units] = table.shape;
  checkIds(ids, numWords, T, B);
  const lookup = tf.customGrad((...args) => ({
    value: lookUp(args[0] as tf.Tensor2D, ids, T, B),
    gradFunc: (dy: tf.Tensor) => embeddingGradient(dy, ids, numWords, units, lengths),
  }));
  return lookup(table) as tf.Tensor3D;
}

/** The rows `ids` of the table, [T, B, E]. */
function lookUp(table: tf.Tensor2D, ids: Int32Array, T: number, B: number): tf.Tensor3D {
  const backend = tf.getBackend();
  if (backend === 'webgl') return webglEmbedding(table, ids, T, B);
  if (backend === 'webgpu') {
    return tf.reshape(tf.gather(table, tf.tensor1d(ids, 'int32')), [T, B, table.shape[1]]);
  }
  // Where tensors lie in main memory this loop takes a fifth of the time of the WASM backend's own gather.
  const units = table.shape[1];
  const rows = table.dataSync<'float32'>();
  const gathered = new Float32Array(ids.length * units);
  for (let position = 0; position < ids.length; position++) {
    const from = ids[position]! * units;
    const to = position * units;
    for (let e = 0; e < units; e++) gathered[to + e] = rows[from + e]!;
  }
  return tf.tensor3d(gathered, [T, B, units]);
}

/** dy [T, B, E] summed by id: [V, E]. */
function embeddingGradient(
  dy: tf.Tensor,
  ids: Int32Array,
  numWords: number,
  units: number,
  lengths: Int32Array | null,
): tf.Tensor2D {
  const backend = tf.getBackend();
  if (backend === 'webgl') return webglEmbeddingGradient(dy, ids, numWords, lengths);
  if (backend === 'webgpu') return webgpuEmbeddingGradient(dy, ids, numWords, units, lengths);
  const values = dy.dataSync<'float32'>();
  // In float64: a frequent token's sum has thousands of terms.
  const sums = new Float64Array(numWords * units);
  const B = lengths?.length ?? 1;
  for (let position = 0; position < ids.length; position++) {
    if (lengths !== null && Math.floor(position / B) >= lengths[position % B]!) continue;
    const from = position * units;
    const to = ids[position]! * units;
    for (let e = 0; e < units; e++) sums[to + e]! += values[from + e]!;
  }
  return tf.tensor2d(new Float32Array(sums), [numWords, units]);
}
