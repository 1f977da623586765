import { describe, expect, it } from 'vitest';
import type { BenchRow } from './benchReport';
import { computeMemoryRatios, computeRatios } from './ratios';

const row = (
  name: string,
  implementation: string,
  backend: string,
  threads: number,
  medianMs: number,
): BenchRow => ({
  case: name,
  implementation,
  backend,
  threads,
  medianMs,
  minMs: medianMs / 2,
  maxMs: medianMs * 2,
  runs: 7,
  bytes: null,
});

describe('computeRatios', () => {
  it('divides the median of the left by that of the right', () => {
    const ratios = computeRatios([
      row('step', 'verdict', 'wasm', 1, 40),
      row('step', 'verdict', 'wasm', 2, 20),
      row('step', 'verdict', 'webgl', 1, 800),
      row('step', 'tfjs', 'webgl', 1, 40_000),
      row('step', 'pytorch', 'cpu', 1, 100),
      row('step', 'pytorch', 'cpu', 2, 90),
      row('step64', 'verdict', 'wasm', 1, 200),
      row('step64', 'pytorch', 'cpu', 1, 300),
      row('step64', 'pytorch', 'cpu', 2, 250),
    ]);
    expect(ratios).toEqual({
      'step.pytorch1 / step.wasm1': 2.5,
      'step.pytorchAll / step.wasm2': 4.5,
      'step64.pytorch1 / step64.wasm1': 1.5,
      'step.stockWebgl / step.webgl': 50,
    });
  });

  it('takes the fastest of the ways in which PyTorch does an epoch, with the most threads', () => {
    const ratios = computeRatios([
      row('epoch', 'verdict', 'wasm', 2, 5_000),
      row('epoch', 'pytorch', 'cpu', 4, 30_000),
      row('epoch', 'pytorch sorted', 'cpu', 4, 20_000),
      row('epoch', 'pytorch packed', 'cpu', 1, 10_000),
      row('epoch', 'pytorch', 'cuda', 4, 1_000),
    ]);
    expect(ratios).toEqual({ 'epoch.pytorch1 / epoch.wasm2': 2, 'epoch.pytorchAll / epoch.wasm2': 4 });
  });

  it('has none where a side is missing', () => {
    expect(computeRatios([row('step', 'verdict', 'wasm', 1, 40)])).toEqual({});
    expect(computeRatios([])).toEqual({});
  });
});

describe('computeMemoryRatios', () => {
  it('shows the backend that grows', () => {
    const steady = { tensors: 40, bytes: 1_000 };
    expect(
      computeMemoryRatios([
        { backend: 'wasm', threads: 2, epoch2: steady, epoch12: steady },
        { backend: 'webgl', threads: 1, epoch2: steady, epoch12: { tensors: 50, bytes: 1_500 } },
      ]),
    ).toEqual({ 'tensors.epoch12 / tensors.epoch2': 1.25, 'bytes.epoch12 / bytes.epoch2': 1.5 });
    expect(computeMemoryRatios([])).toEqual({});
  });
});
