/** Seeded dropout masks, drawn on the CPU so that they are the same on every backend. */
import { Random } from '../data/random';

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
