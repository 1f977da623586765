import { expect, it } from 'vitest';
import type { RunReport } from '../../src/types';
import { runSeeds } from './runSeeds';

type Report = Pick<RunReport, 'epochs' | 'test' | 'seconds'> & { seed: number };

function reportOf(seed: number): Report {
  const accuracy = 0.5 + seed / 100;
  const epoch = { epoch: 1, loss: 1, accuracy, valLoss: 1, valAccuracy: accuracy / 2, seconds: 1 };
  return { seed, epochs: [epoch], test: { loss: 1, accuracy, reviews: 600, seconds: 1 }, seconds: 10 * seed };
}

it('runs one seed after the other and sums them up', async () => {
  const lines: string[] = [];
  let numAtOnce = 0;
  const { runs, summary, failure } = await runSeeds(
    [1, 3],
    async (seed) => {
      expect(++numAtOnce).toBe(1);
      await Promise.resolve();
      numAtOnce--;
      return { report: reportOf(seed), failure: null };
    },
    (line) => lines.push(line),
  );
  expect(failure).toBeNull();
  expect(runs.map(({ seed }) => seed)).toEqual([1, 3]);
  expect(summary.testAccuracy.values).toEqual([0.51, 0.53]);
  expect(lines).toEqual([
    'seed 1: test accuracy 0.5100, validation accuracy 0.2550, seconds 10.0',
    'seed 3: test accuracy 0.5300, validation accuracy 0.2650, seconds 30.0',
    '2 of 2 seeds: test accuracy 0.5200 +- 0.0141, validation accuracy 0.2600 +- 0.0071, seconds 20.0 +- 14.1',
  ]);
});

it('reports the others when one fails, and says which', async () => {
  const lines: string[] = [];
  const { runs, failure } = await runSeeds(
    [1, 2, 3],
    async (seed) => {
      if (seed === 1) throw new Error('Nothing was trained.');
      return { report: reportOf(seed), failure: seed === 3 ? 'Not scored.' : null };
    },
    (line) => lines.push(line),
  );
  expect(runs.map(({ seed }) => seed)).toEqual([2, 3]);
  expect(failure).toBe('Seed 1: Nothing was trained.\nSeed 3: Not scored.');
  expect(lines[0]).toBe('Seed 1: Nothing was trained.');
  expect(lines.at(-1)).toMatch(/^2 of 3 seeds: /);
});
