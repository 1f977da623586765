import { describe, expect, it } from 'vitest';
import { fewSnapshots, MAX_SNAPSHOT_BYTES, MAX_SNAPSHOTS, type EpochSnapshot } from './epochSnapshots';

const snapshot = (epoch: number, bytes: number): EpochSnapshot => ({
  words: { epoch, values: new Int8Array(bytes), scale: 1, units: 1, scores: new Uint8Array(0) },
  weights: { epoch, weights: [] },
});

const grown = (numEpochs: number, bytes: number): number[] => {
  let kept: EpochSnapshot[] = [];
  for (let epoch = 0; epoch <= numEpochs; epoch++) kept = fewSnapshots([...kept, snapshot(epoch, bytes)]);
  return kept.map(({ words }) => words.epoch);
};

describe('fewSnapshots', () => {
  it('keeps all of a short run', () => {
    expect(grown(12, 10)).toEqual(Array.from({ length: 13 }, (_, epoch) => epoch));
  });

  it('keeps a bounded number of a long run, spread over it, with both ends', () => {
    const epochs = grown(300, 10);
    expect(epochs).toHaveLength(MAX_SNAPSHOTS);
    expect([epochs[0], epochs.at(-1)]).toEqual([0, 300]);
    const gaps = epochs.slice(1).map((epoch, i) => epoch - epochs[i]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(16);
  });

  it('keeps fewer of a large vocabulary, but never less than two', () => {
    const epochs = grown(20, MAX_SNAPSHOT_BYTES / 4);
    expect(epochs).toHaveLength(4);
    expect([epochs[0], epochs.at(-1)]).toEqual([0, 20]);
    expect(grown(3, MAX_SNAPSHOT_BYTES)).toEqual([0, 3]);
  });
});
