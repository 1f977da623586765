import { describe, expect, it } from 'vitest';
import { EmptyNetwork } from './emptyNetwork';
import type { Network } from './network';
import { wordSnapshot } from './wordSnapshot';

/** @param values of vectors of two numbers */
const networkOf = (values: number[]): Network => {
  const network: Network = new EmptyNetwork();
  network.readEmbedding = async () => ({ values: Float32Array.from(values), units: 2 });
  return network;
};

describe('wordSnapshot', () => {
  it('holds every number to half a step of a scale that the largest one sets', async () => {
    const values = [0.5, -2.54, 0.013, 1.1, 0, -0.02];
    const taken = await wordSnapshot(networkOf(values), 3, Float32Array.of(NaN, 0.25, 1));
    expect(taken).toMatchObject({ epoch: 3, units: 2 });
    expect(taken.scale).toBeCloseTo(0.02, 6);
    values.forEach((value, i) => {
      expect(Math.abs(taken.values[i]! * taken.scale - value)).toBeLessThanOrEqual(taken.scale / 2 + 1e-7);
    });
    expect([...taken.scores]).toEqual([255, 64, 254]);
  });

  it('makes what is no number 0, and takes a table of zeros', async () => {
    const { values, scale } = await wordSnapshot(networkOf([NaN, 1, -Infinity, 0.5]), 0, new Float32Array(2));
    expect([...values]).toEqual([0, 127, 0, 64]);
    expect(scale).toBeCloseTo(1 / 127, 6);
    expect([...(await wordSnapshot(networkOf([0, 0]), 0, new Float32Array(1))).values]).toEqual([0, 0]);
  });
});
