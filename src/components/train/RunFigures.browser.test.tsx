/** What the figures of a run say once it has ended. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STATE, setState } from '../../state/store';
import type { BatchMetrics, EpochMetrics, RunResult } from '../../types';
import { show, type Shown } from '../charts/testing';
import { RunFigures } from './RunFigures';

const BATCH: BatchMetrics = {
  epoch: 3,
  batch: 14,
  numBatches: 20,
  loss: 0.5,
  accuracy: 0.75,
  reviewsPerSecond: 1234,
  msPerReview: 0.81,
  secondsLeft: 9,
};

let shown: Shown;

beforeEach(() => {
  setState(INITIAL_STATE);
  shown = show(<RunFigures />);
});

afterEach(() => {
  shown.close();
  setState(INITIAL_STATE);
});

function end(outcome: RunResult['outcome'], numEpochs: number, lastBatch: BatchMetrics): void {
  const epochs = Array.from({ length: numEpochs }, (_, index): EpochMetrics => ({
    epoch: index + 1,
    loss: 0.5,
    accuracy: 0.75,
    valLoss: null,
    valAccuracy: null,
    seconds: 1,
  }));
  const backend = { name: 'cpu', title: 'CPU', reason: '' } as RunResult['backend'];
  const result: RunResult = { outcome, epochs, backend, seconds: 65, memory: { tensors: 0, bytes: 0 } };
  setState({
    training: { kind: 'ended', result },
    batches: [lastBatch],
    epochs,
    runSettings: { ...INITIAL_STATE.settings, epochs: 4 },
  });
}

const bar = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('progressbar', { name });

async function expectBars(epoch: number, run: number): Promise<void> {
  await expect.element(bar('This epoch')).toHaveAttribute('aria-valuenow', String(epoch));
  await expect.element(bar('Whole run')).toHaveAttribute('aria-valuenow', String(run));
}

const figures = (): string[] =>
  page
    .getByRole('definition')
    .elements()
    .map((figure) => figure.textContent ?? '');

describe('RunFigures', () => {
  it('of a finished run are full bars, the last speed and the time it took', async () => {
    end('finished', 4, { ...BATCH, epoch: 4, batch: 19 });
    await expectBars(100, 100);
    expect(figures()).toEqual(['4', '1,200', '0.81', '1:05']);
    await expect.element(page.getByText('Time taken')).toBeVisible();
  });

  it('of a run that was stopped within an epoch keep the share that it reached', async () => {
    end('stopped', 2, BATCH);
    await expectBars(75, 68.75);
    expect(figures()).toEqual(['3', '1,200', '0.81', '1:05']);
  });

  it('of a run that was stopped between epochs count no epoch twice', async () => {
    end('stopped', 3, { ...BATCH, batch: 19 });
    await expectBars(100, 75);
  });
});
