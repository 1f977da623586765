import { describe, expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { chiSquareTail, mcnemarOfCounts, mcnemarTest, verdictsOf } from './mcnemar';

describe('chiSquareTail', () => {
  it('is that of scipy 1.10 (chi2.sf with one degree of freedom)', () => {
    expectClose(
      [0, 1.3, 8.9, 9.1, 30, 400].map(chiSquareTail),
      [
        1, 0.2542132236039611, 0.0028517065596922113, 0.0025560949482294113, 4.3204630578274955e-8,
        5.507248237212379e-89,
      ],
      { atol: 0, rtol: 1e-12 },
    );
  });
});

describe('mcnemarOfCounts', () => {
  it('is exact for few discordant reviews', () => {
    expect(mcnemarOfCounts(3, 10)).toMatchObject({ method: 'exact binomial', statistic: null });
    expectClose([mcnemarOfCounts(3, 10).pValue ?? NaN], [0.09228515625], { atol: 1e-15, rtol: 0 });
    expectClose([mcnemarOfCounts(16, 8).pValue ?? NaN], [0.15158963203430176], { atol: 1e-15, rtol: 0 });
    expect(mcnemarOfCounts(4, 4).pValue).toBe(1);
  });

  it('is chi-square with continuity correction for many', () => {
    const result = mcnemarOfCounts(50, 30);
    expect(result).toMatchObject({ method: 'chi-square', statistic: 361 / 80 });
    expectClose([result.pValue ?? NaN], [0.03364802587476163], { atol: 0, rtol: 1e-12 });
    expect(mcnemarOfCounts(20, 20)).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('has no answer for models that never differ', () => {
    expect(mcnemarOfCounts(0, 0).pValue).toBeNull();
  });
});

describe('mcnemarTest', () => {
  it('counts the reviews that one run alone judged rightly', () => {
    const first = verdictsOf(Float32Array.of(1, -1, 1, 0, -2, 3));
    const second = verdictsOf(Float32Array.of(1, 2, -1, 1, -2, -3));
    expect(mcnemarTest(first, second, Uint8Array.of(1, 0, 1, 0, 1, 1))).toMatchObject({
      onlyFirst: 4,
      onlySecond: 0,
    });
  });

  it('refuses runs on different reviews', () => {
    expect(() => mcnemarTest(new Uint8Array(3), new Uint8Array(2), new Uint8Array(3))).toThrow('verdicts');
  });
});
