/** Seeded dropout, drawn on the CPU so that it is the same on every backend. */
import { UNKNOWN_ID } from '../config';
import type { Batch } from '../data/batches';
import { Random } from '../data/random';
import type { StepRandomness } from './network';
import type { NetworkDescription } from './networkDescription';
import { headInputs } from './networkDescription';

/**
 * [rows, columns]: 0 with probability `rate`, else 1 / (1 - rate) ("inverted dropout", as in Keras).
 * @param stream names the layer and the step, so that no two masks of a run share their draws.
 */
export function dropoutMask(
  seed: number,
  stream: string,
  rows: number,
  columns: number,
  rate: number,
): Float32Array {
  const random = new Random(seed, `dropout/${stream}`);
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = random.next() < rate ? 0 : kept;
  return mask;
}

/** A copy of the batch in which words are unknown with probability `rate`, and the n-grams that end there gone. */
export function dropWords(batch: Batch, rate: number, { seed, step }: StepRandomness): Batch {
  if (rate === 0) return batch;
  const random = new Random(seed, `dropout/${step}/words`);
  const { size, lengths } = batch;
  const ids = batch.ids.slice();
  const ngramIds = batch.ngramIds?.map((values) => values.slice());
  for (let row = 0; row < size; row++) {
    for (let t = 0; t < lengths[row]!; t++) {
      if (random.next() >= rate) continue;
      ids[t * size + row] = UNKNOWN_ID;
      ngramIds?.forEach((values) => {
        values[t * size + row] = 0;
      });
    }
  }
  return { ...batch, ids, ...(ngramIds === undefined ? {} : { ngramIds }) };
}

/** Dropout masks of one training step, each null where nothing is dropped. */
export interface StepMasks {
  /** [B, E], on the added vectors. */
  embedding: Float32Array | null;
  /** Of each LSTM layer: [B, inputs], shared by both directions, and [B, H] or [B, 2H]. */
  lstms: { input: Float32Array | null; recurrent: Float32Array | null }[];
  /** On the inputs of each dense layer: [B, inputs]. */
  denses: (Float32Array | null)[];
}

export function stepMasks(
  network: NetworkDescription,
  rows: number,
  { seed, step }: StepRandomness,
): StepMasks {
  const mask = (name: string, columns: number, rate: number): Float32Array | null =>
    rate === 0 ? null : dropoutMask(seed, `${step}/${name}`, rows, columns, rate);
  const { embeddingUnits, embeddingDropout } = network;
  let inputs = embeddingUnits;
  const lstms = network.lstms.map(({ name, units, isBidirectional, dropout, recurrentDropout }) => {
    const outputs = isBidirectional ? 2 * units : units;
    const masks = {
      input: mask(`${name}/input`, inputs, dropout),
      recurrent: mask(`${name}/state`, outputs, recurrentDropout),
    };
    inputs = outputs;
    return masks;
  });
  inputs = headInputs(network);
  const denses = network.denses.map(({ name, units, dropout }) => {
    const values = mask(`${name}/input`, inputs, dropout);
    inputs = units;
    return values;
  });
  return { embedding: mask('embedding', embeddingUnits, embeddingDropout), lstms, denses };
}
