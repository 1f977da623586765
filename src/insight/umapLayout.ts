/**
 * UMAP (McInnes, Healy and Melville 2018, https://arxiv.org/abs/1802.03426): a plane on which neighbours stay
 * neighbours. The layout starts from principal components, so that groups far apart tend to stay so (Kobak and
 * Linderman 2021, https://doi.org/10.1038/s41587-020-00809-z), and is the same for the same seed.
 */
import { UMAP } from 'umap-js';
import { Random } from '../data/random';
import type { Progress } from '../types';
import { nearestRows } from './exactNeighbours';

export interface UmapPoints {
  /** [n, E] row-major; neighbours by Euclidean distance. */
  vectors: Float32Array;
  /** E */
  units: number;
  /** Two axes of [n] coordinates to start from. */
  start: Float32Array[];
  seed: number;
}

/** The authors' default, the point itself included. */
const NUM_NEIGHBOURS = 15;
/** Fewer points have no neighbourhoods worth the name. */
const FEWEST_POINTS = 4;
/** Extent of the start and of the noise that parts equal points, as in the authors' own program. */
const START = { extent: 10, noise: 1e-4 };
/** A progress message at most this often. */
const REPORT_EVERY_MS = 100;

/** @returns two axes of [n] coordinates, centred on 0 */
export function umapLayout(
  { vectors, units, start, seed }: UmapPoints,
  onProgress: (progress: Progress) => void = () => {},
): Float32Array[] {
  const numPoints = vectors.length / units;
  if (numPoints < FEWEST_POINTS) return start;
  const report = seldom(onProgress);
  const numNeighbours = Math.min(NUM_NEIGHBOURS, numPoints - 1);
  const { indices, distances } = nearestRows(vectors, units, numNeighbours, (done) =>
    report({ phase: 'Finding neighbours', done, total: numPoints, unit: 'words' }),
  );
  const random = new Random(seed, 'umap');
  const umap = new UMAP({ nNeighbors: numNeighbours, random: () => random.next() });
  umap.setPrecomputedKNN(indices, distances);
  // With its neighbours known, of the points themselves only their number counts.
  const numEpochs = umap.initializeFit(indices);
  const points = umap.getEmbedding();
  startAt(points, start, random);
  for (let done = 0; done < numEpochs;) {
    done = umap.step();
    report({ phase: 'Laying out the words', done, total: numEpochs, unit: 'epochs' });
  }
  return [0, 1].map((axis) => centred(points.map((point) => point[axis]!)));
}

function startAt(points: number[][], start: Float32Array[], random: Random): void {
  start.forEach((values, axis) => {
    const largest = start.reduce((most, each) => each.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
    const scale = largest > 0 ? START.extent / largest : 0;
    points.forEach((point, i) => {
      point[axis] = scale * values[i]! + START.noise * random.normal();
    });
  });
}

function centred(values: number[]): Float32Array {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Float32Array.from(values, (value) => value - mean);
}

function seldom(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY_MS) return;
    last = now;
    onProgress(progress);
  };
}
