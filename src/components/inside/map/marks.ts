/** Which words of the map are marked, and why. Pure. */
export type MarkKind = 'selected' | 'pinned' | 'neighbour' | 'review';

export interface Marks {
  selected: number | null;
  pins: readonly number[];
  neighbours: readonly number[];
  /** Words of the review under study, each once. */
  review: readonly number[];
}

/** Ids by priority; the first mark of a word counts. */
export function markedIds({ selected, pins, neighbours, review }: Marks): Map<number, MarkKind> {
  const marked = new Map<number, MarkKind>();
  const mark = (id: number, kind: MarkKind): void => {
    if (!marked.has(id)) marked.set(id, kind);
  };
  if (selected !== null) mark(selected, 'selected');
  for (const id of pins) mark(id, 'pinned');
  for (const id of neighbours) mark(id, 'neighbour');
  for (const id of review) mark(id, 'review');
  return marked;
}
