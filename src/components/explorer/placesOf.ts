/** Every place in `words` that belongs to an occurrence of the sequence `wanted`. */
export function placesOf(wanted: readonly string[], words: readonly string[]): ReadonlySet<number> {
  const places = new Set<number>();
  if (wanted.length === 0) return places;
  for (let start = 0; start + wanted.length <= words.length; start++) {
    if (!wanted.every((word, offset) => words[start + offset] === word)) continue;
    for (let offset = 0; offset < wanted.length; offset++) places.add(start + offset);
  }
  return places;
}
