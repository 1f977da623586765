/** Points of the training curves; pure. x is in epochs: 1 is the end of the first. */
import type { BatchMetrics, EpochMetrics } from '../../types';
import type { ChartData } from './downloads';

export interface Series {
  x: number[];
  y: number[];
}

export type Measure = 'loss' | 'accuracy';

/** Weight of the past in the running mean: about the last 20 batches count. */
const SMOOTHING = 0.95;
/** More points than this are not visible in a chart of some 500 px. */
const MAX_POINTS = 800;

/**
 * Exponential running mean over batches, corrected for its start at zero as Adam's moments are
 * (Kingma and Ba 2015, section 3), and thinned to at most `maxPoints` points, the newest kept.
 */
export function smoothedBatches(batches: BatchMetrics[], measure: Measure, maxPoints = MAX_POINTS): Series {
  const series: Series = { x: [], y: [] };
  const stride = Math.max(1, Math.ceil(batches.length / maxPoints));
  let mean = 0;
  let weight = 0;
  batches.forEach((metrics, index) => {
    mean = SMOOTHING * mean + (1 - SMOOTHING) * metrics[measure];
    weight = SMOOTHING * weight + (1 - SMOOTHING);
    if ((batches.length - 1 - index) % stride !== 0) return;
    series.x.push(metrics.epoch - 1 + (metrics.batch + 1) / metrics.numBatches);
    series.y.push(mean / weight);
  });
  return series;
}

export function trainingPoints(epochs: EpochMetrics[], measure: Measure): Series {
  return { x: epochs.map(({ epoch }) => epoch), y: epochs.map((metrics) => metrics[measure]) };
}

/** Epochs without a validation split have no point. */
export function validationPoints(epochs: EpochMetrics[], measure: Measure): Series {
  const series: Series = { x: [], y: [] };
  for (const metrics of epochs) {
    const value = measure === 'loss' ? metrics.valLoss : metrics.valAccuracy;
    if (value === null) continue;
    series.x.push(metrics.epoch);
    series.y.push(value);
  }
  return series;
}

/** The epoch at which the x axis ends: whole, at least 1. */
export function lastEpoch(batches: BatchMetrics[], epochs: EpochMetrics[]): number {
  return Math.max(1, batches.at(-1)?.epoch ?? 0, epochs.at(-1)?.epoch ?? 0);
}

/** At most this many steps between epochs that are named on the axis, so that a phone has room for them. */
const MAX_STEPS = 10;

/** Whole epochs between two named ones: 1, 2 or 5 times a power of ten. */
export function epochStep(end: number): number {
  for (let unit = 1; ; unit *= 10) {
    const step = [unit, 2 * unit, 5 * unit].find((size) => end / size <= MAX_STEPS);
    if (step !== undefined) return step;
  }
}

/** Every batch as it was, not smoothed, and every epoch; an epoch's end is its number. */
export function curveData(measure: Measure, batches: BatchMetrics[], epochs: EpochMetrics[]): ChartData {
  const validation = validationPoints(epochs, measure);
  return {
    columns: ['series', 'epoch', measure],
    rows: [
      ...batches.map((metrics) => [
        'batch',
        metrics.epoch - 1 + (metrics.batch + 1) / metrics.numBatches,
        metrics[measure],
      ]),
      ...epochs.map((metrics) => ['training', metrics.epoch, metrics[measure]]),
      ...validation.x.map((epoch, i) => ['validation', epoch, validation.y[i] ?? null]),
    ],
  };
}
