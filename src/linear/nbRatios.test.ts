import { it } from 'vitest';
import { expectClose } from '../kernels/testing/expectClose';
import { nbLogRatios } from './nbRatios';

it('nbLogRatios are those of the smoothed shares of reviews, 0 for what no review contains', () => {
  // Positive: {0, 1}, {0}, {0, 2}; negative: {1}, {1, 2}. Feature 3 is nowhere.
  const features = {
    indices: Int32Array.of(0, 1, 0, 0, 2, 1, 1, 2),
    offsets: Uint32Array.of(0, 2, 3, 5, 6, 8),
  };
  const labels = Uint8Array.of(1, 1, 1, 0, 0);
  // p = [4, 2, 2, 1], of 9; q = [1, 3, 2, 1], of 7.
  const expected = [Math.log(4 / 9 / (1 / 7)), Math.log(2 / 9 / (3 / 7)), Math.log(2 / 9 / (2 / 7)), 0];
  expectClose(nbLogRatios(features, labels, 4), expected, { atol: 1e-14, rtol: 0 });
  // With alpha = 1/2: p = [3.5, 1.5, 1.5, 0.5] of 7; q = [0.5, 2.5, 1.5, 0.5] of 5.
  const half = [
    Math.log(3.5 / 7 / (0.5 / 5)),
    Math.log(1.5 / 7 / (2.5 / 5)),
    Math.log(1.5 / 7 / (1.5 / 5)),
    0,
  ];
  expectClose(nbLogRatios(features, labels, 4, 0.5), half, { atol: 1e-14, rtol: 0 });
});
