/** What the inspector's charts and tables say. */
import { describe, expect, it } from 'vitest';
import type { LayerActivity } from '../../../insightTypes';
import { weightStats } from '../../../model/weightStats';
import type { BatchMetrics } from '../../../types';
import {
  epochMeans,
  gradientData,
  gradientSeries,
  gradientSummary,
  gradientTable,
  thinned,
} from './gradientSeries';
import { memoryRows } from './memoryRows';
import { counted, digits, listed, percentOf } from './numbers';
import { unitSummary, unitTable } from './unitFigure';
import { weightData, weightSummary, weightTable, type WeightChange } from './weightFigure';
import { figureTable } from './weightNumbers';
import { areComparable, layerOf, meaningOf, momentOf, shortName } from './weightTexts';

const NAMES = ['embedding/embeddings', 'lstm/kernel', 'lstm/recurrent_kernel', 'lstm/bias'];

const batch = (epoch: number, index: number, gradientNorms?: number[]): BatchMetrics => ({
  epoch,
  batch: index,
  numBatches: 20,
  loss: 0.5,
  accuracy: 0.5,
  reviewsPerSecond: 1,
  msPerReview: 1,
  secondsLeft: null,
  ...(gradientNorms === undefined ? {} : { gradientNorms }),
});

describe('numbers', () => {
  it('have three digits that count and a true minus', () => {
    const values = [0, 0.05123, -1.3, 123456, -0.00000041, 0.0012345, NaN, -Infinity];
    expect(values.map(digits)).toEqual([
      '0',
      '0.0512',
      '−1.3',
      '1.2e+5',
      '−4.1e−7',
      '0.00123',
      'NaN',
      '−Infinity',
    ]);
  });

  it('are listed, with what is left out', () => {
    expect(listed([3])).toBe('3');
    expect(listed([3, 8])).toBe('3 and 8');
    expect(listed([1, 2, 3, 4], 2)).toBe('1, 2 and 2 more');
    expect(counted(1, 'unit')).toBe('1 unit');
    expect(counted(1200, 'unit')).toBe('1,200 units');
    expect([0, 0.0001, 0.25].map(percentOf)).toEqual(['0.0%', 'under 0.1%', '25.0%']);
  });
});

describe('gradientSeries', () => {
  const batches = [
    batch(1, 0, [1, 3, 4, 12]),
    batch(1, 1),
    batch(1, 19, [2, 0, 0, 0]),
    batch(2, 9, [5, 6, 8, 0]),
  ];

  it('is the norm of all weights of a layer together, at the batches that have norms', () => {
    expect(gradientSeries(batches, NAMES)).toEqual([
      { layer: 'embedding', x: [0.05, 1, 1.5], y: [1, 2, 5] },
      { layer: 'lstm', x: [0.05, 1, 1.5], y: [13, 0, 10] },
    ]);
  });

  it('is not there for another network, or without norms', () => {
    expect(gradientSeries(batches, NAMES.slice(1))).toEqual([]);
    expect(gradientSeries([batch(1, 0)], NAMES)).toEqual([]);
    expect(gradientSeries([batch(1, 0, [])], [])).toEqual([]);
  });

  it('is told epoch by epoch: the last batch of one belongs to it', () => {
    const series = gradientSeries(batches, NAMES);
    expect(epochMeans(series)).toEqual([
      { epoch: 1, means: [1.5, 6.5] },
      { epoch: 2, means: [5, 10] },
    ]);
    expect(gradientTable(series)).toEqual({
      columns: ['Epoch', 'embedding', 'lstm'],
      rows: [
        ['1', '1.5', '6.5'],
        ['2', '5', '10'],
      ],
    });
    expect(gradientData(series).rows[2]).toEqual([1.5, 5, 10]);
    expect(gradientSummary(series)).toBe(
      'In epoch 2 the mean norm is largest in lstm (10) and smallest in embedding (5), a factor of 2 apart.',
    );
  });

  it('keeps the newest point of those that a chart has room for', () => {
    const x = Array.from({ length: 1001 }, (_, i) => i);
    const few = thinned({ layer: 'a', x, y: x }, 300);
    expect(few.x.length).toBeLessThanOrEqual(300);
    expect(few.x.at(-1)).toBe(1000);
  });
});

