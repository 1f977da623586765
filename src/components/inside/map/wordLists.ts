/** Lists of words that say in text what the map shows. Pure. */
import type { ChartData } from '../../charts/downloads';
import type { Colouring } from './colourClasses';
import type { MapPoints } from './mapPoints';
import { rankOf, wordOf, type MapWords } from './mapWords';

/** NaN where no word has a score. */
export function meanScore(ids: Int32Array, scores: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const id of ids) {
    const score = scores[id] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    sum += score;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Ids of the most positive and most negative of the words. */
export function extremes(
  ids: Int32Array,
  scores: Float32Array,
  count: number,
): { positive: number[]; negative: number[] } {
  const scored = ids.filter((id) => !Number.isNaN(scores[id] ?? Number.NaN));
  // Stable: of equals the commoner first.
  const sorted = scored.toSorted((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
  const half = Math.min(count, Math.floor(sorted.length / 2));
  return {
    positive: [...sorted.subarray(0, half)],
    negative: [...sorted.subarray(sorted.length - half)].toReversed(),
  };
}

/** Every word that is shown, unrounded. @param axes as many titles as there are coordinates */
export function shownWords(
  points: Pick<MapPoints, 'ids'>,
  axes: readonly Float32Array[],
  axisTitles: readonly string[],
  words: MapWords,
  colouring: Colouring,
): ChartData {
  const isClustered = colouring.kind === 'cluster';
  const columns = ['word', 'rank', 'positive', ...axisTitles, ...(isClustered ? ['cluster'] : [])];
  const rows = Array.from(points.ids, (id, index) => {
    const score = words.scores[id] ?? Number.NaN;
    const place = isClustered ? [colouring.classOf(id) + 1] : [];
    return [
      wordOf(words, id),
      rankOf(id),
      Number.isNaN(score) ? null : score,
      ...axes.map((axis) => axis[index] ?? null),
      ...place,
    ];
  });
  return { columns, rows };
}
