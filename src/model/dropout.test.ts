import { describe, expect, it } from 'vitest';
import { PAD_ID, UNKNOWN_ID } from '../config';
import type { Batch } from '../data/batches';
import { dropoutMask, dropWords, stepMasks } from './dropout';
import { describeNetwork } from './networkDescription';
import { buildTopology } from './topology';
import { toySettings } from './testing/toyData';

/** Words of 9 only, the rows of different lengths; one n-gram ends at each. */
function batchOf(lengths: number[]): Batch {
  const size = lengths.length;
  const steps = Math.max(...lengths);
  const isReal = Array.from({ length: steps * size }, (_, i) => Math.floor(i / size) < lengths[i % size]!);
  return {
    size,
    steps,
    ids: Int32Array.from(isReal, (real) => (real ? 9 : PAD_ID)),
    ngramIds: [3, 5].map((id) => Int32Array.from(isReal, (real) => (real ? id : 0))),
    lengths: Int32Array.from(lengths),
    labels: new Uint8Array(size),
  };
}

describe('dropWords', () => {
  const batch = batchOf(Array.from({ length: 50 }, (_, row) => 20 + row));
  const numWords = batch.lengths.reduce((a, b) => a + b);
  const dropped = dropWords(batch, 0.3, { seed: 5, step: 2 });

  it('makes the share of the words unknown, and leaves padding and the given batch alone', () => {
    const unknown = dropped.ids.filter((id) => id === UNKNOWN_ID).length;
    // Four standard deviations.
    expect(Math.abs(unknown / numWords - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / numWords));
    batch.ids.forEach((id, i) => {
      if (id === PAD_ID) expect(dropped.ids[i]).toBe(PAD_ID);
      else expect([9, UNKNOWN_ID]).toContain(dropped.ids[i]);
    });
    expect(batch.ids.includes(UNKNOWN_ID)).toBe(false);
    expect(batch.ngramIds![0]!.filter((id) => id === 3)).toHaveLength(numWords);
  });

  it('clears the n-grams that end at a dropped word and no others', () => {
    dropped.ngramIds!.forEach((values, k) => {
      const expected = batch.ngramIds![k]!.map((id, i) => (dropped.ids[i] === UNKNOWN_ID ? 0 : id));
      expect(values).toEqual(expected);
    });
  });

  it('draws the same for the same seed and step, and nothing for a rate of 0', () => {
    expect(dropWords(batch, 0.3, { seed: 5, step: 2 })).toEqual(dropped);
    expect(dropWords(batch, 0.3, { seed: 5, step: 3 }).ids).not.toEqual(dropped.ids);
    expect(dropWords(batch, 0.3, { seed: 6, step: 2 }).ids).not.toEqual(dropped.ids);
    expect(dropWords(batch, 0, { seed: 5, step: 2 })).toBe(batch);
  });
});

describe('stepMasks', () => {
  it("are those of the tutorial's network by their streams' names", () => {
    const network = describeNetwork(
      buildTopology({ ...toySettings, inputDropout: 0.2, recurrentDropout: 0.4 }),
    );
    const masks = stepMasks(network, 6, { seed: 8, step: 11 });
    const { embeddingUnits: E, units: H } = toySettings;
    expect(masks.lstms).toHaveLength(2);
    ['lstm', 'lstm_1'].forEach((name, i) => {
      expect(masks.lstms[i]!.input).toEqual(dropoutMask(8, `11/${name}/input`, 6, i === 0 ? E : H, 0.2));
      expect(masks.lstms[i]!.recurrent).toEqual(dropoutMask(8, `11/${name}/state`, 6, H, 0.4));
    });
    expect(masks.embedding).toBeNull();
    expect(masks.denses).toEqual([null, null]);
  });

  it('have the sizes of what they are on, for both directions and both poolings', () => {
    const settings = {
      ...toySettings,
      direction: 'both' as const,
      pooling: 'maxMean' as const,
      embeddingUnits: 5,
      units: 7,
      denseUnits: 3,
      embeddingDropout: 0.1,
      inputDropout: 0.2,
      recurrentDropout: 0.3,
      headDropout: 0.5,
    };
    const { embedding, lstms, denses } = stepMasks(describeNetwork(buildTopology(settings)), 2, {
      seed: 1,
      step: 0,
    });
    expect(embedding).toHaveLength(2 * 5);
    expect(lstms.map(({ input }) => input!.length)).toEqual([2 * 5, 2 * 14]);
    expect(lstms.map(({ recurrent }) => recurrent!.length)).toEqual([2 * 14, 2 * 14]);
    expect(denses.map((mask) => mask!.length)).toEqual([2 * 28, 2 * 3]);
    expect(new Set(denses[0])).toEqual(new Set([0, 2]));
  });
});

it('dropoutMask keeps the mean', () => {
  const mask = dropoutMask(2, 'x', 200, 100, 0.25);
  expect(Math.abs(mask.reduce((a, b) => a + b) / mask.length - 1)).toBeLessThan(0.02);
  expect([...new Set(mask)].toSorted((a, b) => a - b)).toEqual([0, Math.fround(1 / 0.75)]);
});

it('a network without LSTMs has no last state to read', () => {
  expect(() => buildTopology({ ...toySettings, lstmLayers: 0, pooling: 'last' })).toThrow(/no last state/);
  const { lstms } = describeNetwork(buildTopology({ ...toySettings, lstmLayers: 0, pooling: 'mean' }));
  expect(lstms).toEqual([]);
});
