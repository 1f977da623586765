import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { errorCode } from '../errors';
import type { WordSnapshot } from '../insightTypes';
import { plantedSpace } from './testing/plantedSpace';
import { wordAxes } from './wordAxes';
import { wordHistory } from './wordHistory';

const calm = async (): Promise<void> => {};
const space = plantedSpace({ numWords: 50, units: 5, seed: 4 });

/** The same words drawn towards 0, as they are before they are trained. */
function shrunk(share: number, epoch: number): WordSnapshot {
  const largest = space.vectors.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = (share * largest) / 127;
  const values = Int8Array.from(space.vectors, (value) => Math.round((share * value) / scale));
  return { epoch, values, scale, units: 5, scores: new Uint8Array(space.end) };
}

describe('wordHistory', () => {
  it.each(['pca2', 'pca3'] as const)('shows all epochs on the axes of the last one, %s', async (kind) => {
    const history = await wordHistory(space, [shrunk(0.25, 0), shrunk(0.5, 1)], kind, 40, calm);
    expect(history).toHaveLength(3);
    const { mean, axes } = await wordAxes(space, kind, 40, calm);
    history.forEach(({ ids, axes: shown }, epoch) => {
      expect(ids).toHaveLength(40);
      const share = [0.25, 0.5, 1][epoch]!;
      for (const [a, axis] of axes.entries()) {
        ids.forEach((id, i) => {
          const expected = axis.reduce(
            (sum, weight, d) => sum + weight * (share * space.vectors[id * 5 + d]! - mean[d]!),
            0,
          );
          expect(Math.abs(shown[a]![i]! - expected)).toBeLessThan(0.06 * share);
        });
      }
    });
  });

  it('leaves frequency where it is', async () => {
    const [before, now] = await wordHistory(space, [shrunk(0.1, 0)], 'sentiment', 50, calm);
    expect(before!.axes[1]).toEqual(now!.axes[1]);
    expect(before!.axes[0]).not.toEqual(now!.axes[0]);
    expect(now!.ids[0]).toBe(FIRST_WORD_ID);
  });

  it('refuses epochs of another model', async () => {
    const other = { ...shrunk(1, 0), values: new Int8Array(10) };
    await expect(wordHistory(space, [other], 'pca2', 10, calm)).rejects.toSatisfy(
      (error) => errorCode(error) === 'bad-settings',
    );
  });
});
