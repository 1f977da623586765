import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { rankScores } from './rankedScores';
import { TIED } from './testing/reviews';
import { reportAtThreshold } from './thresholdReport';

const ranked = rankScores(TIED);

describe('reportAtThreshold', () => {
  it('counts by hand at one half, the score 0 being negative', () => {
    const report = reportAtThreshold(ranked, 0.5, 1);
    expect(report.confusion).toEqual({
      truePositive: 5,
      falsePositive: 2,
      trueNegative: 4,
      falseNegative: 2,
    });
    expect(report.accuracy.value).toBe(9 / 13);
    expect(report.precision.value).toBe(5 / 7);
    expect(report.recall.value).toBe(5 / 7);
    expect(report.specificity.value).toBe(4 / 6);
    expectClose([report.f1.value ?? NaN], [5 / 7], { atol: 1e-15, rtol: 0 });
  });

  it('has the intervals of scipy 1.10 (binomtest, wilson)', () => {
    const { accuracy } = reportAtThreshold(ranked, 0.5, 1);
    expectClose(
      [accuracy.interval?.low ?? NaN, accuracy.interval?.high ?? NaN],
      [0.4236934318054904, 0.873192963442895],
      { atol: 1e-14, rtol: 0 },
    );
  });

  it('moves with the threshold', () => {
    const { confusion } = reportAtThreshold(ranked, 0.7, 1);
    expect(confusion).toEqual({ truePositive: 3, falsePositive: 1, trueNegative: 5, falseNegative: 4 });
  });

  it('applies the threshold to tempered probabilities', () => {
    // sigmoid(1.2 / 4) = 0.574: with T = 4 two scores reach 0.6.
    const { confusion } = reportAtThreshold(ranked, 0.6, 4);
    expect([confusion.truePositive, confusion.falsePositive]).toEqual([2, 0]);
  });

  it('says null for 0/0', () => {
    const none = reportAtThreshold(ranked, 1, 1);
    expect([none.precision.value, none.precision.interval]).toEqual([null, null]);
    expect([none.recall.value, none.specificity.value, none.f1.value]).toEqual([0, 1, 0]);
    const all = reportAtThreshold(ranked, 0, 1);
    expect([all.recall.value, all.specificity.value, all.precision.value]).toEqual([1, 0, 7 / 13]);
    const empty = reportAtThreshold(
      rankScores({ scores: new Float64Array(), labels: new Uint8Array() }),
      0.5,
      1,
    );
    expect([empty.accuracy.value, empty.f1.value, empty.recall.value]).toEqual([null, null, null]);
  });
});
