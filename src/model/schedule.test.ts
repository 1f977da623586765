import { expect, it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { rateFactor } from './schedule';

it('a constant rate stays', () => {
  expect([0, 0.02, 0.5, 1].map((done) => rateFactor('constant', done))).toEqual([1, 1, 1, 1]);
});

it('the cosine schedule rises over the first twentieth and falls to 0 along half a cosine', () => {
  const done = [0, 0.025, 0.05, 0.05 + 0.95 / 4, 0.525, 0.05 + (0.95 * 2) / 3, 1];
  const expected = [0, 0.5, 1, (1 + Math.SQRT1_2) / 2, 0.5, 0.25, 0];
  expectClose(
    done.map((share) => rateFactor('cosine', share)),
    expected,
    { atol: 1e-12, rtol: 0 },
  );
});
