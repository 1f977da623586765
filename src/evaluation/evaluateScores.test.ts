import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { evaluateScores } from './evaluateScores';
import { accuracyByLength, groupByLength } from './lengthGroups';
import { syntheticReviews, TIED } from './testing/reviews';

describe('evaluateScores', () => {
  it('reports the figures of scikit-learn 1.2.1', () => {
    const report = evaluateScores({ ...TIED, numResamples: 50 });
    expectClose(
      [report.logLoss ?? NaN, report.auc ?? NaN, report.averagePrecision ?? NaN],
      [0.550272272843328, 0.761904761904762, 0.7874149659863945],
      { atol: 1e-14, rtol: 0 },
    );
    expect(report).toMatchObject({ numReviews: 13, numPositive: 7, temperature: 1, reason: null });
    expect(report.calibration.expectedErrorInterval).not.toBeNull();
  });

  it('survives JSON unchanged', () => {
    for (const input of [TIED, { scores: new Float64Array(), labels: new Uint8Array(), lengths: [] }]) {
      const report = evaluateScores({ ...input, numResamples: 10 });
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }
  });

  it('keeps curves short and areas exact', () => {
    const reviews = syntheticReviews(3001);
    const report = evaluateScores({ ...reviews, numResamples: 0 });
    expect(report.roc.length).toBeLessThanOrEqual(200);
    expect(report.precisionRecall.length).toBeLessThanOrEqual(200);
    expect(report.calibration.expectedErrorInterval).toBeNull();
    // Bell curves of variance 5 at +-2.5: AUC = Phi(5 / sqrt(10)) = 0.9431.
    expect(Math.abs((report.auc ?? NaN) - 0.9431)).toBeLessThan(0.015);
  });

  it('changes with the temperature what is about probabilities, and nothing that is about order', () => {
    const plain = evaluateScores({ ...TIED, numResamples: 0 });
    const tempered = evaluateScores({ ...TIED, temperature: 2, numResamples: 0 });
    expect([tempered.auc, tempered.accuracy, tempered.roc]).toEqual([plain.auc, plain.accuracy, plain.roc]);
    expect(tempered.logLoss).not.toBe(plain.logLoss);
    expect(tempered.calibration.expectedError).not.toBe(plain.calibration.expectedError);
  });

  it.each([
    [[], 'no reviews'],
    [[1, 1], 'All reviews are positive'],
    [[0, 0], 'All reviews are negative'],
  ])('answers labels %j with null and a reason', (labels, reason) => {
    const report = evaluateScores({
      scores: new Float32Array(labels.length).fill(0.5),
      labels: Uint8Array.from(labels),
      lengths: labels,
    });
    expect(report.reason).toContain(reason);
    expect([report.auc, report.averagePrecision, report.aucInterval]).toEqual([null, null, null]);
    expect(report.accuracy.value).toBe(labels.length === 0 ? null : labels[0]);
  });

  it.each([
    [{ scores: Float64Array.of(1, NaN), labels: Uint8Array.of(1, 0), lengths: [1, 2] }, 'not-finite'],
    [{ scores: Float64Array.of(1, Infinity), labels: Uint8Array.of(1, 0), lengths: [1, 2] }, 'not-finite'],
    [{ scores: Float64Array.of(1, 2), labels: Uint8Array.of(1, 2), lengths: [1, 2] }, 'bad-format'],
    [{ scores: Float64Array.of(1), labels: Uint8Array.of(1, 0), lengths: [1, 2] }, 'bad-counts'],
    [{ scores: Float64Array.of(1, 2), labels: Uint8Array.of(1, 0), lengths: [1] }, 'bad-counts'],
  ])('refuses %j', (input, code) => {
    expect(() => evaluateScores(input)).toThrow(expect.objectContaining({ code }));
  });
});

describe('accuracy by length', () => {
  it('makes groups of equal size, each length in one of them', () => {
    const { groups } = groupByLength(TIED.lengths, 4);
    // Three would end within the reviews of 40 words.
    expect(groups).toEqual([
      { from: 10, to: 40, numReviews: 5 },
      { from: 55, to: 75, numReviews: 3 },
      { from: 80, to: 120, numReviews: 3 },
      { from: 300, to: 900, numReviews: 2 },
    ]);
  });

  it('counts what is right in each', () => {
    const groups = groupByLength(TIED.lengths, 4);
    expect(accuracyByLength(groups, TIED, 0.5, 1).map(({ accuracy }) => accuracy.value)).toEqual([
      4 / 5,
      2 / 3,
      1 / 3,
      1,
    ]);
    expect(accuracyByLength(groups, TIED, 0.7, 1).map(({ accuracy }) => accuracy.value)).toEqual([
      4 / 5,
      2 / 3,
      0,
      1,
    ]);
  });

  it('makes one group of one length, and none of no reviews', () => {
    expect(groupByLength([7, 7, 7]).groups).toEqual([{ from: 7, to: 7, numReviews: 3 }]);
    expect(groupByLength([]).groups).toEqual([]);
  });
});
