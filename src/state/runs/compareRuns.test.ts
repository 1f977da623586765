/** Order, differences and the comparison of two runs. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, withRecipe } from '../settings';
import { compareScores, contingency, obstacle, pValueInWords, verdictOnRuns } from './compareScores';
import { runDifferences } from './differences';
import { bestEpoch, defaultRunName } from './runFacts';
import { letterOf } from './runsState';
import { NEWEST_FIRST, nextOrder, sortRuns, type SortKey } from './sortRuns';
import { exampleRun } from './testing/exampleRun';

const epoch = (number: number, valAccuracy: number | null) => ({
  epoch: number,
  loss: 0.5,
  accuracy: 0.9,
  valLoss: 0.5,
  valAccuracy,
  seconds: 1,
});

describe('the order of runs', () => {
  const runs = [
    exampleRun('old', { name: 'Run 10', startedAt: '2026-01-01T00:00:00Z', seconds: 5, test: null }),
    exampleRun('new', { name: 'Run 9', startedAt: '2026-01-03T00:00:00+05:00', seconds: 7 }),
    exampleRun('mid', { name: 'run 8', startedAt: '2026-01-02T12:00:00Z', seconds: 5 }),
  ];
  const ids = (key: SortKey, isDescending: boolean): string[] =>
    sortRuns(runs, { key, isDescending }).map(({ id }) => id);

  it('is the newest first, by time and not by text', () => {
    expect(sortRuns(runs, NEWEST_FIRST).map(({ id }) => id)).toEqual(['new', 'mid', 'old']);
    expect(ids('startedAt', false)).toEqual(['old', 'mid', 'new']);
  });

  it('takes numbers in names for numbers', () => {
    expect(ids('name', false)).toEqual(['mid', 'new', 'old']);
    expect(ids('name', true)).toEqual(['old', 'new', 'mid']);
  });

  it('keeps the newest first among equals', () => {
    expect(ids('seconds', false)).toEqual(['mid', 'old', 'new']);
    expect(ids('seconds', true)).toEqual(['new', 'mid', 'old']);
  });

  it('puts runs without the value last either way', () => {
    expect(ids('testAccuracy', true).at(-1)).toBe('old');
    expect(ids('testAccuracy', false).at(-1)).toBe('old');
  });

  it('turns round when a column is pressed again', () => {
    const first = nextOrder(NEWEST_FIRST, 'valAccuracy');
    expect(first).toEqual({ key: 'valAccuracy', isDescending: true });
    expect(nextOrder(first, 'valAccuracy')).toEqual({ key: 'valAccuracy', isDescending: false });
    expect(nextOrder(first, 'name')).toEqual({ key: 'name', isDescending: false });
  });
});

describe('facts', () => {
  it('find the first of the best epochs', () => {
    expect(bestEpoch([epoch(1, 0.5), epoch(2, 0.75), epoch(3, 0.75), epoch(4, null)])?.epoch).toBe(2);
    expect(bestEpoch([epoch(1, null)])).toBeNull();
  });

  it('name runs apart', () => {
    const settings = { ...withRecipe(DEFAULT_SETTINGS, 'fast'), seed: 7 };
    expect(defaultRunName(settings, [])).toBe('Fast, seed 7');
    const taken = [exampleRun('a', { name: 'Fast, seed 7' }), exampleRun('b', { name: 'Fast, seed 7 (2)' })];
    expect(defaultRunName(settings, taken)).toBe('Fast, seed 7 (3)');
  });

  it('call runs by letters', () => {
    expect([0, 1, 25, 26, 27, 51, 52].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA']);
  });
});

describe('differences', () => {
  const base = { ...DEFAULT_SETTINGS, dataset: 'sentences' as const };

  it('are none between equals, and of one run', () => {
    expect(runDifferences([exampleRun('a'), exampleRun('b', { name: 'Other', seconds: 9 })])).toEqual([]);
    expect(runDifferences([exampleRun('a')])).toEqual([]);
  });

  it('name only what differs, in words', () => {
    const other = { ...base, seed: 2, learningRate: 0.000_25, readout: 'lastStep' as const };
    expect(runDifferences([exampleRun('a'), exampleRun('b', { settings: other }), exampleRun('c')])).toEqual([
      { label: 'Read-out', values: ['after the last word', 'after the padding', 'after the last word'] },
      { label: 'Seed', values: ['1', '2', '1'] },
      { label: 'Learning rate', values: ['0.001', '0.00025', '0.001'] },
    ]);
  });

  it('tell the linear baseline from a network', () => {
    const linear = exampleRun('b', { settings: withRecipe(base, 'linear') });
    expect(runDifferences([exampleRun('a'), linear])).toContainEqual({
      label: 'Parts of the model',
      values: ['network', 'linear model'],
    });
  });

  it('see what no setting says: data, backend and early stops', () => {
    const backend = { ...exampleRun('a').backend, title: 'CPU' };
    const other = exampleRun('b', { datasetHash: '11aa22bb33', backend, outcome: 'stopped' });
    expect(runDifferences([exampleRun('a'), other])).toEqual([
      { label: 'Version of the data', values: ['00ff', '11aa22bb'] },
      { label: 'Backend, as it ran', values: ['WASM with SIMD', 'CPU'] },
      { label: 'End', values: ['finished', 'stopped early'] },
    ]);
  });
});

describe('two runs on the same test reviews', () => {
  const labels = Uint8Array.of(1, 1, 0, 0, 1);
  const first = { test: Float32Array.of(1, 2, -1, 0.5, -1), testLabels: labels };

  it('are counted by who is right', () => {
    const second = { test: Float32Array.of(1, -2, -1, -0.5, -3), testLabels: labels.slice() };
    const comparison = compareScores(first, second);
    expect(comparison).toMatchObject({
      kind: 'compared',
      counts: { bothRight: 2, onlyFirst: 1, onlySecond: 1, bothWrong: 1 },
      test: { method: 'exact binomial', pValue: 1 },
    });
  });

  it('are tested with the counts in the right order', () => {
    // Twelve reviews that only the first judges rightly: two-sided exact p = 2 / 2^12.
    const ones = new Uint8Array(12).fill(1);
    const counts = contingency(ones, new Uint8Array(12), ones);
    expect(counts).toEqual({ bothRight: 0, onlyFirst: 12, onlySecond: 0, bothWrong: 0 });
    const right = { test: new Float32Array(12).fill(1), testLabels: ones };
    const wrong = { test: new Float32Array(12).fill(-1), testLabels: ones };
    const comparison = compareScores(right, wrong);
    if (comparison.kind === 'none') throw new Error(comparison.reason);
    expect(comparison.test.pValue).toBeCloseTo(2 / 4096, 12);
    expect(verdictOnRuns(comparison.counts, comparison.test)).toBe(
      'A is right on 12 reviews where B is wrong, B on 0 reviews where A is wrong. ' +
        'Two equally good models would rarely differ as much: A is better on reviews like these.',
    );
  });

  it('are not called different for what chance does', () => {
    const counts = { bothRight: 900, onlyFirst: 20, onlySecond: 1, bothWrong: 79 };
    const test = { onlyFirst: 20, onlySecond: 1, method: 'exact binomial' as const, statistic: null };
    expect(verdictOnRuns(counts, { ...test, pValue: 0.05 })).toMatch(
      /20 reviews where B is wrong, B on 1 review where.*does not show that either is better/,
    );
    expect(verdictOnRuns(counts, { ...test, pValue: null })).toMatch(/same reviews/);
  });

  it.each([
    ['no scores', { test: null, testLabels: null }, /not kept/],
    [
      'another number of reviews',
      { test: Float32Array.of(1), testLabels: Uint8Array.of(1) },
      /different test/,
    ],
    ['other labels', { test: first.test, testLabels: Uint8Array.of(1, 1, 0, 1, 1) }, /different test/],
  ])('cannot be compared with %s', (_, second, reason) => {
    for (const comparison of [compareScores(first, second), compareScores(second, first)]) {
      expect(comparison).toMatchObject({ kind: 'none', reason: expect.stringMatching(reason) as string });
    }
  });

  it('say what is missing before scores are read', () => {
    const unscored = exampleRun('b', { test: null });
    expect(obstacle(exampleRun('a'), exampleRun('b'))).toBeNull();
    expect(obstacle(exampleRun('a'), unscored)).toMatch(/^Run B has no score/);
    expect(obstacle(unscored, exampleRun('a'))).toMatch(/^Run A has no score/);
    expect(obstacle(unscored, unscored)).toMatch(/^Neither run has a score/);
    expect(obstacle(exampleRun('a'), exampleRun('b', { datasetHash: 'x' }))).toMatch(/different data/);
  });

  it('have a p value in words', () => {
    expect([0.5, 0.049, 0.0123, 0.000_42, 0.000_05].map(pValueInWords)).toEqual([
      '0.50',
      '0.049',
      '0.012',
      '0.0004',
      'less than 0.0001',
    ]);
  });
});
