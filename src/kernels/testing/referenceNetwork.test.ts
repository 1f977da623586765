import { describe, expect, it } from 'vitest';
import { Random } from '../../data/random';
import { expectClose } from './expectClose';
import { referencePass, referenceWordGradients } from './referenceNetwork';
import { drawBatch, drawMasks, drawWeights, stackCases } from './stackCases';

const [B, T] = [5, 6];
/** Step of the central differences; their error is of its square. */
const STEP = 1e-5;
const SAMPLES = 7;

describe('the reference network', () => {
  it.each(stackCases)('has the gradients of finite differences: $title', ({ layers }) => {
    const random = new Random(1, 'places');
    const weights = drawWeights(layers, 1).map((values) => Float64Array.from(values));
    const batch = drawBatch(layers, 2, B, T);
    const options = {
      masks: drawMasks(layers, B, 3),
      labelSmoothing: 0.1,
      perturbation: Float64Array.from({ length: T * B * layers.embeddingUnits }, () => 0.1 * random.normal()),
    };
    const lossOf = (): number => referencePass(layers, weights, batch, options).loss;
    /** d loss / d values[i] */
    const difference = (values: Float64Array, i: number): number => {
      const before = values[i]!;
      values[i] = before + STEP;
      const above = lossOf();
      values[i] = before - STEP;
      const below = lossOf();
      values[i] = before;
      return (above - below) / (2 * STEP);
    };
    const { gradients, dWords } = referencePass(layers, weights, batch, options);
    expect(gradients.length).toBe(weights.length);
    [...gradients, dWords].forEach((gradient, w) => {
      const values = weights[w] ?? options.perturbation;
      const places = Array.from({ length: SAMPLES }, () => random.int(values.length));
      expectClose(
        places.map((i) => gradient[i]!),
        places.map((i) => difference(values, i)),
        { atol: 1e-9, rtol: 1e-6 },
        `weight ${w}`,
      );
    });
  });

  it.each(stackCases)('has log-odds with the gradients of finite differences: $title', ({ layers }) => {
    const random = new Random(2, 'places');
    const { embeddingUnits: E } = layers;
    const weights = drawWeights(layers, 3).map((values) => Float64Array.from(values));
    const batch = drawBatch(layers, 4, B, T);
    const scales = [0, 0.3, 0.7, 1, 1.4];
    const added = new Float64Array(T * B * E);
    const { gradients } = referenceWordGradients(layers, weights, batch, scales);
    const logOddsAt = (i: number, change: number): number => {
      added[i] = change;
      const { logOdds } = referenceWordGradients(layers, weights, batch, scales, added);
      added[i] = 0;
      return logOdds[Math.floor(i / E) % B]!;
    };
    // All words at zero are equal maxima, where a difference has no meaning.
    const isSmooth = (i: number): boolean => layers.lstms.length > 0 || scales[Math.floor(i / E) % B]! > 0;
    const places = Array.from({ length: 40 }, () => random.int(added.length)).filter(isSmooth);
    expectClose(
      places.map((i) => gradients[i]!),
      places.map((i) => (logOddsAt(i, STEP) - logOddsAt(i, -STEP)) / (2 * STEP)),
      { atol: 1e-9, rtol: 1e-6 },
      'gradients',
    );
  });

  it('scales words by their rows alone, and 1 leaves them as they are', () => {
    const { layers } = stackCases.find(({ layers: { tables } }) => tables.length === 3)!;
    const weights = drawWeights(layers, 3).map((values) => Float64Array.from(values));
    const batch = drawBatch(layers, 4, B, T);
    const options = { masks: null, labelSmoothing: 0, perturbation: null };
    const { probabilities } = referencePass(layers, weights, batch, options);
    const oddsOf = (scales: number[]): Float64Array =>
      referenceWordGradients(layers, weights, batch, scales).logOdds;
    const whole = oddsOf([1, 1, 1, 1, 1]);
    expectClose(
      whole,
      Array.from(whole, (_, b) => Math.log(probabilities[2 * b + 1]! / probabilities[2 * b]!)),
      { atol: 1e-12, rtol: 1e-12 },
    );
    const changed = oddsOf([1, 1, 0.5, 1, 1]);
    expect(Array.from(changed, (value, b) => value !== whole[b])).toEqual([false, false, true, false, false]);
  });

  it('adds nothing for the n-gram 0', () => {
    const { layers } = stackCases.find(({ layers: { tables } }) => tables.length === 2)!;
    const weights = drawWeights(layers, 1).map((values) => Float64Array.from(values));
    const batch = drawBatch(layers, 2, B, T);
    const options = { masks: null, labelSmoothing: 0, perturbation: null };
    const { loss, gradients } = referencePass(layers, weights, batch, options);
    weights[1]!.fill(7, 0, layers.embeddingUnits);
    expect(referencePass(layers, weights, batch, options).loss).toBe(loss);
    expect(gradients[1]!.subarray(0, layers.embeddingUnits).every((value) => value === 0)).toBe(true);
  });
});
