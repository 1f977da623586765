/** Words of the vocabulary that a visitor may mean by what was typed. Pure. */

/** Mistakes that are forgiven: none in very short words, one in short ones, two in the others. */
const allowed = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/**
 * The word itself first, then words that begin with it, then words that look like it; of equals the commonest first.
 * @param list words by id, the commonest first @param firstId of the first word that may be found
 * @returns ids
 */
export function findWords(list: readonly string[], firstId: number, typed: string, limit: number): number[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return [];
  const exact: number[] = [];
  const beginning: number[] = [];
  for (let id = firstId; id < list.length; id++) {
    const word = list[id] ?? '';
    if (word === text) exact.push(id);
    else if (beginning.length < limit && word.startsWith(text)) beginning.push(id);
  }
  const found = [...exact, ...beginning].slice(0, limit);
  const most = allowed(text.length);
  if (found.length >= limit || most === 0) return found;
  const isFound = new Set(found);
  const alike: { id: number; mistakes: number }[] = [];
  for (let id = firstId; id < list.length; id++) {
    const word = list[id] ?? '';
    if (isFound.has(id) || Math.abs(word.length - text.length) > most) continue;
    const mistakes = mistakesBetween(text, word, most);
    if (mistakes <= most) alike.push({ id, mistakes });
  }
  alike.sort((one, other) => one.mistakes - other.mistakes || one.id - other.id);
  return [...found, ...alike.slice(0, limit - found.length).map(({ id }) => id)];
}

/**
 * Letters to insert, drop or change, or neighbours to swap, at least, to make one word of the other: the "optimal
 * string alignment" form of Damerau and Levenshtein's distance. More than `most` is not counted to the end.
 */
export function mistakesBetween(one: string, other: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let count = Math.min(
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
      );
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwap) count = Math.min(count, (beforeLast[column - 2] ?? 0) + 1);
      line.push(count);
      if (count < least) least = count;
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = line;
  }
  return last[other.length] ?? 0;
}
