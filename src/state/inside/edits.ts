/** Changes of a review, each by the place of a word of the original. Pure. */
import type { Edit } from '../../insightTypes';

/** What a word becomes the opposite by, put before it. */
const NEGATION = 'not';

/** Ascending by place, at most one for each word. */
export type Edits = readonly Edit[];

export const NO_EDITS: Edits = [];

export const removeWord = (place: number): Edit => ({ kind: 'remove', place, words: [] });

export const negateWord = (place: number, word: string): Edit => ({
  kind: 'negate',
  place,
  words: [NEGATION, word],
});

export const replaceWord = (place: number, words: readonly string[]): Edit => ({
  kind: 'replace',
  place,
  words: [...words],
});

export const editAt = (edits: Edits, place: number): Edit | null =>
  edits.find((edit) => edit.place === place) ?? null;

/** Takes the place of an edit of the same word. */
export function withEdit(edits: Edits, edit: Edit): Edits {
  return [...withoutEdit(edits, edit.place), edit].toSorted((a, b) => a.place - b.place);
}

/** The word is as in the original again. */
export const withoutEdit = (edits: Edits, place: number): Edits =>
  edits.filter((edit) => edit.place !== place);

/** @param words of the original @returns the review after the edits */
export function applyEdits(words: readonly string[], edits: Edits): string[] {
  const byPlace = new Map(edits.map((edit) => [edit.place, edit]));
  return words.flatMap((word, place) => byPlace.get(place)?.words ?? [word]);
}

/** The same for two lists of edits exactly when they make the same of a review. */
export const keyOf = (edits: Edits): string =>
  edits.map(({ place, words }) => `${place}:${words.join(' ')}`).join('|');

/** "without “bad”", "“bad” → “good”", "“good” → “not good”". */
export function describeEdit(words: readonly string[], { place, words: after }: Edit): string {
  const before = `“${words[place] ?? ''}”`;
  return after.length === 0 ? `without ${before}` : `${before} → “${after.join(' ')}”`;
}

/** "The original", or its changes one after the other. */
export function describeEdits(words: readonly string[], edits: Edits): string {
  if (edits.length === 0) return 'The original';
  return edits.map((edit) => describeEdit(words, edit)).join(', ');
}
