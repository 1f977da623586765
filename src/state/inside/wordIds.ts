/** Ids of a model's words, from its vocabulary as text. Pure. */
import { FIRST_WORD_ID } from '../../config';

/** Null for a word that the vocabulary lacks. @param vocabulary as in PreparedData: a word a line */
export function idOfWord(vocabulary: string, word: string): number | null {
  if (word === '' || vocabulary === '') return null;
  const lines = `\n${vocabulary}\n`;
  const found = lines.indexOf(`\n${word}\n`);
  if (found < 0) return null;
  let id = FIRST_WORD_ID;
  for (let at = lines.indexOf('\n', 1); at <= found; at = lines.indexOf('\n', at + 1)) id++;
  return id;
}
