/**
 * The named ratios of a report. A name such as `step64.pytorch1 / step64.wasm1` is read as
 * `case.who / case.who`; a value above 1 says that what stands on the right is that many times faster.
 *
 * `pytorch1` and `pytorchAll` are PyTorch on the CPU with one and with all threads; of several ways to do the
 * same (epochs) the fastest counts. `wasm2` is this project on that backend with 2 threads; `webgl` and the
 * like, without a number, on one. `stockWebgl` is stock TensorFlow.js.
 */
import type { BenchRow, MemoryRow } from './benchReport';

const STEP_RATIOS = ['step', 'step64', 'step128'].flatMap((name) => [
  `${name}.pytorch1 / ${name}.wasm1`,
  `${name}.pytorchAll / ${name}.wasm2`,
]);

export const RATIO_NAMES = [
  ...STEP_RATIOS,
  'epoch.pytorch1 / epoch.wasm1',
  'epoch.pytorch1 / epoch.wasm2',
  'epoch.pytorchAll / epoch.wasm2',
  'step.stockWebgl / step.webgl',
  'forward.pytorch1 / forward.wasm1',
  'forward.pytorchAll / forward.wasm2',
  'forward.stockWebgl / forward.webgl',
  'prediction.pytorch1 / prediction.wasm1',
  'prediction.stockWebgl / prediction.webgl',
] as const;

/** Those whose two sides were measured. */
export function computeRatios(rows: readonly BenchRow[]): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const name of RATIO_NAMES) {
    const [left, right] = name.split(' / ').map((side) => medianOf(side, rows));
    if (left !== undefined && right !== undefined) ratios[name] = left / right;
  }
  return ratios;
}

/** The largest over all backends: 1 when nothing is left behind by any. */
export function computeMemoryRatios(memory: readonly MemoryRow[]): Record<string, number> {
  if (memory.length === 0) return {};
  const largest = (field: 'tensors' | 'bytes'): number =>
    Math.max(...memory.map(({ epoch2, epoch12 }) => epoch12[field] / epoch2[field]));
  return {
    'tensors.epoch12 / tensors.epoch2': largest('tensors'),
    'bytes.epoch12 / bytes.epoch2': largest('bytes'),
  };
}

function medianOf(side: string, rows: readonly BenchRow[]): number | undefined {
  const [name, who] = side.split('.') as [string, string];
  const ofCase = rows.filter((row) => row.case === name);
  const times = ofCase.filter(isCalled(who, ofCase)).map(({ medianMs }) => medianMs);
  return times.length === 0 ? undefined : Math.min(...times);
}

const isPytorch = (row: BenchRow): boolean =>
  row.implementation.startsWith('pytorch') && row.backend === 'cpu';

function isCalled(who: string, rows: readonly BenchRow[]): (row: BenchRow) => boolean {
  const [, name, number] = /^([A-Za-z]+?)(\d+|All)?$/.exec(who)!;
  if (name === 'stockWebgl') return ({ implementation }) => implementation === 'tfjs';
  if (name !== 'pytorch') {
    const threads = Number(number ?? 1);
    return (row) => row.implementation === 'verdict' && row.backend === name && row.threads === threads;
  }
  const most = Math.max(...rows.filter(isPytorch).map(({ threads }) => threads));
  const threads = number === 'All' ? most : Number(number);
  return (row) => isPytorch(row) && row.threads === threads;
}
