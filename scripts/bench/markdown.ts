/** A report as Markdown tables, so that no figure is typed by hand. Pure. */
import { deviceName } from '../../src/backends/renderer';
import type { BenchReport, BenchRow } from './benchReport';

/** Goals on a machine with two cores and no graphics device. */
const GOALS: Record<string, number> = {
  'step.pytorch1 / step.wasm1': 2.2,
  'step.pytorchAll / step.wasm2': 4,
  'epoch.pytorchAll / epoch.wasm2': 5,
  'step.stockWebgl / step.webgl': 40,
  'step64.pytorch1 / step64.wasm1': 1.2,
  'step128.pytorch1 / step128.wasm1': 1.2,
};

/** Columns of the main table: case and heading. */
const CASES = [
  ['step', 'training step'],
  ['step64', 'step, E = H = 64'],
  ['step128', 'step, E = H = 128'],
  ['epoch', 'epoch'],
  ['forward', 'forward, batch 64'],
  ['prediction', 'one review'],
  ['firstBatchMs', 'first batch after Train'],
] as const;

/** Growth series in the order of their names, with their headings. */
const SERIES = { T: 'words per review', B: 'batch', H: 'E = H', layers: 'LSTM layers', reviews: 'reviews' };
const GROWTH_CASE = /^growth\.(\w+)=(\d+)$/;

const NAMES: Record<string, string> = { verdict: 'Verdict', tfjs: 'stock TensorFlow.js', pytorch: 'PyTorch' };

export function reportMarkdown(report: BenchReport): string {
  const parts = [
    machineLine(report),
    timeTable(report.rows),
    ratioTable(report),
    growthTable(report.rows),
    memoryTable(report),
    skippedList(report),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

export function machineLine({ machine, isQuick }: BenchReport): string {
  const { cpu, cores, memoryGiB, os, date, load, browser, renderer, pytorch } = machine;
  const graphics = renderer === '' ? 'no WebGL' : `WebGL on ${deviceName(renderer)}`;
  const torch = pytorch === null ? '' : `, PyTorch ${pytorch}`;
  const warning = isQuick ? 'From `--quick`: these figures say nothing about speed. ' : '';
  return `${warning}${date.slice(0, 10)}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${os}, load ${load} at the start; ${browser}, ${graphics}${torch}. Medians, in brackets the number of runs where it is below 7.`;
}

/** One line per contestant, one column per case. */
export function timeTable(rows: readonly BenchRow[]): string {
  const cases = CASES.filter(([name]) => rows.some((row) => row.case === name));
  if (cases.length === 0) return '';
  const cells = new Map<string, Map<string, string>>();
  for (const row of rows.filter(({ case: name }) => !GROWTH_CASE.test(name))) {
    const title = contestantTitle(row);
    if (!cells.has(title)) cells.set(title, new Map());
    cells.get(title)!.set(row.case, time(row.medianMs) + (row.runs < 7 ? ` (${row.runs})` : ''));
  }
  const memory = new Map(
    rows.filter((row) => row.case === 'step').map((row) => [contestantTitle(row), megabytes(row.bytes)]),
  );
  return table(
    ['', ...cases.map(([, heading]) => heading), 'memory of the step'],
    [...cells].map(([title, ofCase]) =>
      [title].concat(
        cases.map(([name]) => ofCase.get(name) ?? ''),
        memory.get(title) ?? '',
      ),
    ),
  );
}

export function ratioTable({ ratios }: BenchReport): string {
  if (Object.keys(ratios).length === 0) return '';
  return table(
    ['ratio', 'measured', 'goal'],
    Object.entries(ratios).map(([name, value]) => [
      `\`${name}\``,
      value.toFixed(value < 10 ? 2 : 0),
      GOALS[name] === undefined ? '' : `${GOALS[name]}`,
    ]),
  );
}

/** One line per size, times and memory of everybody measured. */
export function growthTable(rows: readonly BenchRow[]): string {
  const points = growthPoints(rows);
  if (points.length === 0) return '';
  const titles = [...new Set(points.map(({ row }) => contestantTitle(row)))];
  const lines = new Map<string, string[]>();
  for (const { series, value, row } of points) {
    const key = `${SERIES[series]} ${value.toLocaleString('en')}`;
    const line = lines.get(key) ?? titles.map(() => '');
    const bytes = row.bytes === null ? '' : `, ${megabytes(row.bytes)}`;
    line[titles.indexOf(contestantTitle(row))] = time(row.medianMs) + bytes;
    lines.set(key, line);
  }
  return table(
    ['', ...titles],
    [...lines].map(([key, line]) => [key].concat(line)),
  );
}

export interface GrowthPoint {
  series: keyof typeof SERIES;
  value: number;
  row: BenchRow;
}

export function growthPoints(rows: readonly BenchRow[]): GrowthPoint[] {
  return rows.flatMap((row) => {
    const [, series, value] = GROWTH_CASE.exec(row.case) ?? [];
    return series !== undefined && series in SERIES
      ? [{ series: series as keyof typeof SERIES, value: Number(value), row }]
      : [];
  });
}

function memoryTable({ memory }: BenchReport): string {
  if (memory.length === 0) return '';
  return table(
    ['held by a run', 'after epoch 2', 'after epoch 12'],
    memory.map(({ backend, threads, epoch2, epoch12 }) =>
      [contestantTitle({ implementation: 'verdict', backend, threads })].concat(
        [epoch2, epoch12].map(
          ({ tensors, bytes }) => `${tensors} tensors, ${bytes.toLocaleString('en')} bytes`,
        ),
      ),
    ),
  );
}

const skippedList = ({ skipped }: BenchReport): string =>
  skipped.length === 0 ? '' : `Left out:\n\n${skipped.map((what) => `- ${what}`).join('\n')}`;

/** "Verdict, wasm, 2 threads". */
export function contestantTitle({
  implementation,
  backend,
  threads,
}: Pick<BenchRow, 'implementation' | 'backend' | 'threads'>): string {
  const [name, ...variant] = implementation.split(' ');
  const called = [NAMES[name!] ?? name!, ...variant].join(' ');
  const hasThreads = backend === 'wasm' || (name === 'pytorch' && backend === 'cpu');
  const where = name === 'pytorch' && backend === 'cpu' ? '' : `, ${backend}`;
  return `${called}${where}${hasThreads ? `, ${threads} thread${threads === 1 ? '' : 's'}` : ''}`;
}

/** Three figures, in the unit that reads best. */
export function time(ms: number): string {
  return ms < 1000 ? `${Number(ms.toPrecision(3))} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

const megabytes = (bytes: number | null): string => (bytes === null ? '' : `${Math.round(bytes / 1e6)} MB`);

function table(headings: string[], lines: string[][]): string {
  const rule = headings.map((_heading, i) => (i === 0 ? '---' : '--:'));
  return [headings, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
