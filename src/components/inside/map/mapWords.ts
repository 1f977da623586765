/** A model's words as the map needs them. Pure. */
import { FIRST_WORD_ID, INDEX_FROM } from '../../../config';
import type { WordFacts } from '../../../insightTypes';

export interface MapWords {
  /** By id. */
  list: readonly string[];
  /** [V] as in WordFacts. */
  scores: Float32Array;
  idOf: ReadonlyMap<string, number>;
}

export function mapWords({ words, scores }: WordFacts): MapWords {
  const list = words.split('\n');
  const idOf = new Map<string, number>();
  for (let id = FIRST_WORD_ID; id < list.length; id++) idOf.set(list[id] ?? '', id);
  return { list, scores, idOf };
}

export const wordOf = (words: MapWords, id: number): string => words.list[id] ?? '';

/** 1 is the commonest word; null for special ids. */
export const rankOf = (id: number): number | null => (id < FIRST_WORD_ID ? null : id - INDEX_FROM);

/** "87%", "not known" for words without a score. */
export const scoreText = (score: number | undefined): string =>
  score === undefined || Number.isNaN(score) ? 'not known' : `${(100 * score).toFixed(1)}%`;
