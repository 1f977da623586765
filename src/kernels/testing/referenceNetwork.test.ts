import { describe, expect, it } from 'vitest';
import { Random } from '../../data/random';
import { expectClose } from './expectClose';
import { referencePass } from './referenceNetwork';
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
