import { describe, expect, it, vi } from 'vitest';
import { VerdictError } from '../../errors';
import type { ReviewView } from '../../types';
import { createReviewLoader } from './reviewLoader';
import { makeReview } from './testing/source';

/** Lets what has been answered be taken up. */
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** A source that answers when the test says so. */
function createGatedSource(): {
  review: (index: number) => Promise<ReviewView>;
  asked: number[];
  answer: () => Promise<void>;
  fail: (error: Error) => Promise<void>;
} {
  const asked: number[] = [];
  let pending: { resolve: (view: ReviewView) => void; reject: (error: Error) => void } | undefined;
  return {
    asked,
    review(index) {
      expect(pending, 'one at a time').toBeUndefined();
      asked.push(index);
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
      });
    },
    answer() {
      const { resolve } = pending!;
      pending = undefined;
      resolve(makeReview(asked.at(-1)!, 1));
      return settle();
    },
    fail(error) {
      const { reject } = pending!;
      pending = undefined;
      reject(error);
      return settle();
    },
  };
}

describe('createReviewLoader', () => {
  it('reads one review at a time and keeps its first words, without what nobody wrote', async () => {
    const source = createGatedSource();
    const loader = createReviewLoader(source.review);
    loader.want([7, 3]);
    expect(loader.firstWords(7)).toBeNull();
    await source.answer();
    await source.answer();
    expect(source.asked).toEqual([7, 3]);
    expect(loader.firstWords(7)).toMatch(/^review no7 /);
    expect(loader.firstWords(7)?.split(' ')).toHaveLength(23);
    loader.want([7, 3]);
    expect(source.asked).toHaveLength(2);
  });

  it('leaves out what has gone out of sight meanwhile', async () => {
    const source = createGatedSource();
    const loader = createReviewLoader(source.review);
    loader.want([1, 2, 3]);
    loader.want([8, 9]);
    await source.answer();
    await source.answer();
    expect(source.asked).toEqual([1, 8, 9]);
  });

  it('tells its listeners, and stops when asked to', async () => {
    const source = createGatedSource();
    const loader = createReviewLoader(source.review);
    const listener = vi.fn<() => void>();
    const stop = loader.subscribe(listener);
    const before = loader.version();
    loader.want([1, 2]);
    await source.answer();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(loader.version()).not.toBe(before);
    stop();
    await source.answer();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('goes on after a failure, and asks again only for what was given up', async () => {
    const source = createGatedSource();
    const loader = createReviewLoader(source.review);
    loader.want([1, 2, 3]);
    await source.fail(new Error('damaged'));
    await source.fail(new VerdictError('aborted', 'A newer request came.'));
    await source.answer();
    expect([loader.firstWords(1), loader.firstWords(2)]).toEqual(['', null]);
    loader.want([1, 2]);
    await source.answer();
    expect(source.asked).toEqual([1, 2, 3, 2]);
  });
});
