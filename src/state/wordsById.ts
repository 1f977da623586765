import { SPECIAL_WORDS } from '../config';

/** One line an id, special ids included, from a vocabulary as in PreparedData. */
export function wordsById(vocabulary: string): string {
  const special = SPECIAL_WORDS.join('\n');
  return vocabulary === '' ? special : `${special}\n${vocabulary}`;
}
