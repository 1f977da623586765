import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../../../src/config';
import { weightSpecs } from '../../../src/model/topology';
import type { Shape } from '../protocol';
import { randomReviews, topologyOf } from './shapes';

const shape: Shape = {
  batchSize: 5,
  steps: 7,
  embeddingUnits: 6,
  lstmUnits: 9,
  numLayers: 3,
  numWords: 1000,
};

describe('topologyOf', () => {
  it('has the sizes of the shape and the head of the tutorial', () => {
    const specs = weightSpecs(topologyOf(shape)).map(
      ({ name, shape: sizes }) => `${name} ${sizes.join('x')}`,
    );
    expect(specs).toEqual([
      'embedding/embeddings 1000x6',
      'lstm/kernel 6x36',
      'lstm/recurrent_kernel 9x36',
      'lstm/bias 36',
      'lstm_1/kernel 9x36',
      'lstm_1/recurrent_kernel 9x36',
      'lstm_1/bias 36',
      'lstm_2/kernel 9x36',
      'lstm_2/recurrent_kernel 9x36',
      'lstm_2/bias 36',
      'dense/kernel 9x128',
      'dense/bias 128',
      'dense_1/kernel 128x2',
      'dense_1/bias 2',
    ]);
  });

  it('lets one layer give its last state only', () => {
    expect(weightSpecs(topologyOf({ ...shape, numLayers: 1 }))).toHaveLength(8);
  });
});

describe('randomReviews', () => {
  const { ids, offsets, labels } = randomReviews({ ...shape, batchSize: 50 });

  it('fills every review with real words', () => {
    expect(offsets.slice(0, 3)).toEqual(Uint32Array.of(0, 7, 14));
    expect(offsets.at(-1)).toBe(ids.length);
    expect(labels.length).toBe(offsets.length - 1);
    expect(Math.min(...ids)).toBeGreaterThanOrEqual(FIRST_WORD_ID);
    expect(Math.max(...ids)).toBeLessThan(1000);
    expect(new Set(labels)).toEqual(new Set([0, 1]));
  });

  it('draws words about as often as texts do: as many of each tenfold of ranks', () => {
    const expected = Math.log(10) / Math.log(1000 / FIRST_WORD_ID);
    for (const from of [10, 100]) {
      const share = ids.filter((id) => id >= from && id < 10 * from).length / ids.length;
      expect(Math.abs(share - expected)).toBeLessThan(0.06);
    }
  });
});
