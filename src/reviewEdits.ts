/** Changes of a review, each by the place of a word of the original: what page and insight worker make of them. Pure. */
import type { Edit } from './insightTypes';

/** What a word becomes the opposite by, put before it. */
export const NEGATION = 'not';

/** Ascending by place, at most one for each word. */
export type Edits = readonly Edit[];

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

/** The word is as in the original again. */
export const withoutEdit = (edits: Edits, place: number): Edits =>
  edits.filter((edit) => edit.place !== place);

/** Takes the place of an edit of the same word. */
export function withEdit(edits: Edits, edit: Edit): Edits {
  return [...withoutEdit(edits, edit.place), edit].toSorted((a, b) => a.place - b.place);
}

/** @param words of the original @returns the review after the edits */
export function applyEdits(words: readonly string[], edits: Edits): string[] {
  const byPlace = new Map(edits.map((edit) => [edit.place, edit]));
  return words.flatMap((word, place) => byPlace.get(place)?.words ?? [word]);
}

/** The same for two lists of edits exactly when they make the same of a review. */
export const keyOf = (edits: Edits): string =>
  edits.map(({ place, words }) => `${place}:${words.join(' ')}`).join('|');
