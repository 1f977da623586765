/**
 * Groups of words with like vectors: k-means (Lloyd 1982, https://doi.org/10.1109/TIT.1982.1056489) begun by k-means++
 * (Arthur and Vassilvitskii 2007), on vectors of unit length: what counts is their direction, as for neighbours by
 * cosine. The same for the same seed.
 */
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import type { WordClusters } from '../insightTypes';
import { unitRows } from './umapPoints';
import { commonestVectors, endOfCommonest, numRows, type WordSpace } from './wordSpace';

type Pause = () => Promise<void>;

/** Where no word has changed its cluster before. */
const MAX_ROUNDS = 50;
/** Numbers compared between two pauses: some milliseconds. */
const PIECE = 4_000_000;
const NUM_TYPICAL = 8;
const NO_CLUSTER = 255;
/** A byte names a cluster, and one value is taken. */
const MAX_CLUSTERS = 64;

export interface ClusterOptions {
  /** 1 to MAX_CLUSTERS; at most as many as there are words. */
  numClusters: number;
  /** The commonest, which decide where the centres lie; the others go to the nearest centre. */
  maxWords: number;
  seed: number;
}

export async function clusterWords(
  space: WordSpace,
  { numClusters, maxWords, seed }: ClusterOptions,
  wordOf: (id: number) => string,
  pause: Pause,
): Promise<WordClusters> {
  const { units, end } = space;
  const all = unitRows(commonestVectors(space, end), units);
  const numWords = endOfCommonest(space, maxWords) - FIRST_WORD_ID;
  const table = all.subarray(0, numWords * units);
  const k = Math.max(1, Math.min(Math.floor(numClusters), MAX_CLUSTERS, numWords));
  const centres = await findCentres(table, units, k, new Random(seed, 'clusters'), pause);
  const found = await nearestCentres(all, units, centres, pause);
  const order = bySize(found.nearest, k);
  const rankOf = order.reduce(
    (ranks, cluster, rank) => ranks.fill(rank, cluster, cluster + 1),
    new Uint8Array(k),
  );
  const clusters = new Uint8Array(numRows(space)).fill(NO_CLUSTER);
  found.nearest.forEach((cluster, i) => (clusters[FIRST_WORD_ID + i] = rankOf[cluster]!));
  const typicalWords = typical(found, numWords, k).map((rows) =>
    rows.map((row) => wordOf(FIRST_WORD_ID + row)),
  );
  return { clusters, typicalWords: order.map((cluster) => typicalWords[cluster]!) };
}

/** [k * D] */
async function findCentres(
  table: Float32Array,
  dimensions: number,
  k: number,
  random: Random,
  pause: Pause,
): Promise<Float64Array> {
  const centres = await firstCentres(table, dimensions, k, random, pause);
  let before: Uint8Array | null = null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { nearest, squares } = await nearestCentres(table, dimensions, centres, pause);
    if (before?.every((cluster, row) => cluster === nearest[row]) === true) break;
    before = nearest;
    moveToMeans(centres, table, dimensions, nearest, squares);
  }
  return centres;
}

/** Each further centre is a row drawn with a probability that grows with its squared distance to the centres so far. */
async function firstCentres(
  table: Float32Array,
  dimensions: number,
  k: number,
  random: Random,
  pause: Pause,
): Promise<Float64Array> {
  const count = table.length / dimensions;
  const centres = new Float64Array(k * dimensions);
  const squares = new Float64Array(count).fill(Infinity);
  let chosen = Math.floor(random.next() * count);
  for (let c = 0; c < k; c++) {
    centres.set(table.subarray(chosen * dimensions, (chosen + 1) * dimensions), c * dimensions);
    for (let row = 0; row < count; row++) {
      squares[row] = Math.min(squares[row]!, squaredDistance(table, row, centres, c, dimensions));
    }
    await pause();
    let left = random.next() * squares.reduce((a, b) => a + b, 0);
    chosen = squares.findIndex((square) => (left -= square) < 0);
    // Fewer different rows than centres: some centres coincide, and their clusters are empty.
    if (chosen < 0) chosen = Math.floor(random.next() * count);
  }
  return centres;
}

interface Nearest {
  /** [rows] number of the nearest centre. */
  nearest: Uint8Array;
  /** [rows] squared distance to it. */
  squares: Float64Array;
}

async function nearestCentres(
  table: Float32Array,
  dimensions: number,
  centres: Float64Array,
  pause: Pause,
): Promise<Nearest> {
  const count = table.length / dimensions;
  const k = centres.length / dimensions;
  const nearest = new Uint8Array(count);
  const squares = new Float64Array(count).fill(Infinity);
  const rowsAtOnce = Math.max(1, Math.floor(PIECE / centres.length));
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < k; c++) {
      const square = squaredDistance(table, row, centres, c, dimensions);
      if (square < squares[row]!) {
        squares[row] = square;
        nearest[row] = c;
      }
    }
    if (row % rowsAtOnce === rowsAtOnce - 1) await pause();
  }
  await pause();
  return { nearest, squares };
}

/** A centre without rows goes to the row that is farthest from its own. */
function moveToMeans(
  centres: Float64Array,
  table: Float32Array,
  dimensions: number,
  nearest: Uint8Array,
  squares: Float64Array,
): void {
  const counts = new Float64Array(centres.length / dimensions);
  centres.fill(0);
  nearest.forEach((cluster, row) => {
    counts[cluster]!++;
    for (let d = 0; d < dimensions; d++) centres[cluster * dimensions + d]! += table[row * dimensions + d]!;
  });
  counts.forEach((members, cluster) => {
    const first = cluster * dimensions;
    if (members > 0) for (let d = 0; d < dimensions; d++) centres[first + d]! /= members;
    else {
      const farthest = squares.indexOf(squares.reduce((a, b) => Math.max(a, b), 0));
      centres.set(table.subarray(farthest * dimensions, (farthest + 1) * dimensions), first);
      squares[farthest] = 0;
    }
  });
}

function squaredDistance(
  table: Float32Array,
  row: number,
  centres: Float64Array,
  centre: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let d = 0, a = row * dimensions, b = centre * dimensions; d < dimensions; d++, a++, b++) {
    const difference = table[a]! - centres[b]!;
    sum += difference * difference;
  }
  return sum;
}

/** Numbers of the clusters, the largest first. */
function bySize(nearest: Uint8Array, k: number): number[] {
  const sizes = Array.from({ length: k }, () => 0);
  for (const cluster of nearest) sizes[cluster]!++;
  return [...sizes.keys()].toSorted((a, b) => sizes[b]! - sizes[a]! || a - b);
}

/** For each cluster the rows nearest to its centre, among the first `numWords`. */
function typical({ nearest, squares }: Nearest, numWords: number, k: number): number[][] {
  const rows = Array.from({ length: k }, (): number[] => []);
  for (let row = 0; row < numWords; row++) rows[nearest[row]!]!.push(row);
  return rows.map((members) =>
    members.toSorted((a, b) => squares[a]! - squares[b]! || a - b).slice(0, NUM_TYPICAL),
  );
}
