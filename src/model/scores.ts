/** Log-odds of "positive": from probabilities, from a linear model, of both together; and what they are worth. */
import { VerdictError } from '../errors';
import { logisticLoss } from '../evaluation/logistic';
import type { Blend, LinearModel, SparseFeatures } from '../types';

/** Below the smallest float32: the log-odds of a probability that was rounded to 0 stay finite. */
const SMALLEST = 1e-46;

/** @param probabilities [B, 2], negative before positive. They keep their precision near 0, so the log-odds are exact. */
export function logOdds(probabilities: Float32Array): Float32Array {
  return Float32Array.from(
    { length: probabilities.length / 2 },
    (_, row) =>
      Math.log(Math.max(SMALLEST, probabilities[2 * row + 1]!)) -
      Math.log(Math.max(SMALLEST, probabilities[2 * row]!)),
  );
}

/** [N] @throws VerdictError 'internal' for features that the model does not have */
export function linearScores(
  { weights, bias }: LinearModel,
  { indices, offsets }: SparseFeatures,
): Float32Array {
  return Float32Array.from({ length: offsets.length - 1 }, (_, row) => {
    let score = bias;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const weight = weights[indices[at]!];
      if (weight === undefined) {
        throw new VerdictError('internal', `The linear model has no feature ${indices[at]}.`);
      }
      score += weight;
    }
    return score;
  });
}

/** [N] */
export function blended(
  network: Float32Array,
  linear: Float32Array,
  { network: a, linear: b, bias }: Blend,
): Float32Array {
  return network.map((score, i) => bias + a * score + b * linear[i]!);
}

/** Mean cross-entropy in nats, and the share of right answers; a tie counts as negative, as argMax has it. */
export function scoreQuality(scores: Float32Array, labels: Uint8Array): { loss: number; accuracy: number } {
  let loss = 0;
  let numCorrect = 0;
  scores.forEach((score, i) => {
    loss += logisticLoss(score, labels[i]!);
    numCorrect += Number(score > 0) === labels[i] ? 1 : 0;
  });
  return { loss: loss / scores.length, accuracy: numCorrect / scores.length };
}
