import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { sigmoid } from '../evaluation/logistic';
import { fitPlattScale } from '../linear/plattScale';
import { EVEN_BLEND, fitBlend } from './blendFit';

/** Log-odds of two models, and labels of which the given share contradicts their common part. */
function answers(n: number, spread: number, errors: number) {
  const random = new Random(4, 'answers');
  const labels = Uint8Array.from({ length: n }, () => random.int(2));
  const scoresOf = (noise: number): Float32Array =>
    Float32Array.from(labels, (label) => {
      const sign = (label === 1 ? 1 : -1) * (random.next() < errors ? -1 : 1);
      return spread * (sign + noise * random.normal());
    });
  return { labels, network: scoresOf(0.5), linear: scoresOf(0.8) };
}

describe('fitBlend', () => {
  // Large log-odds that are sometimes wrong are what an overfitted network gives.
  it.each([
    [0.1, 0.2],
    [1, 0.2],
    [4, 0.1],
    [12, 0.1],
    [40, 0.15],
  ])('ends where the gradient is zero, for log-odds of about %d', (spread, errors) => {
    const { network, linear, labels } = answers(500, spread, errors);
    const blend = fitBlend(network, linear, labels);
    const gradient = [1e-6 * blend.network, 1e-6 * blend.linear, 0] as [number, number, number];
    labels.forEach((label, i) => {
      const error = sigmoid(blend.bias + blend.network * network[i]! + blend.linear * linear[i]!) - label;
      gradient[0] += (error * network[i]!) / labels.length;
      gradient[1] += (error * linear[i]!) / labels.length;
      gradient[2] += error / labels.length;
    });
    for (const value of gradient) expect(Math.abs(value)).toBeLessThan(1e-8 * Math.max(1, spread));
  });

  it('is the scale of one model where the other says nothing', () => {
    const { network, labels } = answers(400, 1.5, 0.2);
    const blend = fitBlend(network, new Float32Array(400), labels);
    const { slope, shift } = fitPlattScale(Float64Array.from(network), labels);
    expect(Math.abs(blend.network - slope)).toBeLessThan(1e-6);
    expect(Math.abs(blend.bias - shift)).toBeLessThan(1e-6);
    expect(Math.abs(blend.linear)).toBeLessThan(1e-9);
  });

  it('is even where validation cannot tell', () => {
    const { network, linear } = answers(9, 1, 0.2);
    expect(fitBlend(network, linear, new Uint8Array(9))).toEqual(EVEN_BLEND);
    expect(fitBlend(network, linear, new Uint8Array(9).fill(1))).toEqual(EVEN_BLEND);
    expect(fitBlend(new Float32Array(0), new Float32Array(0), new Uint8Array(0))).toEqual(EVEN_BLEND);
  });
});
