/**
 * The forward pass of a network in tfjs's operations, on whatever backend is current.
 * Shapes: T time steps, B batch, E embedding size, H units of a direction.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/batches';
import { embedding } from '../kernels/embedding';
import { lstm } from '../kernels/lstm';
import type { StepMasks } from './dropout';
import { directions, type LstmDescription, type NetworkDescription } from './networkDescription';

/** The vectors of each position, added: [T, B, E]. @param weights tables first */
export function embed(
  { tables }: NetworkDescription,
  weights: readonly tf.Tensor[],
  batch: Batch,
): tf.Tensor3D {
  const { ids, ngramIds = [], steps, size, lengths } = batch;
  return tables
    .map((_, i) => {
      const table = weights[i] as tf.Tensor2D;
      if (i === 0) return embedding(table, ids, steps, size, lengths);
      const rows = ngramIds[i - 1]!;
      // Where no n-gram ends, nothing is added and nothing is learnt.
      const isThere = tf.tensor3d(Float32Array.from(rows, Math.sign), [steps, size, 1]);
      return tf.mul<tf.Tensor3D>(embedding(table, rows, steps, size, lengths), isThere);
    })
    .reduce((sum, vectors) => tf.add(sum, vectors));
}

/** Logits [B, 2] from the embedded words. @param masks null for no dropout */
export function forward(
  network: NetworkDescription,
  weights: readonly tf.Tensor[],
  embedded: tf.Tensor3D,
  { size, lengths }: Pick<Batch, 'size' | 'lengths'>,
  masks: StepMasks | null,
): tf.Tensor2D {
  let next = network.tables.length;
  const take = (): tf.Tensor => weights[next++]!;
  const masked = <T extends tf.Tensor>(x: T, mask: Float32Array | null | undefined): T =>
    mask === null || mask === undefined ? x : tf.mul(x, asMatrix(mask, size));
  let x = masked(embedded, masks?.embedding);
  let last: tf.Tensor2D | null = null;
  network.lstms.forEach((layer, i) => {
    const isLast = i === network.lstms.length - 1;
    const outputs = directions(layer).map((goBackwards, direction) =>
      lstm(
        {
          x,
          kernel: take() as tf.Tensor2D,
          recurrentKernel: take() as tf.Tensor2D,
          bias: take() as tf.Tensor1D,
          inputMask: matrixOrNull(masks?.lstms[i]!.input, size),
          recurrentMask: matrixOrNull(half(masks?.lstms[i]!.recurrent, size, layer, direction), size),
        },
        { lengths, returnSequences: !isLast || network.pooling !== 'last', goBackwards },
      ),
    );
    if (isLast && network.pooling === 'last') last = tf.concat(outputs as tf.Tensor2D[], 1);
    else x = outputs.length === 1 ? (outputs[0] as tf.Tensor3D) : tf.concat(outputs as tf.Tensor3D[], 2);
  });
  let value = last ?? pool(x, lengths, network.pooling);
  network.denses.forEach(({ isRelu }, i) => {
    const kernel = take() as tf.Tensor2D;
    const linear = tf.add<tf.Tensor2D>(tf.matMul(masked(value, masks?.denses[i]), kernel), take());
    value = isRelu ? tf.relu(linear) : linear;
  });
  return value;
}

/** Of the masks [B, 2H] of both directions those of one, [B, H]. */
function half(
  mask: Float32Array | null | undefined,
  rows: number,
  { isBidirectional, units }: LstmDescription,
  direction: number,
): Float32Array | null {
  if (mask === null || mask === undefined) return null;
  if (!isBidirectional) return mask;
  const values = new Float32Array(rows * units);
  for (let row = 0; row < rows; row++) {
    const start = (2 * row + direction) * units;
    values.set(mask.subarray(start, start + units), row * units);
  }
  return values;
}

const asMatrix = (values: Float32Array, rows: number): tf.Tensor2D =>
  tf.tensor2d(values, [rows, values.length / rows]);

const matrixOrNull = (values: Float32Array | null | undefined, rows: number): tf.Tensor2D | null =>
  values === null || values === undefined ? null : asMatrix(values, rows);

/** Stands for what is not there when the largest value is looked for. */
const ABSENT = -1e9;

/** Over the real steps of each row: [T, B, H] -> [B, H], or [B, 2H] with the maximum before the mean. */
export function pool(
  x: tf.Tensor3D,
  lengths: Int32Array,
  pooling: NetworkDescription['pooling'],
): tf.Tensor2D {
  const [T, B] = x.shape;
  const isReal = tf.tensor3d(
    Float32Array.from({ length: T * B }, (_, i) => Number(Math.floor(i / B) < lengths[i % B]!)),
    [T, B, 1],
  );
  const hasWords = tf.tensor2d(Float32Array.from(lengths, Math.sign), [B, 1]);
  const largest = (): tf.Tensor2D =>
    tf.mul(tf.max(tf.add(x, tf.mul(tf.sub(1, isReal), ABSENT)), 0), hasWords);
  const mean = (): tf.Tensor2D =>
    tf.mul(tf.sum(tf.mul(x, isReal), 0), tf.tensor2d(Float32Array.from(lengths, reciprocal), [B, 1]));
  if (pooling === 'maxMean') return tf.concat([largest(), mean()], 1);
  return pooling === 'max' ? largest() : mean();
}

const reciprocal = (length: number): number => (length === 0 ? 0 : 1 / length);
