import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import { expectClose } from '../kernels/testing/expectClose';
import { sentimentAxis } from './sentimentAxis';
import { plantedSpace } from './testing/plantedSpace';
import { principalComponents, wordAxes, wordsOn } from './wordAxes';
import { commonestVectors } from './wordSpace';

const calm = async (): Promise<void> => {};

/** Plain float64: mean and covariance by their definition. */
function momentsOf(table: Float32Array, n: number): { mean: number[]; covariance: number[][] } {
  const rows = Array.from({ length: table.length / n }, (_, r) => [...table.subarray(r * n, (r + 1) * n)]);
  const mean = Array.from({ length: n }, (_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
  const covariance = mean.map((meanA, a) =>
    mean.map(
      (meanB, b) =>
        rows.reduce((sum, row) => sum + (row[a]! - meanA) * (row[b]! - meanB), 0) / (rows.length - 1),
    ),
  );
  return { mean, covariance };
}

const times = (matrix: number[][], vector: ArrayLike<number>): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Largest eigenvalues and their vectors by power iteration with deflation. */
function powerIteration(covariance: number[][], numAxes: number): { value: number; axis: number[] }[] {
  const rest = covariance.map((row) => [...row]);
  return Array.from({ length: numAxes }, () => {
    let axis = rest.map((_, i) => 1 + 0.1 * i);
    for (let step = 0; step < 20_000; step++) {
      const next = times(rest, axis);
      const norm = Math.sqrt(dot(next, next));
      axis = next.map((value) => value / norm);
    }
    const value = dot(axis, times(rest, axis));
    rest.forEach((row, a) => row.forEach((_, b) => (row[b]! -= value * axis[a]! * axis[b]!)));
    return { value, axis };
  });
}

describe('principalComponents', () => {
  it('finds the eigenvectors that plain power iteration finds, in however many pieces', async () => {
    const space = plantedSpace({ numWords: 301, units: 7, seed: 2 });
    const table = commonestVectors(space, space.end);
    let numPauses = 0;
    const { mean, covariance, axes } = await principalComponents(table, 7, 3, async () => {
      numPauses++;
    });
    expect(numPauses).toBeGreaterThan(0);
    const expected = momentsOf(table, 7);
    expectClose(mean, expected.mean, { atol: 1e-12, rtol: 1e-10 }, 'mean');
    expectClose(covariance, expected.covariance.flat(), { atol: 1e-12, rtol: 1e-10 }, 'covariance');
    powerIteration(expected.covariance, 3).forEach(({ value, axis }, k) => {
      const found = axes[k]!;
      const sign = Math.sign(dot(found, axis));
      expectClose(
        found,
        axis.map((v) => sign * v),
        { atol: 1e-7, rtol: 0 },
        `axis ${k}`,
      );
      expectClose(
        times(expected.covariance, found),
        found.map((v) => value * v),
        { atol: 1e-9, rtol: 1e-9 },
      );
      axes.forEach((other, l) => expect(Math.abs(dot(found, other) - (k === l ? 1 : 0))).toBeLessThan(1e-12));
    });
  });

  it('gives what is missing of three axes to two numbers a word as zeros', async () => {
    const { axes } = await principalComponents(Float32Array.of(1, 2, 3, 5, 8, 4), 2, 3, calm);
    expect([...axes[2]!]).toEqual([0, 0]);
  });
});

describe('wordsOn', () => {
  it.each(['pca2', 'pca3', 'sentiment'] as const)('shows the commonest words alone with %s', async (kind) => {
    const space = plantedSpace({ numWords: 60, units: 5, seed: 3 });
    const shown = wordsOn(await wordAxes(space, kind, 21, calm), space, 21);
    expect([...shown.ids]).toEqual(Array.from({ length: 21 }, (_, i) => FIRST_WORD_ID + i));
    expect(shown.axes.map(({ length }) => length)).toEqual(kind === 'pca3' ? [21, 21, 21] : [21, 21]);
    expect(shown.axisTitles).toHaveLength(shown.axes.length);
    expect(shown.axes.every((axis) => axis.every(Number.isFinite))).toBe(true);
  });

  it('does not let special ids and words that are not shown shape the axes', async () => {
    const space = plantedSpace({ numWords: 60, units: 5, seed: 3 });
    const base = wordsOn(await wordAxes(space, 'pca2', 21, calm), space, 21);
    const vectors = space.vectors.slice();
    vectors.fill(1000, 0, 3);
    vectors.fill(-500, (FIRST_WORD_ID + 21) * 5);
    const other = { ...space, vectors };
    expect(wordsOn(await wordAxes(other, 'pca2', 21, calm), other, 21)).toEqual(base);
  });

  it('turns every component towards positive words, whichever way the vectors point', async () => {
    const space = plantedSpace({ numWords: 200, units: 6, seed: 4 });
    const opposite = { ...space, vectors: space.vectors.map((value) => -value) };
    for (const each of [space, opposite]) {
      const { axes } = wordsOn(await wordAxes(each, 'pca3', 200, calm), each, 200);
      for (const axis of axes) {
        const mean = axis.reduce((a, b) => a + b, 0) / axis.length;
        const covariance = axis.reduce((sum, x, i) => sum + (x - mean) * each.logOdds[FIRST_WORD_ID + i]!, 0);
        expect(covariance).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('says the share of the variance, and puts frequent words on top', async () => {
    const space = plantedSpace({ numWords: 200, units: 6, seed: 5 });
    const { axisTitles } = wordsOn(await wordAxes(space, 'pca2', 200, calm), space, 200);
    expect(axisTitles[0]).toMatch(/^Component 1, \d+(\.\d)?% of the variance$/);
    const { axes } = wordsOn(await wordAxes(space, 'sentiment', 200, calm), space, 200);
    expectClose([axes[1]![0]!, axes[1]![9]!, axes[1]![99]!], [0, -1, -2], { atol: 1e-6, rtol: 0 });
  });

  it('shows no words where there are none', async () => {
    const space = plantedSpace({ numWords: 5, units: 3, seed: 6 });
    for (const kind of ['pca2', 'sentiment'] as const) {
      expect(wordsOn(await wordAxes(space, kind, 0, calm), space, 0).ids).toHaveLength(0);
    }
  });
});

describe('sentimentAxis', () => {
  it('finds a planted direction beside others of far more variance that lean the same way', async () => {
    const units = 6;
    const random = new Random(7);
    const direction = [0.5, -0.5, 0.5, 0.5, 0, 0];
    const table = new Float32Array(2000 * units);
    const logOdds = new Float32Array(2000);
    for (let r = 0; r < 2000; r++) {
      const sentiment = random.normal();
      // A loud neighbour, correlated with sentiment: the difference of means would follow it.
      const loud = 5 * random.normal() + 2 * sentiment;
      for (let d = 0; d < units; d++) {
        table[r * units + d] = sentiment * direction[d]! + (d === 4 ? loud : 0) + 0.1 * random.normal();
      }
      logOdds[r] = 3 * sentiment - 1;
    }
    const components = await principalComponents(table, units, 2, calm);
    const axis = sentimentAxis(table, logOdds, components);
    expect(Math.abs(dot(axis, axis) - 1)).toBeLessThan(1e-12);
    expect(dot(axis, direction)).toBeGreaterThan(0.98);
    const opposite = sentimentAxis(
      table,
      logOdds.map((v) => -v),
      components,
    );
    expectClose(
      opposite,
      axis.map((v) => -v),
      { atol: 1e-12, rtol: 0 },
    );
  });

  it('is still a direction where every word is judged alike, or all vectors are', async () => {
    for (const value of [0, 3]) {
      const table = Float32Array.from({ length: 30 }, (_, i) => (value === 0 ? 0 : Math.sin(i)));
      const axis = sentimentAxis(
        table,
        new Float32Array(10).fill(2),
        await principalComponents(table, 3, 2, calm),
      );
      expect(Math.abs(dot(axis, axis) - 1)).toBeLessThan(1e-12);
    }
  });
});
