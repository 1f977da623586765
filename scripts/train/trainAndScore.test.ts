import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseAddress } from '../../src/state/address';
import type { EpochMetrics, RunReport, TestMetrics } from '../../src/types';
import { trainAndScore, type TrainingPage } from './trainAndScore';

const EPOCH: EpochMetrics = {
  epoch: 1,
  loss: 0.7,
  accuracy: 0.5,
  valLoss: 0.6,
  valAccuracy: 0.6,
  seconds: 2,
};
const TEST: TestMetrics = { loss: 0.5, accuracy: 0.75, reviews: 600, seconds: 1 };

function reportOf(numEpochs: number, numAsked = 2): RunReport {
  const { settings } = parseAddress(`#epochs=${numAsked}`);
  return {
    settings,
    outcome: 'finished',
    backend: { name: 'cpu', title: 'CPU', reason: 'Chosen.', renderer: '', isSoftware: false },
    epochs: Array.from({ length: numEpochs }, (_, i) => ({ ...EPOCH, epoch: i + 1 })),
    test: null,
    numParams: null,
    preparationSeconds: null,
    memory: { tensors: 10, bytes: 1000 },
    seconds: 4,
  };
}

function fakePage(parts: Partial<TrainingPage>): TrainingPage {
  return {
    startRun: async () => {},
    runEnded: async () => {},
    stopRun: async () => {},
    report: async () => reportOf(2),
    evaluateTest: async () => ({ ...reportOf(2), test: TEST }),
    messages: async () => 'The page says so.',
    ...parts,
  };
}

const noEpochs = async (): Promise<void> => {};

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('trainAndScore', () => {
  it('reports the run with its score', async () => {
    const { report, failure } = await trainAndScore(fakePage({}), 1000, noEpochs);
    expect(failure).toBeNull();
    expect(report.test).toEqual(TEST);
  });

  it('keeps the epochs when the test set cannot be scored', async () => {
    const page = fakePage({ evaluateTest: () => Promise.reject(new Error('The test set was not scored.')) });
    const { report, failure } = await trainAndScore(page, 1000, noEpochs);
    expect(failure).toBe('The test set was not scored.');
    expect(report.epochs).toHaveLength(2);
    expect(report.test).toBeNull();
  });

  it('keeps the epochs of a run that broke off, without scoring it', async () => {
    const evaluateTest = vi.fn<TrainingPage['evaluateTest']>();
    const page = fakePage({ report: async () => reportOf(1), evaluateTest });
    const { report, failure } = await trainAndScore(page, 1000, noEpochs);
    expect(failure).toBe('The run ended after 1 epochs. The page says so.');
    expect(report.epochs).toHaveLength(1);
    expect(evaluateTest).not.toHaveBeenCalled();
  });

  it('stops a run that takes too long and keeps its epochs', async () => {
    let isStopped = false;
    const page = fakePage({
      runEnded: async () => {
        if (!isStopped) throw new Error('The run did not end within 1 s.');
      },
      stopRun: async () => {
        isStopped = true;
      },
      report: async () => (isStopped ? reportOf(1) : null),
    });
    const { report, failure } = await trainAndScore(page, 1000, noEpochs);
    expect(failure).toBe('The run ended after 1 epochs. The run did not end within 1 s.');
    expect(report.epochs).toHaveLength(1);
  });

  it('throws when not one epoch was finished', async () => {
    await expect(trainAndScore(fakePage({ report: async () => null }), 1000, noEpochs)).rejects.toThrow(
      'Nothing was trained. The page says so.',
    );
  });
});
