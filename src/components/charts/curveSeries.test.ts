import { describe, expect, it } from 'vitest';
import type { BatchMetrics, EpochMetrics } from '../../types';
import { epochStep, lastEpoch, smoothedBatches, trainingPoints, validationPoints } from './curveSeries';

function batch(epoch: number, index: number, numBatches: number, loss: number): BatchMetrics {
  return {
    epoch,
    batch: index,
    numBatches,
    loss,
    accuracy: 1 - loss,
    reviewsPerSecond: 1,
    msPerReview: 1,
    secondsLeft: null,
  };
}

function epochOf(number: number, valLoss: number | null): EpochMetrics {
  return {
    epoch: number,
    loss: 0.5 / number,
    accuracy: 0.7,
    valLoss,
    valAccuracy: valLoss === null ? null : 0.6,
    seconds: 1,
  };
}

describe('smoothedBatches', () => {
  it('starts at the first loss, not at zero', () => {
    expect(smoothedBatches([batch(1, 0, 4, 0.7)], 'loss')).toEqual({
      x: [0.25],
      y: [expect.closeTo(0.7, 12)],
    });
  });

  it('weighs the past by 0.95, corrected for the start', () => {
    const { y } = smoothedBatches([batch(1, 0, 2, 0.8), batch(1, 1, 2, 0.2)], 'loss');
    expect(y[1]).toBeCloseTo((0.95 * 0.05 * 0.8 + 0.05 * 0.2) / (0.95 * 0.05 + 0.05), 12);
  });

  it('puts the end of epoch 2 at x = 2', () => {
    expect(smoothedBatches([batch(2, 9, 10, 0.5)], 'accuracy').x).toEqual([2]);
  });

  it('thins a long run to the limit and keeps the newest batch', () => {
    const batches = Array.from({ length: 1003 }, (_, index) => batch(1, index, 1003, 0.5));
    const { x } = smoothedBatches(batches, 'loss', 100);
    expect(x.length).toBeLessThanOrEqual(100);
    expect(x.length).toBeGreaterThan(80);
    expect(x.at(-1)).toBe(1);
  });
});

describe('points of epochs', () => {
  it('leaves out epochs without validation', () => {
    const epochs = [epochOf(1, 0.6), epochOf(2, null), epochOf(3, 0.4)];
    expect(trainingPoints(epochs, 'loss').x).toEqual([1, 2, 3]);
    expect(validationPoints(epochs, 'loss')).toEqual({ x: [1, 3], y: [0.6, 0.4] });
  });

  it('names whole epochs, and at most eleven of them', () => {
    expect([1, 4, 10, 11, 12, 20, 21, 50, 51, 1000].map(epochStep)).toEqual([
      1, 1, 1, 2, 2, 2, 5, 5, 10, 100,
    ]);
  });

  it('ends the axis at the epoch under way', () => {
    expect(lastEpoch([], [])).toBe(1);
    expect(lastEpoch([batch(3, 0, 10, 0.5)], [epochOf(1, null), epochOf(2, null)])).toBe(3);
  });
});
