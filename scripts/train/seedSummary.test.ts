import { expect, it } from 'vitest';
import type { EpochMetrics, TestMetrics } from '../../src/types';
import { describeSpread, spreadOf, summariseSeeds } from './seedSummary';

const epoch = (valAccuracy: number | null, valLoss: number | null): EpochMetrics => ({
  epoch: 1,
  loss: 0.7,
  accuracy: 0.5,
  valLoss,
  valAccuracy,
  seconds: 2,
});
const test = (accuracy: number, loss: number): TestMetrics => ({ loss, accuracy, reviews: 600, seconds: 1 });

it('gives the mean and the standard deviation of the sample', () => {
  // Deviations -3, 1, 2: 14 / 2 = 7.
  expect(spreadOf([2, 6, 7])).toEqual({ mean: 5, spread: Math.sqrt(7), values: [2, 6, 7] });
  expect(spreadOf([4])).toEqual({ mean: 4, spread: null, values: [4] });
  expect(spreadOf([null, 4, 6])).toEqual({ mean: 5, spread: Math.SQRT2, values: [null, 4, 6] });
  expect(spreadOf([null])).toEqual({ mean: null, spread: null, values: [null] });
});

it('sums up runs by their test score and their last epoch', () => {
  const summary = summariseSeeds([
    { epochs: [epoch(0.1, 9), epoch(0.5, 0.75)], test: test(0.75, 0.5), seconds: 10 },
    { epochs: [epoch(1, 0.25)], test: test(0.25, 1), seconds: 30 },
    { epochs: [epoch(null, null)], test: null, seconds: 20 },
  ]);
  expect(summary.testAccuracy).toEqual({ mean: 0.5, spread: Math.sqrt(0.125), values: [0.75, 0.25, null] });
  expect(summary.testLoss).toMatchObject({ mean: 0.75, values: [0.5, 1, null] });
  expect(summary.validationAccuracy).toMatchObject({ mean: 0.75, values: [0.5, 1, null] });
  expect(summary.validationLoss).toMatchObject({ mean: 0.5, values: [0.75, 0.25, null] });
  expect(summary.seconds).toEqual({ mean: 20, spread: 10, values: [10, 30, 20] });
});

it('has nothing to say of the epochs of a linear model', () => {
  const { validationAccuracy } = summariseSeeds([{ epochs: [], test: null, seconds: 1 }]);
  expect(validationAccuracy).toEqual({ mean: null, spread: null, values: [null] });
});

it('is described with as much as there is', () => {
  expect(describeSpread(spreadOf([0.92, 0.924]), 4)).toBe('0.9220 +- 0.0028');
  expect(describeSpread(spreadOf([12.34]), 1)).toBe('12.3');
  expect(describeSpread(spreadOf([null]), 1)).toBe('none');
});
