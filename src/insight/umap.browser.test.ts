import { describe, expect, it, vi } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import { errorCode } from '../errors';
import { exampleBundle } from '../model/testing/exampleBundle';
import { until } from '../model/testing/until';
import type { Progress } from '../types';
import { createInsightClient } from './insightClient';
import { layOut } from './umapClient';
import { umapLayout, type UmapPoints } from './umapLayout';

const UNITS = 8;

/** Two groups of points, one after the other. */
function twoGroups(numPoints: number): UmapPoints {
  const random = new Random(5, 'two groups');
  const vectors = Float32Array.from(
    { length: numPoints * UNITS },
    (_, i) => (i < (numPoints * UNITS) / 2 ? 3 : -3) * (i % 2) + random.normal(),
  );
  const start = [0, 1].map(() => Float32Array.from({ length: numPoints }, () => random.normal()));
  return { vectors, units: UNITS, start, seed: 2 };
}

/** Share of the points whose nearest other point is of the same group. */
function purity([x, y]: Float32Array[]): number {
  const n = x!.length;
  let pure = 0;
  for (let i = 0; i < n; i++) {
    let [nearest, smallest] = [-1, Infinity];
    for (let j = 0; j < n; j++) {
      const square = (x![i]! - x![j]!) ** 2 + (y![i]! - y![j]!) ** 2;
      if (j !== i && square < smallest) [nearest, smallest] = [j, square];
    }
    if (i < n / 2 === nearest < n / 2) pure++;
  }
  return pure / n;
}

function startUmap(): Worker {
  return new Worker(new URL('./umap.worker.ts', import.meta.url), { type: 'module' });
}

describe('UMAP', () => {
  it('keeps groups together, from any start, and is the same for the same seed', () => {
    const [x, y] = umapLayout(twoGroups(200));
    expect(purity([x!, y!])).toBeGreaterThan(0.98);
    expect(umapLayout(twoGroups(200))).toEqual([x, y]);
    expect(umapLayout({ ...twoGroups(200), seed: 3 })).not.toEqual([x, y]);
  });

  it.each([0, 1, 3, 4, 5, 16])('takes %i points', (numPoints) => {
    const [x, y] = umapLayout(twoGroups(numPoints));
    expect([x!.length, y!.length]).toEqual([numPoints, numPoints]);
    expect([...x!, ...y!].every(Number.isFinite)).toBe(true);
  });

  it('takes points that are all the same', () => {
    const points = twoGroups(40);
    const [x] = umapLayout({ ...points, vectors: points.vectors.fill(1) });
    expect(x!.every(Number.isFinite)).toBe(true);
  });

  it('reports rising progress from its worker, and can be cancelled at once', async () => {
    const abort = new AbortController();
    const progress: Progress[] = [];
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    const laid = layOut(
      twoGroups(4000),
      { signal: abort.signal, onProgress: (step) => progress.push(step) },
      startUmap,
    );
    // Of the second part, which takes longest; the first may be over between two reports.
    const layingOut = (): number[] => progress.flatMap(({ unit, done }) => (unit === 'epochs' ? [done] : []));
    await until(() => layingOut().length >= 2);
    abort.abort();
    await expect(laid).rejects.toSatisfy((error) => errorCode(error) === 'aborted');
    expect(terminate).toHaveBeenCalledTimes(1);
    terminate.mockRestore();
    const { length } = progress;
    expect(layingOut()).toEqual(layingOut().toSorted((a, b) => a - b));
    expect(new Set(layingOut()).size).toBe(layingOut().length);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(progress).toHaveLength(length);
  });

  it('lays out the words of a model, while other questions are answered', async () => {
    const client = createInsightClient(
      new Worker(new URL('./insight.worker.ts', import.meta.url), { type: 'module' }),
      startUmap,
    );
    try {
      await client.setModel(exampleBundle());
      const laid = client.projectWords('umap', 30);
      expect(await client.neighbours(FIRST_WORD_ID, 'cosine', 3)).toHaveLength(3);
      const { ids, axes, axisTitles } = await laid;
      expect(axisTitles).toEqual(['UMAP 1', 'UMAP 2']);
      expect(ids).toHaveLength(30);
      expect(axes.every((axis) => axis.length === 30 && axis.every(Number.isFinite))).toBe(true);
    } finally {
      client.dispose();
    }
  });
});
