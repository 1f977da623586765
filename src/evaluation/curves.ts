/** ROC and precision-recall curves: one point per distinct score, so that ties make one slanted step. */
import type { RankedScores } from './rankedScores';
import type { PrecisionRecallPoint, RocPoint } from './report';

/** Points of a curve that is stored or drawn. */
export const MAX_CURVE_POINTS = 200;

/** Calls `visit` after each distinct score, from the highest down, with the reviews called positive so far. */
export function sweepThresholds(
  { positives, negatives }: RankedScores,
  visit: (truePositive: number, falsePositive: number, score: number) => void,
): void {
  let p = positives.length - 1;
  let n = negatives.length - 1;
  while (p >= 0 || n >= 0) {
    const score = Math.max(positives[p] ?? -Infinity, negatives[n] ?? -Infinity);
    while (p >= 0 && positives[p] === score) p--;
    while (n >= 0 && negatives[n] === score) n--;
    visit(positives.length - 1 - p, negatives.length - 1 - n, score);
  }
}

/** From (0, 0) to (1, 1); empty when a class is missing. */
export function rocCurve(ranked: RankedScores): RocPoint[] {
  const numPositive = ranked.positives.length;
  const numNegative = ranked.negatives.length;
  if (numPositive === 0 || numNegative === 0) return [];
  const points: RocPoint[] = [{ falsePositiveRate: 0, truePositiveRate: 0, score: null }];
  sweepThresholds(ranked, (truePositive, falsePositive, score) => {
    points.push({
      falsePositiveRate: falsePositive / numNegative,
      truePositiveRate: truePositive / numPositive,
      score,
    });
  });
  return points;
}

/**
 * From recall 0 (where precision is 1 by convention, as in scikit-learn) to recall 1; empty when a class is
 * missing.
 */
export function precisionRecallCurve(ranked: RankedScores): PrecisionRecallPoint[] {
  const numPositive = ranked.positives.length;
  if (numPositive === 0 || ranked.negatives.length === 0) return [];
  const points: PrecisionRecallPoint[] = [{ recall: 0, precision: 1, score: null }];
  sweepThresholds(ranked, (truePositive, falsePositive, score) => {
    points.push({
      recall: truePositive / numPositive,
      precision: truePositive / (truePositive + falsePositive),
      score,
    });
  });
  return points;
}

/** At most `maxPoints` of the points, evenly along the way that the curve takes; both ends stay. */
export function thinCurve<T>(
  points: readonly T[],
  place: (point: T) => readonly [x: number, y: number],
  maxPoints = MAX_CURVE_POINTS,
): T[] {
  if (points.length <= maxPoints) return [...points];
  const distances = new Float64Array(points.length);
  for (let i = 1; i < points.length; i++) {
    const [x, y] = place(points[i]!);
    const [lastX, lastY] = place(points[i - 1]!);
    distances[i] = distances[i - 1]! + Math.hypot(x - lastX, y - lastY);
  }
  const stride = distances[points.length - 1]! / (maxPoints - 1);
  const kept: T[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    // The room left for the last point bounds the count whatever rounding does.
    if (distances[i]! >= kept.length * stride && kept.length < maxPoints - 1) kept.push(points[i]!);
  }
  kept.push(points.at(-1)!);
  return kept;
}

export const thinRoc = (points: readonly RocPoint[]): RocPoint[] =>
  thinCurve(points, ({ falsePositiveRate, truePositiveRate }) => [falsePositiveRate, truePositiveRate]);

export const thinPrecisionRecall = (points: readonly PrecisionRecallPoint[]): PrecisionRecallPoint[] =>
  thinCurve(points, ({ recall, precision }) => [recall, precision]);
