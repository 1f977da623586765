import { expect, it } from 'vitest';
import { chunkTokens, sortIds } from './sortedIds';

it('lists every position under its token, in order', () => {
  const { positions, tokenStart } = sortIds(Int32Array.of(3, 0, 3, 1, 3, 0), 5, null);
  expect([...tokenStart]).toEqual([0, 2, 3, 3, 6, 6]);
  expect([...positions]).toEqual([1, 5, 3, 0, 2, 4]);
});

it('leaves padding out', () => {
  // Two rows: [3, 0, 3] of which one word is real, [1, 2, 1] of which all are.
  const { positions, tokenStart } = sortIds(Int32Array.of(3, 1, 0, 2, 3, 1), 4, Int32Array.of(1, 3));
  expect([...tokenStart]).toEqual([0, 0, 2, 3, 4]);
  expect([...positions]).toEqual([1, 5, 3, 0]);
});

it('cuts long lists into chunks that cover each position once', () => {
  const { chunkStart, firstChunk } = chunkTokens(Int32Array.of(0, 0, 5, 7, 7, 11), 2);
  expect([...firstChunk]).toEqual([0, 0, 3, 4, 4, 6]);
  expect([...chunkStart]).toEqual([0, 2, 4, 5, 7, 9, 11]);
});
