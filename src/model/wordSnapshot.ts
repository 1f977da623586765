/**
 * The words of a network at the end of an epoch, small enough to keep many: a byte a number of the vectors, a byte for
 * what the network thinks of the word. 10,000 words of 32 numbers take 330 kB.
 */
import type { WordSnapshot } from '../insightTypes';
import type { Network } from './network';

const LARGEST_BYTE = 127;
const MOST_SURE = 254;
const UNKNOWN = 255;

/**
 * @param epoch epochs that the weights have behind them
 * @param scores [V] probability of "positive" for a review of that one word; NaN where it is not known
 */
export async function wordSnapshot(
  network: Network,
  epoch: number,
  scores: Float32Array,
): Promise<WordSnapshot> {
  const { values, units } = await network.readEmbedding();
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const scale = largest / LARGEST_BYTE;
  return {
    epoch,
    // What is no number becomes 0, as in any typed array of integers.
    values: Int8Array.from(values, (value) =>
      Number.isFinite(value) && scale > 0 ? Math.round(value / scale) : 0,
    ),
    scale,
    units,
    scores: Uint8Array.from(scores, (score) =>
      Number.isFinite(score) ? Math.round(score * MOST_SURE) : UNKNOWN,
    ),
  };
}
