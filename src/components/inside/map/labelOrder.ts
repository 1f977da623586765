/** Which words of the map deserve a name first. Pure. */
import { rankOf, type MapWords } from './mapWords';
import { indexOfId, type MapPoints } from './mapPoints';

/** Places of the words among the points: strong opinions and common words first. */
export function byImportance({ ids }: Pick<MapPoints, 'ids'>, { scores }: MapWords): Int32Array {
  const worth = Float32Array.from(ids, (id) => {
    const rank = rankOf(id);
    if (rank === null) return -1;
    const strength = Math.abs((scores[id] ?? 0.5) - 0.5);
    return (0.05 + (Number.isNaN(strength) ? 0 : strength)) / Math.log2(rank + 30);
  });
  const order = Int32Array.from(ids, (_, index) => index);
  return order.toSorted((one, other) => (worth[other] ?? 0) - (worth[one] ?? 0));
}

/**
 * The words that are marked, each once, then all others.
 * @param marked ids by priority
 */
export function* labelOrder(
  points: Pick<MapPoints, 'ids'>,
  marked: readonly number[],
  others: Int32Array,
): Generator<number> {
  const seen = new Set<number>();
  for (const id of marked) {
    const index = indexOfId(points, id);
    if (index < 0 || seen.has(index)) continue;
    seen.add(index);
    yield index;
  }
  for (const index of others) if (!seen.has(index)) yield index;
}
