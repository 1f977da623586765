import { expect, it } from 'vitest';
import { PassSize } from './passSize';

const LIMITS = { min: 4, first: 16, max: 64 };

it('fits the passes to the time that the last one took', () => {
  const pass = new PassSize(LIMITS);
  expect(pass.size).toBe(16);
  pass.took(16, 20);
  expect(pass.size).toBe(32);
  pass.took(32, 50);
  expect(pass.size).toBe(24);
  pass.took(24, 10_000);
  expect(pass.size).toBe(4);
  pass.took(4, 0);
  expect(pass.size).toBe(64);
});
