/** The snapshots of a run. Those of a long one are kept within bounds: fewer epochs, evenly spread. */
import type { WeightsSnapshot, WordSnapshot } from '../insightTypes';

export interface EpochSnapshot {
  words: WordSnapshot;
  weights: WeightsSnapshot;
}

export const MAX_SNAPSHOTS = 40;
export const MAX_SNAPSHOT_BYTES = 64_000_000;

const bytesOf = ({ words }: EpochSnapshot): number => words.values.byteLength + words.scores.byteLength;

/** The first and the last stay in any case. @param snapshots by epoch */
export function fewSnapshots(snapshots: readonly EpochSnapshot[]): EpochSnapshot[] {
  const kept = [...snapshots];
  let bytes = kept.reduce((sum, snapshot) => sum + bytesOf(snapshot), 0);
  while (kept.length > 2 && (kept.length > MAX_SNAPSHOTS || bytes > MAX_SNAPSHOT_BYTES)) {
    const [dropped] = kept.splice(leastMissed(kept), 1);
    bytes -= bytesOf(dropped!);
  }
  return kept;
}

/** Place of the one that leaves the smallest gap; of several the earliest, so that the newest epochs stay together. */
function leastMissed(snapshots: readonly EpochSnapshot[]): number {
  let place = 1;
  let smallest = Infinity;
  for (let i = 1; i < snapshots.length - 1; i++) {
    const gap = snapshots[i + 1]!.words.epoch - snapshots[i - 1]!.words.epoch;
    if (gap < smallest) [place, smallest] = [i, gap];
  }
  return place;
}