describe('weights', () => {
  const change: WeightChange = {
    before: weightStats('lstm/kernel', [2, 2], Float32Array.of(-0.5, 0, 0, 0.5)),
    beforeName: momentOf(0),
    now: weightStats('lstm/kernel', [2, 2], Float32Array.of(-2, -0.5, 0.5, 2)),
    nowName: 'now',
  };

  it('are counted in the same bins before and now, and none is lost', () => {
    const { columns, rows } = weightData(change);
    expect(columns).toEqual(['from', 'to', 'before training', 'now']);
    const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
    expect([sum(2), sum(3)]).toEqual([4, 4]);
    const binOf = (value: number): (typeof rows)[number] =>
      rows.find(([from, to]) => Number(from) <= value && value < Number(to))!;
    expect(binOf(0).slice(2)).toEqual([2, 0]);
    expect(binOf(2).slice(2)).toEqual([0, 1]);
    const table = weightTable(change);
    expect(table.rows.every(([, ...cells]) => cells.some((cell) => cell !== '0.0%'))).toBe(true);
    expect(new Set(table.rows.map(([name]) => name)).size).toBe(table.rows.length);
  });

  it('say how they moved', () => {
    expect(weightSummary(change)).toBe('Standard deviation 1.46, 0.354 before: the numbers spread out.');
    expect(weightSummary({ ...change, before: null })).toBe('Standard deviation 1.46, from −2 to 2.');
    const spoilt = weightStats('a/b', [2], Float32Array.of(NaN, 1));
    expect(weightSummary({ ...change, now: spoilt })).toContain('1 of its numbers are no numbers');
    expect(figureTable([change]).rows.map(([name, , mean]) => [name, mean])).toEqual([
      ['kernel, before training', '0'],
      ['kernel, now', '0'],
    ]);
  });

  it('are named by layer, and explained', () => {
    const name = 'bidirectional/backward_lstm/recurrent_kernel';
    expect(layerOf(name)).toBe('bidirectional');
    expect(shortName(name)).toBe('backward_lstm/recurrent_kernel');
    expect(meaningOf(name)).toBe(
      'What the layer makes of its own state one word before. Of the half that reads from the last word to the first.',
    );
    expect(momentOf(1)).toBe('after 1 epoch');
  });

  it('of another shape are not compared', () => {
    const other = weightStats('lstm/kernel', [4], new Float32Array(4));
    expect(areComparable(change.before!, change.now)).toBe(true);
    expect(areComparable(other, change.now)).toBe(false);
    expect(areComparable(undefined, change.now)).toBe(false);
  });
});

describe('units', () => {
  const activity: LayerActivity = {
    name: 'dense',
    kind: 'dense',
    isBackward: false,
    min: Float32Array.of(0, 0, 0),
    max: Float32Array.of(0, 2, 1),
    standardDeviation: Float32Array.of(0, 0.5, 0.75),
    dead: [0],
  };

  it('are listed liveliest first, counted from 1, the dead ones named', () => {
    expect(unitTable(activity).rows).toEqual([
      ['3', '0', '1', '0.75', ''],
      ['2', '0', '2', '0.5', ''],
      ['1', '0', '0', '0', 'yes'],
    ]);
    expect(unitSummary(activity)).toBe('1 of 3 units is dead: 1. Unit 3 moves most (deviation 0.75).');
    expect(unitSummary({ ...activity, dead: [] })).toMatch(/^All 3 units are alive\./);
    expect(unitSummary({ ...activity, dead: [0, 1, 2] })).toBe('3 of 3 units are dead.');
  });
});

it('memory is that of the parameters, of the optimizer and of both workers', () => {
  const held = { tensors: 33, bytes: 5000, wasmBytes: 65_536 };
  const sizes = memoryRows({
    numParams: 100,
    hasAverage: true,
    memory: { training: held, insight: { ...held, wasmBytes: 0 } },
    snapshotBytes: 7,
  }).map(({ name, bytes }) => [name, bytes]);
  expect(sizes).toEqual([
    ['Parameters', 400],
    ['Adam’s memory', 800],
    ['Moving average', 400],
    ['Training worker', 5000],
    ['Training worker, WASM memory', 65_536],
    ['Copy to look into', 5000],
    ['Pictures of the epochs', 7],
  ]);
});
