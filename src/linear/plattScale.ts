/** From an SVM's margins to log-odds: a logistic regression on one number (Platt 1999), by Newton's method in float64. */
import { decreasing } from '../evaluation/decreasing';
import { logisticLoss, sigmoid } from '../evaluation/logistic';

export interface PlattScale {
  /** log-odds = slope * margin + shift. */
  slope: number;
  shift: number;
}

const MAX_STEPS = 50;
const TOLERANCE = 1e-10;
/** Far too weak to matter unless the margins separate the classes, when it keeps the slope finite. */
const RIDGE = 1e-6;

/** The identity when there are no margins or only one class. */
export function fitPlattScale(margins: Float64Array, labels: Uint8Array): PlattScale {
  const n = labels.length;
  const numPositive = labels.reduce((sum, label) => sum + label, 0);
  if (numPositive === 0 || numPositive === n) return { slope: 1, shift: 0 };
  const objective = ([a, b]: readonly number[]): number =>
    margins.reduce(
      (sum, margin, i) => sum + logisticLoss(a! * margin + b!, labels[i]!),
      (RIDGE * n * a! ** 2) / 2,
    );
  // At 0 every review counts, however large the margins are; from elsewhere steps can be far too long.
  let [slope, shift] = [0, 0];
  for (let step = 0; step < MAX_STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [RIDGE * n * slope, 0, RIDGE * n, 0, 0];
    for (let i = 0; i < n; i++) {
      const margin = margins[i]!;
      const probability = sigmoid(slope * margin + shift);
      const error = probability - labels[i]!;
      const weight = probability * (1 - probability);
      g0 += error * margin;
      g1 += error;
      h00 += weight * margin * margin;
      h01 += weight * margin;
      h11 += weight;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 0)) break;
    const change = [(h01 * g1 - h11 * g0) / determinant, (h01 * g0 - h00 * g1) / determinant];
    [slope, shift] = decreasing(objective, [slope, shift], change) as [number, number];
    if (Math.max(...change.map(Math.abs)) < TOLERANCE) break;
  }
  return { slope, shift };
}
