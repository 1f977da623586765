import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { averagePrecisionInterval, meanInterval, wilsonInterval } from './intervals';

describe('wilsonInterval', () => {
  // scipy 1.10, `binomtest(k, n).proportion_ci(method='wilson')`.
  it.each([
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371109, 1],
    [22_000, 25_000, 0.8759133142530027, 0.8839699233403673],
  ])('of %i in %i is %d to %d', (numSuccesses, numTrials, low, high) => {
    const interval = wilsonInterval(numSuccesses, numTrials);
    expectClose([interval?.low ?? NaN, interval?.high ?? NaN], [low, high], { atol: 1e-14, rtol: 0 });
  });

  it('of nothing is null', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});

it('has the normal interval of a mean', () => {
  // 1, 2, 4: mean 7/3, variance 7/3.
  const interval = meanInterval(7, 21, 3);
  const halfWidth = 1.959963984540054 * Math.sqrt(7 / 9);
  expectClose([interval?.low ?? NaN, interval?.high ?? NaN], [7 / 3 - halfWidth, 7 / 3 + halfWidth], {
    atol: 1e-14,
    rtol: 0,
  });
  expect(meanInterval(1, 1, 1)).toBeNull();
});

it('has the logit interval of an average precision', () => {
  // logit 0.8 = log 4; half-width 1.96 / sqrt(100 * 0.16) = 0.49.
  const interval = averagePrecisionInterval(0.8, 100);
  const half = 1.959963984540054 / 4;
  expectClose(
    [interval?.low ?? NaN, interval?.high ?? NaN],
    [4 / (4 + Math.exp(half)), 4 / (4 + Math.exp(-half))],
    { atol: 1e-14, rtol: 0 },
  );
  expect(averagePrecisionInterval(1, 5)).toEqual({ low: 1, high: 1 });
  expect(averagePrecisionInterval(0.5, 0)).toBeNull();
});
