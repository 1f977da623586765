/**
 * Reads the texts of the rows in sight, one at a time: fast scrolling asks for thousands of rows, of which only
 * those still wanted are read. What was read is kept.
 */
import { errorCode } from '../../errors';
import { writtenWords } from '../../state/testSplit';
import type { ReviewView } from '../../types';

/** Enough to recognise a review, little enough to keep for all of them. */
const NUM_FIRST_WORDS = 24;

export interface ReviewLoader {
  /** Replaces the list of reviews to read, most urgent first. */
  want: (indices: readonly number[]) => void;
  /** The first words as one line; null when not read yet, empty when it could not be. */
  firstWords: (index: number) => string | null;
  /** For `useSyncExternalStore`: changes with every review that was read. */
  subscribe: (onChange: () => void) => () => void;
  version: () => number;
}

export function createReviewLoader(review: (index: number) => Promise<ReviewView>): ReviewLoader {
  const known = new Map<number, string>();
  const listeners = new Set<() => void>();
  let wanted: readonly number[] = [];
  let isReading = false;
  let version = 0;

  async function read(index: number): Promise<void> {
    try {
      const { words } = await review(index);
      known.set(index, writtenWords(words.slice(0, NUM_FIRST_WORDS)).join(' '));
    } catch (error) {
      // One that gave way to a newer request is asked for again when it is next in sight.
      if (errorCode(error) === 'aborted') wanted = wanted.filter((other) => other !== index);
      else known.set(index, '');
    }
    version++;
    for (const listener of listeners) listener();
  }

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      for (;;) {
        const next = wanted.find((index) => !known.has(index));
        if (next === undefined) return;
        await read(next);
      }
    } finally {
      isReading = false;
    }
  }

  return {
    want(indices) {
      wanted = indices;
      void readAll();
    },
    firstWords: (index) => known.get(index) ?? null,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => {
        listeners.delete(onChange);
      };
    },
    version: () => version,
  };
}
