/** The words of a model as points: their vectors, and what the model thinks of each. */
import { FIRST_WORD_ID } from '../config';
import type { Vocabulary } from '../data/vocabulary';
import { VerdictError } from '../errors';
import { sigmoid } from '../evaluation/logistic';
import type { WordFacts } from '../insightTypes';

export interface WordSpace {
  /** [V, E] row-major, special ids included. */
  vectors: Float32Array;
  /** E */
  units: number;
  /** The first id that no word has: the words are the ids from FIRST_WORD_ID to `end` - 1. */
  end: number;
  /** [V] log-odds of "positive" for a review of that one word; NaN for ids that no word has. */
  logOdds: Float32Array;
}

export const numRows = ({ vectors, units }: Pick<WordSpace, 'vectors' | 'units'>): number =>
  vectors.length / units;

/** The ids of the commonest words: from FIRST_WORD_ID to the returned number - 1. */
export const endOfCommonest = ({ end }: Pick<WordSpace, 'end'>, maxWords: number): number =>
  Math.min(end, FIRST_WORD_ID + Math.max(0, Math.floor(maxWords)));

/** [n, E] of the commonest words; a view. */
export const commonestVectors = ({ vectors, units }: WordSpace, end: number): Float32Array =>
  vectors.subarray(FIRST_WORD_ID * units, end * units);

export function wordFacts(space: WordSpace, vocabulary: Vocabulary): WordFacts {
  const words = Array.from({ length: numRows(space) }, (_, id) => vocabulary.wordOf(id));
  return { words: words.join('\n'), scores: space.logOdds.map(sigmoid) };
}

/** @throws VerdictError 'bad-settings' for an id that no word has */
export function requireWord({ end }: Pick<WordSpace, 'end'>, id: number): void {
  if (!Number.isInteger(id) || id < FIRST_WORD_ID || id >= end) {
    throw new VerdictError('bad-settings', 'The model has no such word.');
  }
}
