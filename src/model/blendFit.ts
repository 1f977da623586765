/** How a network and a linear model are put together: a logistic regression on the log-odds of both, on validation. */
import { decreasing } from '../evaluation/decreasing';
import { logisticLoss, sigmoid } from '../evaluation/logistic';
import type { Blend } from '../types';

/** Both count alike. */
export const EVEN_BLEND: Blend = { network: 0.5, linear: 0.5, bias: 0 };

const MAX_STEPS = 50;
const TOLERANCE = 1e-9;
/** Keeps the weights finite where the two separate the classes; far too weak to matter elsewhere. */
const RIDGE = 1e-6;

/**
 * Minimises the mean cross-entropy of `bias + network * a + linear * b` by Newton's method, in float64.
 * @returns the even blend when there are no reviews or only one class
 */
export function fitBlend(network: Float32Array, linear: Float32Array, labels: Uint8Array): Blend {
  const n = labels.length;
  const numPositive = labels.reduce((sum, label) => sum + label, 0);
  if (numPositive === 0 || numPositive === n) return EVEN_BLEND;
  const objective = ([x, y, z]: readonly number[]): number =>
    labels.reduce(
      (sum, label, i) => sum + logisticLoss(z! + x! * network[i]! + y! * linear[i]!, label),
      (RIDGE * n * (x! ** 2 + y! ** 2)) / 2,
    );
  // At 0 every review counts, however sure the models are; from elsewhere steps can be far too long.
  let [a, b, bias] = [0, 0, 0];
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = [RIDGE * n * a, RIDGE * n * b, 0] as [number, number, number];
    let [aa, ab, a1, bb, b1, one] = [RIDGE * n, 0, 0, RIDGE * n, 0, 0];
    for (let i = 0; i < n; i++) {
      const [x, y] = [network[i]!, linear[i]!];
      const probability = sigmoid(bias + a * x + b * y);
      const error = probability - labels[i]!;
      gradient[0] += error * x;
      gradient[1] += error * y;
      gradient[2] += error;
      const weight = probability * (1 - probability);
      aa += weight * x * x;
      ab += weight * x * y;
      a1 += weight * x;
      bb += weight * y * y;
      b1 += weight * y;
      one += weight;
    }
    const change = solve3(aa, ab, a1, bb, b1, one, gradient).map((value) => -value);
    if (!change.every(Number.isFinite)) break;
    [a, b, bias] = decreasing(objective, [a, b, bias], change) as [number, number, number];
    if (Math.max(...change.map(Math.abs)) < TOLERANCE) break;
  }
  return { network: a, linear: b, bias };
}

/** The solution of a symmetric system [[p, q, r], [q, s, t], [r, t, u]] x = v, by Cramer's rule. */
function solve3(
  p: number,
  q: number,
  r: number,
  s: number,
  t: number,
  u: number,
  [x, y, z]: [number, number, number],
): [number, number, number] {
  const [c0, c1, c2] = [s * u - t * t, r * t - q * u, q * t - r * s];
  const determinant = p * c0 + q * c1 + r * c2;
  return [
    (c0 * x + c1 * y + c2 * z) / determinant,
    (c1 * x + (p * u - r * r) * y + (q * r - p * t) * z) / determinant,
    (c2 * x + (q * r - p * t) * y + (p * s - q * q) * z) / determinant,
  ];
}
