/** Changes of a review, as the page lists and names them. Pure. */
import type { Edit } from '../../insightTypes';
import type { Edits } from '../../reviewEdits';

export {
  applyEdits,
  keyOf,
  negateWord,
  removeWord,
  replaceWord,
  withEdit,
  withoutEdit,
  type Edits,
} from '../../reviewEdits';

export const NO_EDITS: Edits = [];

export const editAt = (edits: Edits, place: number): Edit | null =>
  edits.find((edit) => edit.place === place) ?? null;

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
