import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { fitPlattScale, type PlattScale } from './plattScale';

const probabilityOf = (margin: number, { slope, shift }: PlattScale): number =>
  1 / (1 + Math.exp(-(slope * margin + shift)));

function drawn(n: number, spread: number, scale: PlattScale): { margins: Float64Array; labels: Uint8Array } {
  const random = new Random(8, 'margins');
  const margins = Float64Array.from({ length: n }, () => spread * random.normal());
  return {
    margins,
    labels: Uint8Array.from(margins, (margin) => Number(random.next() < probabilityOf(margin, scale))),
  };
}

/** Mean gradient of the cross-entropy by slope and shift. */
function gradientOf(margins: Float64Array, labels: Uint8Array, scale: PlattScale): [number, number] {
  let [bySlope, byShift] = [0, 0];
  margins.forEach((margin, i) => {
    const error = probabilityOf(margin, scale) - labels[i]!;
    bySlope += (error * margin) / margins.length;
    byShift += error / margins.length;
  });
  return [bySlope, byShift];
}

describe('fitPlattScale', () => {
  it('recovers the slope and shift that the labels were drawn with', () => {
    const { margins, labels } = drawn(40_000, 1, { slope: 2.5, shift: -0.7 });
    const scale = fitPlattScale(margins, labels);
    // Standard errors are about 0.03 and 0.015.
    expect(Math.abs(scale.slope - 2.5)).toBeLessThan(0.12);
    expect(Math.abs(scale.shift + 0.7)).toBeLessThan(0.06);
  });

  it.each([0.01, 0.3, 1, 4, 20, 100])(
    'ends where the gradient is zero, for margins of spread %d',
    (spread) => {
      const { margins, labels } = drawn(300, spread, { slope: 1.3 / spread, shift: 0.4 });
      const scale = fitPlattScale(margins, labels);
      const [bySlope, byShift] = gradientOf(margins, labels, scale);
      // The ridge's share of the gradient is 1e-6 times the slope.
      expect(Math.abs(bySlope + 1e-6 * scale.slope)).toBeLessThan(1e-8 * Math.max(1, spread));
      expect(Math.abs(byShift)).toBeLessThan(1e-8);
    },
  );

  it('stays finite where the margins separate the classes, and is the identity for one class', () => {
    const margins = Float64Array.of(-2, -1, 1, 3);
    const { slope, shift } = fitPlattScale(margins, Uint8Array.of(0, 0, 1, 1));
    expect(slope).toBeGreaterThan(1);
    expect(Number.isFinite(slope) && Number.isFinite(shift)).toBe(true);
    expect(fitPlattScale(margins, Uint8Array.of(1, 1, 1, 1))).toEqual({ slope: 1, shift: 0 });
    expect(fitPlattScale(new Float64Array(0), new Uint8Array(0))).toEqual({ slope: 1, shift: 0 });
  });
});
