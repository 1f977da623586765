import { describe, expect, it } from 'vitest';
import type { LayerTrace } from '../../../insightTypes';
import { shareOfAxis } from './plotFrame';
import { stateFigure, stateFrame } from './stateFigure';
import { columnName, stateData, statesSummary, stateTable, unitData, unitTable } from './stateTexts';
import { importanceText, unitCurves } from './units';

/** Three steps of two units. */
const LAYER: LayerTrace = {
  name: 'lstm',
  isBackward: false,
  units: 2,
  h: Float32Array.of(0.5, -0.25, 0.75, 0.125, -1, 0),
  c: Float32Array.from({ length: 6 }, (_, i) => i / 4),
  gates: Float32Array.from({ length: 24 }, (_, i) => i / 32),
  importance: Float32Array.of(-0.5, 0.25),
};
const COLUMNS = { words: ['<START>', 'so', 'bad'], firstPlace: -1 };
const CUT = { words: ['so', 'very', 'bad'], firstPlace: 0 };

describe('in words', () => {
  it('names columns by their word, the start by itself', () => {
    expect([0, 2].map((t) => columnName(COLUMNS, t))).toEqual(['<START>', '“bad” (word 2)']);
    expect(columnName(CUT, 2)).toBe('“bad” (word 3)');
  });

  it('sums up what the unit that matters most does', () => {
    expect(statesSummary(LAYER, COLUMNS, null)).toBe(
      'All 2 units. Unit 1 matters most to this review (−0.50 log-odds); its state is strongest after “bad” (word 2): −1.00.',
    );
    expect(statesSummary(LAYER, COLUMNS, 1)).toMatch(/^1 of 2 units\./);
  });

  it('says where the answer would go without a unit', () => {
    expect(importanceText(0.3)).toContain('0.30 of log-odds towards negative');
    expect(importanceText(-0.3)).toContain('0.30 of log-odds towards positive');
    expect(importanceText(0.001)).toContain('hardly');
  });
});

describe('in numbers', () => {
  it('a row for each unit, its highest, lowest and last state', () => {
    expect(stateTable(LAYER, COLUMNS, [1, 0]).rows).toEqual([
      ['Unit 2', '+0.25', '+0.13', '“so” (word 1)', '−0.25', '<START>', '+0.00'],
      ['Unit 1', '−0.50', '+0.75', '“so” (word 1)', '−1.00', '“bad” (word 2)', '−1.00'],
    ]);
  });

  it('all states for a download', () => {
    expect(stateData(LAYER, COLUMNS, [1])).toEqual({
      columns: ['unit', 'importance', '0 <START>', '1 so', '2 bad'],
      rows: [[2, 0.25, -0.25, 0.125, 0]],
    });
  });

  it('gates and states of a unit, a row for each word', () => {
    const { columns, rows } = unitTable(COLUMNS, unitCurves(LAYER, 1));
    expect(columns).toHaveLength(7);
    expect(rows.map(([name]) => name)).toEqual(['<START>', '1. so', '2. bad']);
    expect(rows[1]?.at(-1)).toBe('+0.13');
    expect(unitData(LAYER, COLUMNS, 1).rows[2]).toEqual([
      2,
      'bad',
      17 / 32,
      19 / 32,
      21 / 32,
      23 / 32,
      1.25,
      0,
    ]);
  });
});

describe('the heat map', () => {
  const theme = { positive: '#000001', negative: '#000002', panel: '#000003', text: '', grid: '' } as never;
  const figure = stateFigure(theme, LAYER, { title: 't', columns: COLUMNS, rows: [1, 0], isNarrow: false });
  const [trace] = figure.data as unknown as {
    x: number[];
    y: string[];
    z: number[][];
    zmin: number;
    zmax: number;
  }[];

  it('has the units in their order, words at their places, and a scale even around 0', () => {
    expect(trace?.x).toEqual([-1, 0, 1]);
    expect(trace?.y).toEqual(['Unit 2', 'Unit 1']);
    expect(trace?.z).toEqual([
      [-0.25, 0.125, 0],
      [0.5, 0.75, -1],
    ]);
    expect([trace?.zmin, trace?.zmax]).toEqual([-1, 1]);
  });

  it('is marked where the cell is', () => {
    const { x, y } = stateFrame(COLUMNS, 2);
    expect(shareOfAxis(x, 0)).toBe(50);
    // From the bottom: the second row is the lower one.
    expect(shareOfAxis(y, 1)).toBe(25);
  });
});
