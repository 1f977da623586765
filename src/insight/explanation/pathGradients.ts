/** How a network's answer to one review grows while the vectors of all its positions do, from zeros to themselves. */
import type { Batch } from '../../data/batches';
import type { Network } from '../../model/network';
import { gaussLegendre } from './gaussLegendre';

export interface PathGradients {
  /** [T, E] mean of the gradient of the log-odds by the vectors along the straight path. */
  mean: Float64Array;
  /** Of the network: at the end of the path, the review as it is, and at its beginning. */
  logOdds: number;
  baselineLogOdds: number;
  numNodes: number;
}

export interface PathOptions {
  /** The review in `numRows` rows. */
  batchOf: (numRows: number) => Batch;
  /** sum of vector times mean gradient over all positions. */
  sumOf: (mean: Float64Array) => number;
  /** Called between passes; may wait, and throws to cancel. */
  pause: () => Promise<void>;
}

/** With the path's two ends multiples of the rows that the kernel takes at a time. */
const NODES = [30, 62, 126, 254];
/** Rows of a pass: some tens of milliseconds. */
const PIECE = 32;
/** Of the largest of 1 and the difference. */
const TOLERANCE = 1e-3;

/** More nodes are taken until the vectors times their mean gradients add up to the difference of the path's ends. */
export async function pathGradients(
  network: Pick<Network, 'wordGradients'>,
  options: PathOptions,
): Promise<PathGradients> {
  for (const [i, numNodes] of NODES.entries()) {
    const path = await integrate(network, numNodes, options);
    const difference = path.logOdds - path.baselineLogOdds;
    const error = Math.abs(options.sumOf(path.mean) - difference);
    if (error <= TOLERANCE * Math.max(1, Math.abs(difference)) || i === NODES.length - 1) return path;
  }
  throw new Error('No nodes.');
}

async function integrate(
  network: Pick<Network, 'wordGradients'>,
  numNodes: number,
  { batchOf, pause }: PathOptions,
): Promise<PathGradients> {
  const { nodes, weights } = gaussLegendre(numNodes);
  const scales = Float32Array.of(0, ...nodes, 1);
  const shares = Float64Array.of(0, ...weights, 0);
  const logOdds = new Float32Array(scales.length);
  let mean = new Float64Array(0);
  for (let start = 0; start < scales.length; start += PIECE) {
    await pause();
    const some = scales.subarray(start, start + PIECE);
    const batch = batchOf(some.length);
    const found = await network.wordGradients(batch, some);
    logOdds.set(found.logOdds, start);
    if (start === 0) mean = new Float64Array(found.gradients.length / some.length);
    const units = found.gradients.length / batch.ids.length;
    addRows(found.gradients, shares.subarray(start, start + PIECE), units, mean);
  }
  return { mean, logOdds: logOdds.at(-1)!, baselineLogOdds: logOdds[0]!, numNodes };
}

/** Adds [T, B, E] over B, each row times its share, to [T, E]. */
function addRows(gradients: Float32Array, shares: Float64Array, E: number, sum: Float64Array): void {
  let from = 0;
  for (let to = 0; to < sum.length; to += E) {
    for (const share of shares) {
      for (let e = 0; e < E; e++) sum[to + e]! += share * gradients[from + e]!;
      from += E;
    }
  }
}
