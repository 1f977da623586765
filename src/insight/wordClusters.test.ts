import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import type { WordSpace } from './wordSpace';
import { clusterWords } from './wordClusters';

const calm = async (): Promise<void> => {};
const wordOf = (id: number): string => `w${id}`;
const UNITS = 6;

/** Words of three directions, of sizes 30, 20 and 10, mixed; their lengths differ, which is not to matter. */
function threeGroups(): { space: WordSpace; groups: number[] } {
  const random = new Random(7, 'groups');
  const groups = Array.from({ length: 60 }, (_, i) => (i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2));
  const vectors = new Float32Array((FIRST_WORD_ID + 60) * UNITS);
  groups.forEach((group, i) => {
    const length = 0.1 + random.next();
    for (let d = 0; d < UNITS; d++) {
      vectors[(FIRST_WORD_ID + i) * UNITS + d] = length * ((d === 2 * group ? 1 : 0) + 0.1 * random.normal());
    }
  });
  const end = FIRST_WORD_ID + 60;
  return { space: { vectors, units: UNITS, end, logOdds: new Float32Array(end) }, groups };
}

describe('clusterWords', () => {
  const { space, groups } = threeGroups();
  const options = { numClusters: 3, maxWords: 60, seed: 1 };

  it('finds groups of like direction, the largest first, and their typical words', async () => {
    const { clusters, typicalWords } = await clusterWords(space, options, wordOf, calm);
    expect([...clusters.subarray(0, FIRST_WORD_ID)].every((cluster) => cluster === 255)).toBe(true);
    expect([...clusters.subarray(FIRST_WORD_ID)]).toEqual(groups);
    typicalWords.forEach((words, cluster) => {
      expect(words).toHaveLength(8);
      for (const word of words) expect(groups[Number(word.slice(1)) - FIRST_WORD_ID]).toBe(cluster);
    });
  });

  it('gives rarer words to the nearest centre, and is the same for the same seed', async () => {
    const few = { ...options, maxWords: 18 };
    const { clusters, typicalWords } = await clusterWords(space, few, wordOf, calm);
    expect([...clusters.subarray(FIRST_WORD_ID)]).toEqual(groups);
    for (const word of typicalWords.flat()) expect(Number(word.slice(1))).toBeLessThan(FIRST_WORD_ID + 18);
    expect(await clusterWords(space, few, wordOf, calm)).toEqual({ clusters, typicalWords });
  });

  it('takes more clusters than words, and words that are all the same', async () => {
    const { typicalWords } = await clusterWords(
      space,
      { ...options, numClusters: 99, maxWords: 5 },
      wordOf,
      calm,
    );
    expect(typicalWords).toHaveLength(5);
    expect(new Set(typicalWords.flat()).size).toBe(5);
    const same = { ...space, vectors: space.vectors.map(() => 0.5) };
    const alike = await clusterWords(same, options, wordOf, calm);
    expect(alike.clusters.subarray(FIRST_WORD_ID).every((cluster) => cluster < 3)).toBe(true);
  });

  it('can be ended at a pause', async () => {
    const cancelled = clusterWords(space, options, wordOf, async () => {
      throw new Error('no longer wanted');
    });
    await expect(cancelled).rejects.toThrow('no longer wanted');
  });
});
