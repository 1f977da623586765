/** A whole network in float64 and plain loops, forward and gradient: the oracle of wasmStack.ts. */
import type { StackBatch } from '../wasmBatch';
import type { StackLayers } from '../wasmStackLayout';
import type { StackMasks } from '../wasmStackMasks';
import { dense, embed, lstm, maskSteps, pool, type Step, type Weight } from './referenceLayers';

export interface ReferenceOptions {
  masks: StackMasks | null;
  /** Targets are 1 - s / 2 and s / 2. */
  labelSmoothing: number;
  /** [T, B, E], added to the embedded words; null for none. */
  perturbation: Float64Array | null;
}

export interface ReferencePass {
  /** [B, 2] */
  probabilities: Float64Array;
  loss: number;
  /** Of each weight, in the order of the weights. */
  gradients: Float64Array[];
  /** [T, B, E]: the words before masks and perturbation, and the loss's gradient of them. */
  words: Float64Array;
  dWords: Float64Array;
}

export interface ReferenceWordGradients {
  /** [B] difference of the two logits. */
  logOdds: Float64Array;
  /** [T, B, E], of each row's log-odds by its words as they were scaled and perturbed. */
  gradients: Float64Array;
}

/** @param weights as packParameters takes them. */
export function referencePass(
  layers: StackLayers,
  weights: Float64Array[],
  batch: StackBatch,
  { masks, labelSmoothing, perturbation }: ReferenceOptions,
): ReferencePass {
  const all = weights.map((values): Weight => ({ values, gradient: new Float64Array(values.length) }));
  const pass = forward(layers, all, batch, masks, (x) =>
    x.map((value, i) => value + (perturbation?.[i] ?? 0)),
  );
  const { probabilities, loss, dLogits } = crossEntropy(pass.logits, batch, labelSmoothing);
  return {
    probabilities,
    loss,
    dWords: pass.back(dLogits),
    gradients: all.map((weight) => weight.gradient),
    words: pass.words,
  };
}

/**
 * @param scales [B], what the embedded words of each row are multiplied by
 * @param perturbation [T, B, E], added to the scaled words
 */
export function referenceWordGradients(
  layers: StackLayers,
  weights: Float64Array[],
  batch: StackBatch,
  scales: ArrayLike<number>,
  perturbation: Float64Array | null = null,
): ReferenceWordGradients {
  const all = weights.map((values): Weight => ({ values, gradient: new Float64Array(values.length) }));
  const rowOf = (i: number): number => Math.floor(i / layers.embeddingUnits) % batch.size;
  const pass = forward(layers, all, batch, null, (x) =>
    x.map((value, i) => value * scales[rowOf(i)]! + (perturbation?.[i] ?? 0)),
  );
  return {
    logOdds: Float64Array.from(
      { length: batch.size },
      (_, b) => pass.logits[2 * b + 1]! - pass.logits[2 * b]!,
    ),
    gradients: pass.back(pass.logits.map((_, i) => (i % 2 === 0 ? -1 : 1))),
  };
}

interface Pass {
  /** [T, B, E], before `change`. */
  words: Float64Array;
  /** [B, 2] */
  logits: Float64Array;
  /** Adds to the gradients of the weights. @returns that of the changed words */
  back: (dLogits: Float64Array) => Float64Array;
}

/** @param change of the embedded words, before any mask */
function forward(
  layers: StackLayers,
  weights: Weight[],
  batch: StackBatch,
  masks: StackMasks | null,
  change: (words: Float64Array) => Float64Array,
): Pass {
  let next = 0;
  const take = (count: number): Weight[] => weights.slice(next, (next += count));
  const steps: Step[] = [];
  const run = (step: Step): Float64Array => {
    steps.push(step);
    return step.output;
  };
  let columns = layers.embeddingUnits;
  const embedding = embed(batch, take(layers.tables.length), columns);
  let x = change(embedding.output);
  if (layers.lstms.length === 0) x = run(maskSteps(x, masks?.embedding ?? null, batch.size));
  layers.lstms.forEach((layer, i) => {
    x = run(lstm(x, batch, layer, take(layer.isBidirectional ? 6 : 3), masks?.lstms[i] ?? null));
    columns = layer.units * (layer.isBidirectional ? 2 : 1);
  });
  const firstBackward = layers.lstms.at(-1)?.goBackwards === true ? 0 : (layers.lstms.at(-1)?.units ?? 0);
  x = run(pool(x, batch, layers.pooling, columns, firstBackward));
  layers.denses.forEach(({ isRelu }, i) => {
    x = run(dense(x, masks?.denses[i] ?? null, take(2), batch.size, isRelu));
  });
  return {
    words: embedding.output,
    logits: x,
    back(dLogits) {
      const dWords = steps.toReversed().reduce((gradient, step) => step.back(gradient), dLogits);
      embedding.back(dWords);
      return dWords;
    },
  };
}

function crossEntropy(
  logits: Float64Array,
  { size: B, labels }: StackBatch,
  labelSmoothing: number,
): { probabilities: Float64Array; loss: number; dLogits: Float64Array } {
  const probabilities = logits.map((z, i) => Math.exp(z) / (Math.exp(z) + Math.exp(logits[i ^ 1]!)));
  const targets = logits.map(
    (_, i) => (1 - labelSmoothing) * Number(labels[i >> 1] === (i & 1)) + labelSmoothing / 2,
  );
  const loss = probabilities.reduce((sum, p, i) => sum - (targets[i]! * Math.log(p)) / B, 0);
  return { probabilities, loss, dLogits: probabilities.map((p, i) => (p - targets[i]!) / B) };
}
