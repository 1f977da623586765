import { describe, expect, it } from 'vitest';
import { threadCounts } from './browserContestants';
import { BenchCases } from './cases';
import type { Shape } from './protocol';

describe.each([false, true])('the cases, quick %s', (isQuick) => {
  const cases = new BenchCases(isQuick, 'imdb');
  const growth = cases.growth().flatMap((series) => series.cases.map((entry) => ({ series, ...entry })));

  it('have names of their own', () => {
    const all = [
      ...cases.steps(),
      cases.forward(),
      cases.prediction(),
      cases.epoch(),
      ...growth.map((entry) => entry.case),
    ];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('vary one size in each growth series and keep the others', () => {
    const [tutorial] = cases.steps();
    const base = (tutorial!.job as { shape: Shape }).shape;
    const varied: Record<string, (keyof Shape)[]> = {
      T: ['steps'],
      B: ['batchSize'],
      H: ['embeddingUnits', 'lstmUnits'],
      layers: ['numLayers'],
    };
    for (const { series, value, case: benchCase } of growth) {
      if (benchCase.job.kind === 'epoch') {
        expect(benchCase.job.numReviews).toBe(value);
      } else {
        const change = Object.fromEntries(varied[series.name]!.map((size) => [size, value]));
        expect(benchCase.job.shape).toEqual({ ...base, ...change });
      }
    }
  });
});

it('measures the sizes of the tutorial unless it is quick', () => {
  const cases = new BenchCases(false, 'imdb');
  const shape = {
    batchSize: 64,
    steps: 256,
    embeddingUnits: 32,
    lstmUnits: 32,
    numLayers: 2,
    numWords: 12_000,
  };
  expect(cases.steps()[0]).toEqual({ name: 'step', job: { kind: 'step', shape } });
  expect(cases.prediction().job).toEqual({ kind: 'forward', shape: { ...shape, batchSize: 1 } });
  expect(cases.epoch().job).toEqual({ kind: 'epoch', dataset: 'imdb', numReviews: 0 });
});

it.each([
  [1, [1]],
  [2, [1, 2]],
  [4, [1, 2, 3, 4]],
  [6, [1, 2, 3, 4, 6]],
  [24, [1, 2, 3, 4, 8, 16, 24]],
])('on %i processors tries %j threads', (numProcessors, expected) => {
  expect(threadCounts(numProcessors)).toEqual(expected);
});
