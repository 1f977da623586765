/**
 * Temperature scaling: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On Calibration of Modern Neural Networks",
 * ICML 2017. One number T > 0 divides every score; it changes no order, hence no verdict at 0.5 and no AUC.
 * Fitted on validation reviews, never on the test split.
 */
import { checkScores, missingClass, type LabelledScores } from './checkScores';
import { logisticLoss, sigmoid } from './logistic';

/** Beyond these the scores say nothing, or separate the classes so well that no finite T is best. */
export const MIN_TEMPERATURE = 0.05;
export const MAX_TEMPERATURE = 20;

const MAX_STEPS = 100;
const TOLERANCE = 1e-10;

export type TemperatureFit =
  | {
      temperature: number;
      /** Mean log loss of the given reviews with T = 1 and with the fitted T, nats. */
      lossBefore: number;
      lossAfter: number;
      reason: null;
    }
  /** Why no temperature could be fitted. */
  | { temperature: null; reason: string };

/** Mean log loss of `score * scale`, nats. NaN without reviews. */
export function meanLogLoss({ scores, labels }: LabelledScores, scale: number): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += logisticLoss(scores[i]! * scale, labels[i]!);
  return sum / scores.length;
}

/** First and second derivative of the mean log loss by `scale` = 1 / T, in which it is convex. */
function derivatives({ scores, labels }: LabelledScores, scale: number): [first: number, second: number] {
  let first = 0;
  let second = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    const probability = sigmoid(score * scale);
    first += (probability - labels[i]!) * score;
    second += probability * (1 - probability) * score * score;
  }
  return [first / scores.length, second / scores.length];
}

/** The scale at which the first derivative vanishes: Newton's steps, halving where one would leave the bracket. */
function bestScale(input: LabelledScores): number {
  let low = 1 / MAX_TEMPERATURE;
  let high = 1 / MIN_TEMPERATURE;
  if (derivatives(input, low)[0] >= 0) return low;
  if (derivatives(input, high)[0] <= 0) return high;
  let scale = 1;
  for (let step = 0; step < MAX_STEPS && high - low > TOLERANCE; step++) {
    const [first, second] = derivatives(input, scale);
    if (first === 0) return scale;
    if (first > 0) high = scale;
    else low = scale;
    const newton = scale - first / second;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - scale) <= TOLERANCE * scale) return next;
    scale = next;
  }
  return scale;
}

/** @throws VerdictError as `checkScores` */
export function fitTemperature(validation: LabelledScores): TemperatureFit {
  checkScores(validation);
  let numPositive = 0;
  for (const label of validation.labels) numPositive += label;
  const reason = missingClass(numPositive, validation.labels.length - numPositive);
  if (reason !== null) return { temperature: null, reason };
  const scale = bestScale(validation);
  return {
    temperature: 1 / scale,
    lossBefore: meanLogLoss(validation, 1),
    lossAfter: meanLogLoss(validation, scale),
    reason: null,
  };
}
