import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { calibrationErrorInterval, calibrationErrorIntervalInSlices } from './bootstrap';
import { calibrate, calibrationBin } from './calibration';
import { fitTemperature, MAX_TEMPERATURE, meanLogLoss, MIN_TEMPERATURE } from './temperature';
import { syntheticReviews, TIED } from './testing/reviews';

describe('calibrate', () => {
  it('has the bins of scikit-learn 1.2.1 (calibration_curve, n_bins=5)', () => {
    const { bins } = calibrate(TIED, 1, 5);
    expectClose(
      bins.map((bin) => bin.meanProbability ?? NaN),
      [0.09975048911968513, 0.2898983568572747, 0.5249279780645051, 0.7685247834990175, 0.9405172825188353],
      { atol: 1e-14, rtol: 0 },
    );
    expect(bins.map((bin) => bin.sharePositive.value)).toEqual([0, 1 / 3, 3 / 5, 1 / 2, 1]);
    expect(bins.map((bin) => bin.numReviews)).toEqual([1, 3, 5, 2, 2]);
  });

  it('weighs the gaps by the reviews in a bin', () => {
    const gaps = [
      0.09975048911968513,
      3 * (1 / 3 - 0.2898983568572747),
      5 * (0.6 - 0.5249279780645051),
      2 * (0.7685247834990175 - 0.5),
      2 * (1 - 0.9405172825188353),
    ];
    const expected = gaps.reduce((sum, gap) => sum + gap, 0) / 13;
    expectClose([calibrate(TIED, 1, 5).expectedError ?? NaN], [expected], { atol: 1e-14, rtol: 0 });
  });

  it('closes bins on the right, and takes 0 and 1 in', () => {
    expect([0, 0.1, 0.2, 0.2000001, 0.8, 1].map((p) => calibrationBin(p, 5))).toEqual([0, 0, 0, 1, 3, 4]);
  });

  it('has empty bins, and no error without reviews', () => {
    const { bins, expectedError } = calibrate({ scores: new Float64Array(), labels: new Uint8Array() }, 1);
    expect(expectedError).toBeNull();
    expect(bins).toHaveLength(15);
    expect(bins[3]).toMatchObject({ numReviews: 0, meanProbability: null, sharePositive: { value: null } });
  });
});

describe('fitTemperature', () => {
  it('finds the least log loss', () => {
    // scipy 1.10, minimize_scalar over log T.
    const fit = fitTemperature(TIED);
    expectClose([fit.temperature ?? NaN], [1.0372892397874822], { atol: 1e-7, rtol: 0 });
    if (fit.temperature === null) throw new Error('not fitted');
    expectClose([fit.lossBefore, fit.lossAfter], [0.550272272843328, 0.5501494983248587], {
      atol: 1e-13,
      rtol: 0,
    });
  });

  it.each([0.25, 1, 3])('takes back an overconfidence of %d', (overconfidence) => {
    const reviews = syntheticReviews(20_001, overconfidence);
    const { temperature } = fitTemperature(reviews);
    expect(Math.abs((temperature ?? NaN) / overconfidence - 1)).toBeLessThan(0.05);
    expect(calibrate(reviews, temperature ?? NaN).expectedError).toBeLessThan(0.01);
  });

  it('lowers the calibration error of a network too sure of itself', () => {
    expect(calibrate(syntheticReviews(20_001, 3), 1).expectedError).toBeGreaterThan(0.05);
  });

  it('stays within its bounds for scores that separate, and for scores that mislead', () => {
    const labels = Uint8Array.of(0, 1);
    expect(fitTemperature({ scores: Float64Array.of(-1, 1), labels }).temperature).toBeCloseTo(
      MIN_TEMPERATURE,
    );
    expect(fitTemperature({ scores: Float64Array.of(1, -1), labels }).temperature).toBeCloseTo(
      MAX_TEMPERATURE,
    );
  });

  it('says why it cannot', () => {
    const fit = fitTemperature({ scores: Float64Array.of(1, 2), labels: Uint8Array.of(1, 1) });
    expect(fit).toEqual({ temperature: null, reason: expect.stringContaining('All reviews are positive') });
  });

  it('has a log loss that is exact far out', () => {
    const loss = meanLogLoss({ scores: Float64Array.of(800, -800), labels: Uint8Array.of(0, 1) }, 1);
    expect(loss).toBe(800);
  });
});

describe('the interval of the calibration error', () => {
  const reviews = syntheticReviews(2001, 1.5);
  const estimate = calibrate(reviews, 1).expectedError ?? NaN;

  it('holds the estimate, and is the same for the same seed', () => {
    const interval = calibrationErrorInterval(reviews, 1, estimate, { numResamples: 300 });
    expect(interval).toEqual(calibrationErrorInterval(reviews, 1, estimate, { numResamples: 300 }));
    expect(interval).not.toEqual(
      calibrationErrorInterval(reviews, 1, estimate, { numResamples: 300, seed: 2 }),
    );
    const { low, high } = interval ?? { low: NaN, high: NaN };
    expect(low < estimate && estimate < high && high - low < 0.05).toBe(true);
  });

  it('is that of one bin in closed form', () => {
    // With one bin the error is |mean gap|, whose standard deviation is that of a mean.
    const { scores, labels } = syntheticReviews(501, 1);
    const ones = labels.map(() => 1);
    const gaps = [...scores].map((score) => 1 - 1 / (1 + Math.exp(-score)));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    const options = { numResamples: 4000, numBins: 1 };
    const { low, high } = calibrationErrorInterval({ scores, labels: ones }, 1, mean, options) ?? {
      low: NaN,
      high: NaN,
    };
    const halfWidth = 1.96 * Math.sqrt(variance / gaps.length);
    // 4,000 resamples know the ends of the interval to about 4% of its width.
    expectClose([mean - low, high - mean], [halfWidth, halfWidth], { atol: 0, rtol: 0.12 });
  });

  it('comes in slices just the same, and ends when nobody waits for it', async () => {
    const options = { numResamples: 200 };
    const whole = calibrationErrorInterval(reviews, 1, estimate, options);
    const controller = new AbortController();
    const sliced = await calibrationErrorIntervalInSlices(reviews, 1, estimate, controller.signal, options);
    expect(sliced).toEqual(whole);
    controller.abort();
    const many = { numResamples: 100_000_000 };
    expect(await calibrationErrorIntervalInSlices(reviews, 1, estimate, controller.signal, many)).toBeNull();
  });
});
