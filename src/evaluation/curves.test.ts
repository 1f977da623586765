/** Expected values: scikit-learn 1.2.1 on the same scores (`roc_curve` with drop_intermediate=False). */
import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { areaUnderRoc, averagePrecision } from './areas';
import { precisionRecallCurve, rocCurve, thinCurve, thinRoc } from './curves';
import { rankScores } from './rankedScores';
import { syntheticReviews, TIED } from './testing/reviews';

const EXACT = { atol: 1e-15, rtol: 1e-15 };
const ranked = rankScores(TIED);

describe('ROC', () => {
  it('has one point per distinct score, ties in one step', () => {
    const points = rocCurve(ranked);
    expectClose(
      points.map((point) => point.falsePositiveRate),
      [0, 0, 0, 1 / 6, 1 / 3, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1],
      EXACT,
    );
    expectClose(
      points.map((point) => point.truePositiveRate),
      [0, 1 / 7, 2 / 7, 3 / 7, 5 / 7, 6 / 7, 6 / 7, 6 / 7, 1, 1],
      EXACT,
    );
    expect(points.map((point) => point.score)).toEqual([null, 3.1, 2.5, 1.2, 0.3, 0, -0.4, -0.7, -1, -2.2]);
  });

  it('has the area and DeLong variance of all pairs', () => {
    const area = areaUnderRoc(ranked);
    expectClose([area?.value ?? NaN], [0.761904761904762], EXACT);
    // Variance 0.019822373393801968 by the definition, over all pairs, in numpy.
    const halfWidth = 1.959963984540054 * Math.sqrt(0.019822373393801968);
    expectClose([area?.interval?.low ?? NaN], [0.761904761904762 - halfWidth], { atol: 1e-13, rtol: 0 });
    expect(area?.interval?.high).toBe(1);
  });

  it('has the area of Mann and Whitney, counted pair by pair', () => {
    const { scores, labels } = syntheticReviews(301);
    const rounded = scores.map((score) => Math.round(score));
    let wins = 0;
    let pairs = 0;
    for (let i = 0; i < 301; i++) {
      for (let j = 0; j < 301; j++) {
        if (labels[i] !== 1 || labels[j] !== 0) continue;
        pairs++;
        wins += rounded[i]! > rounded[j]! ? 1 : rounded[i] === rounded[j] ? 0.5 : 0;
      }
    }
    const area = areaUnderRoc(rankScores({ scores: rounded, labels }));
    expectClose([area?.value ?? NaN], [wins / pairs], { atol: 1e-13, rtol: 0 });
  });

  it('is 1 for classes apart, 0 for classes the wrong way round, 1/2 for one score for all', () => {
    const labels = Uint8Array.of(0, 0, 1, 1);
    const areaOf = (...scores: number[]): number | undefined =>
      areaUnderRoc(rankScores({ scores: Float64Array.from(scores), labels }))?.value;
    expect([areaOf(-2, -1, 1, 2), areaOf(1, 2, -1, -2), areaOf(3, 3, 3, 3)]).toEqual([1, 0, 0.5]);
  });
});

describe('precision and recall', () => {
  it('are those of scikit-learn', () => {
    const points = precisionRecallCurve(ranked).toReversed();
    expectClose(
      points.map((point) => point.precision),
      [7 / 13, 7 / 12, 0.6, 2 / 3, 0.75, 5 / 7, 0.75, 1, 1, 1],
      EXACT,
    );
    expectClose(
      points.map((point) => point.recall),
      [1, 1, 6 / 7, 6 / 7, 6 / 7, 5 / 7, 3 / 7, 2 / 7, 1 / 7, 0],
      EXACT,
    );
  });

  it('have its average precision', () => {
    expectClose([averagePrecision(ranked) ?? NaN], [0.7874149659863945], EXACT);
  });
});

describe('with a class missing', () => {
  it.each([[[1, 1]], [[0, 0]], [[]]])('labels %j have neither curve nor area', (labels) => {
    const input = { scores: new Float64Array(labels.length), labels: Uint8Array.from(labels) };
    const empty = rankScores(input);
    expect([rocCurve(empty), precisionRecallCurve(empty)]).toEqual([[], []]);
    expect([areaUnderRoc(empty), averagePrecision(empty)]).toEqual([null, null]);
  });
});

describe('thinning', () => {
  it('keeps both ends and at most 200 points that stay on the curve', () => {
    const all = rocCurve(rankScores(syntheticReviews(5001)));
    const thin = thinRoc(all);
    expect(thin.length).toBeGreaterThan(150);
    expect(thin.length).toBeLessThanOrEqual(200);
    expect([thin[0], thin.at(-1)]).toEqual([all[0], all.at(-1)]);
    expect(thin.every((point) => all.includes(point))).toBe(true);
  });

  it('leaves short curves alone', () => {
    expect(thinCurve([1, 2, 3], (x) => [x, 0], 3)).toEqual([1, 2, 3]);
    expect(thinCurve([1, 2, 3, 4], (x) => [x, 0], 3)).toEqual([1, 3, 4]);
  });
});
