import { describe, expect, it } from 'vitest';
import { parseReport, type BenchReport, type BenchRow } from './benchReport';
import { growthFigure } from './growthFigure';
import { growthTable, reportMarkdown, time, timeTable } from './markdown';
import { replaceBetweenMarks } from './readme';

const row = (name: string, more: Partial<BenchRow> = {}): BenchRow => ({
  case: name,
  implementation: 'verdict',
  backend: 'wasm',
  threads: 2,
  medianMs: 20.44,
  minMs: 19,
  maxMs: 30,
  runs: 21,
  bytes: 61_000_000,
  ...more,
});

const stock = { implementation: 'tfjs', backend: 'webgl', threads: 1, bytes: null, runs: 2 };
const pytorch = { implementation: 'pytorch sorted', backend: 'cpu', threads: 1, bytes: null };

const report: BenchReport = {
  machine: {
    cpu: 'Abacus 5000',
    cores: 2,
    memoryGiB: 23.4,
    os: 'Linux 6.1',
    date: '2026-01-02T03:04:05.000Z',
    load: 0.1,
    browser: 'Chromium 156',
    renderer: 'SwiftShader',
    pytorch: '1.13.0',
  },
  isQuick: false,
  rows: [
    row('step'),
    row('step', { ...stock, medianMs: 50_123 }),
    row('epoch', { ...pytorch, medianMs: 28_400, runs: 2 }),
    row('growth.T=64', { medianMs: 5 }),
    row('growth.T=128', { medianMs: 10, bytes: 90_000_000 }),
    row('growth.reviews=5000', { medianMs: 1500 }),
    row('growth.T=64', { ...pytorch, medianMs: 22 }),
  ],
  ratios: { 'step.pytorch1 / step.wasm1': 2.345, 'step.stockWebgl / step.webgl': 61.7 },
  memory: [
    {
      backend: 'wasm',
      threads: 2,
      epoch2: { tensors: 40, bytes: 1_600_000 },
      epoch12: { tensors: 40, bytes: 1_600_000 },
    },
  ],
  skipped: ['epoch, verdict webgl, 1 thread: a step takes 0.8 s, an epoch minutes'],
};

describe('reportMarkdown', () => {
  it('names machine, goals, memory and what is left out', () => {
    const text = reportMarkdown(report);
    expect(text).toContain('2026-01-02, Abacus 5000, 2 cores, 23.4 GiB, Linux 6.1, load 0.1');
    expect(text).toContain('| `step.pytorch1 / step.wasm1` | 2.35 | 2.2 |');
    expect(text).toContain('| `step.stockWebgl / step.webgl` | 62 | 40 |');
    expect(text).toContain('| 40 tensors, 1,600,000 bytes | 40 tensors, 1,600,000 bytes |');
    expect(text).toContain('- epoch, verdict webgl, 1 thread');
    expect(text).not.toContain('say nothing');
    expect(reportMarkdown({ ...report, isQuick: true })).toContain('say nothing about speed');
  });

  it('leaves out tables without rows', () => {
    const empty = { ...report, rows: [], ratios: {}, memory: [], skipped: [] };
    expect(reportMarkdown(empty)).not.toContain('|');
  });
});

it('has a line per contestant and a column per case that was measured', () => {
  expect(timeTable(report.rows).split('\n')).toEqual([
    '|  | training step | epoch | memory of the step |',
    '| --- | --: | --: | --: |',
    '| Verdict, wasm, 2 threads | 20.4 ms |  | 61 MB |',
    '| stock TensorFlow.js, webgl | 50.1 s (2) |  |  |',
    '| PyTorch sorted, 1 thread |  | 28.4 s (2) |  |',
  ]);
});

it('has a line per size in the growth table', () => {
  expect(growthTable(report.rows).split('\n').slice(2)).toEqual([
    '| words per review 64 | 5 ms, 61 MB | 22 ms |',
    '| words per review 128 | 10 ms, 90 MB |  |',
    '| reviews 5,000 | 1.5 s, 61 MB |  |',
  ]);
});

it('draws time and memory of every series, epochs in seconds', () => {
  const { data } = growthFigure(report.rows);
  const drawn = data.map((trace) => {
    const { name, x, y, xaxis } = trace as { name: string; x: number[]; y: number[]; xaxis: string };
    return { name, x, y, xaxis };
  });
  const verdict = 'Verdict, wasm, 2 threads';
  expect(drawn).toEqual([
    { name: verdict, x: [64, 128], y: [5, 10], xaxis: 'x' },
    { name: verdict, x: [64, 128], y: [61, 90], xaxis: 'x2' },
    { name: 'PyTorch sorted, 1 thread', x: [64], y: [22], xaxis: 'x' },
    { name: verdict, x: [5000], y: [1.5], xaxis: 'x3' },
    { name: verdict, x: [5000], y: [61], xaxis: 'x4' },
  ]);
});

it.each([
  [0.01234, '0.0123 ms'],
  [999.4, '999 ms'],
  [1000, '1 s'],
  [61_234, '61.2 s'],
])('writes %s ms as %s', (ms, expected) => {
  expect(time(ms)).toBe(expected);
});

describe('parseReport', () => {
  it('reads what was written', () => {
    expect(parseReport(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    { change: { rows: [{ ...row('step'), medianMs: null }] }, place: 'rows.0.medianMs' },
    { change: { rows: [row('step', { runs: 0 })] }, place: 'rows.0.runs' },
    { change: { ratios: { a: 'b' } }, place: 'ratios.a' },
    { change: { machine: undefined }, place: 'machine' },
  ])('refuses a report with a wrong $place', ({ change, place }) => {
    expect(() => parseReport(JSON.stringify({ ...report, ...change }))).toThrow(place);
  });
});

describe('replaceBetweenMarks', () => {
  const [start, end] = ['<!-- figures of npm run bench:report -->', '<!-- end of the figures -->'];

  it('replaces what stands there, again and again', () => {
    const once = replaceBetweenMarks(`a\n${start}\nold\n${end}\nb\n`, 'new');
    expect(once).toBe(`a\n${start}\n\nnew\n\n${end}\nb\n`);
    expect(replaceBetweenMarks(once, 'new')).toBe(once);
  });

  it.each(['no marks', `${start} only`, `${end} ${start}`, `${start}${end}${start}${end}`])(
    'refuses "%s"',
    (readme) => {
      expect(() => replaceBetweenMarks(readme, 'new')).toThrow('once each');
    },
  );
});
