import { describe, expect, it } from 'vitest';
import type { Contestant } from './contestant';
import { measureCase, type Plan } from './interleave';
import type { Job } from './protocol';

const job: Job = {
  kind: 'step',
  shape: { batchSize: 2, steps: 3, embeddingUnits: 4, lstmUnits: 5, numLayers: 1, numWords: 10 },
};
const plan: Plan = { rounds: 4, warmUps: 2, budgetMs: Infinity, minRuns: 2 };

/** Says that its runs took the times given, one after the other, then the last for ever. */
function fake(title: string, times: number[], log: string[], more: Partial<Contestant> = {}): Contestant {
  let next = 0;
  return {
    title,
    implementation: title,
    backend: 'fake',
    threads: 1,
    canRun: () => true,
    prepare: () => Promise.resolve(void log.push(`${title} prepares`)),
    run() {
      log.push(title);
      return Promise.resolve(times[Math.min(next++, times.length - 1)]!);
    },
    release: () => Promise.resolve(void log.push(`${title} releases`)),
    close: () => Promise.resolve(),
    ...more,
  };
}

async function measure(
  contestants: Contestant[],
  how = plan,
): Promise<{ rows: object[]; skipped: string[] }> {
  const skipped: string[] = [];
  const listener = { say: () => {}, skip: (what: string) => void skipped.push(what) };
  return { rows: await measureCase({ name: 'case', job }, contestants, how, listener), skipped };
}

describe('measureCase', () => {
  it('warms up, then goes round, and sums up what was measured after the warm-up', async () => {
    const log: string[] = [];
    const a = fake('a', [9000, 8000, 500, 700, 600, 1000], log);
    const b = fake('b', [9000, 2000], log);
    const { rows, skipped } = await measure([a, b]);
    expect(skipped).toEqual([]);
    expect(rows).toEqual([
      {
        case: 'case',
        implementation: 'a',
        backend: 'fake',
        threads: 1,
        medianMs: 650,
        minMs: 500,
        maxMs: 1000,
        runs: 4,
        bytes: null,
      },
      expect.objectContaining({ implementation: 'b', medianMs: 2000, runs: 4 }),
    ]);
    const warmUp = ['a prepares', 'a', 'a', 'b prepares', 'b', 'b'];
    const rounds = ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b'];
    expect(log).toEqual([...warmUp, ...rounds, 'a releases', 'b releases']);
  });

  it('lets the fast run several times in a turn, the first of them not counted', async () => {
    const log: string[] = [];
    const { rows } = await measure([fake('fast', [50, 10, 99, 1, 2, 3], log)], { ...plan, rounds: 1 });
    expect(rows).toEqual([expect.objectContaining({ medianMs: 2, minMs: 1, maxMs: 3, runs: 3 })]);
  });

  it('warms up once where a run is very long', async () => {
    const log: string[] = [];
    await measure([fake('slow', [20_000], log)], { ...plan, rounds: 2 });
    expect(log).toEqual(['slow prepares', 'slow', 'slow', 'slow', 'slow releases']);
  });

  it('stops the slow at its budget, but not before the least number of runs', async () => {
    const { rows } = await measure([fake('slow', [60_000], [])], { ...plan, budgetMs: 0 });
    expect(rows).toEqual([expect.objectContaining({ runs: 2 })]);
  });

  it('goes on without those who fail, and says so', async () => {
    const broken = fake('broken', [], [], { run: () => Promise.reject(new Error('out of memory')) });
    const unable = fake('unable', [], [], { canRun: () => false });
    const leaving = fake('late', [500, 500, 500], [], {
      release: () => Promise.reject(new Error('gone')),
    });
    const { rows, skipped } = await measure([broken, unable, leaving, fake('good', [500], [])]);
    expect(rows).toEqual([expect.objectContaining({ implementation: 'good' })]);
    expect(skipped).toEqual(['case, broken: out of memory', 'case, late: gone']);
  });
});
