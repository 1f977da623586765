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
  // Plain loops: iterators take many times as long, and training waits.
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > largest && size < Infinity) largest = size;
  }
  const scale = largest / LARGEST_BYTE;
  const bytes = new Int8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const steps = Math.round(values[i]! / scale);
    if (Math.abs(steps) <= LARGEST_BYTE) bytes[i] = steps;
  }
  return { epoch, values: bytes, scale, units, scores: scoreBytes(scores) };
}

function scoreBytes(scores: Float32Array): Uint8Array {
  const bytes = new Uint8Array(scores.length).fill(UNKNOWN);
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (Number.isFinite(score)) bytes[i] = Math.round(score * MOST_SURE);
  }
  return bytes;
}
