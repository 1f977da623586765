/** Which words stand near which words or n-grams, counted row by row so that only one row is ever dense. */
import { FIRST_WORD_ID } from '../../config';
import type { Pause } from './ngrams';
import type { UncutReviews } from './uncutReviews';

/** What has contexts: words themselves, or n-grams by the place of their last word. */
export interface Rows {
  /** [sum of lengths] row of what ends at each place; 0 for nothing. */
  at: Int32Array;
  /** Rows are 1..numRows - 1, or FIRST_WORD_ID.. for words. */
  numRows: number;
  /** Words of it: its own are no context. */
  span: number;
}

/** Called for each row that occurs: its context words, and how often each, nearer ones counting more. */
export type VisitRow = (row: number, words: Int32Array, counts: Float64Array) => void;

/** About how many places are visited between two pauses. */
const PIECE = 400_000;

/**
 * Contexts within `window` places on either side, weighted by 1 / distance; unknown words keep their place but count
 * nothing. @param visit gets views that are overwritten for the next row
 */
export async function visitContexts(
  { ids, offsets }: UncutReviews,
  { at, numRows, span }: Rows,
  numWords: number,
  window: number,
  visit: VisitRow,
  pause: Pause,
): Promise<void> {
  const places = placesByRow(at, numRows);
  const [firstOf, lastOf] = bounds(offsets, ids.length);
  const dense = new Float64Array(numWords);
  const touched = new Int32Array(numWords);
  const counts = new Float64Array(numWords);
  let sincePause = 0;
  for (let row = 1; row < numRows; row++) {
    let numTouched = 0;
    const add = (word: number, distance: number): void => {
      if (dense[word] === 0) touched[numTouched++] = word;
      dense[word]! += 1 / distance;
    };
    for (let p = places.starts[row]!; p < places.starts[row + 1]!; p++) {
      const place = places.order[p]!;
      const before = place - span + 1;
      const low = Math.max(firstOf[place]!, before - window);
      const high = Math.min(lastOf[place]!, place + 1 + window);
      for (let k = low; k < before; k++) if (ids[k]! >= FIRST_WORD_ID) add(ids[k]!, before - k);
      for (let k = place + 1; k < high; k++) if (ids[k]! >= FIRST_WORD_ID) add(ids[k]!, k - place);
    }
    sincePause += places.starts[row + 1]! - places.starts[row]!;
    if (numTouched > 0) {
      for (let i = 0; i < numTouched; i++) {
        counts[i] = dense[touched[i]!]!;
        dense[touched[i]!] = 0;
      }
      visit(row, touched.subarray(0, numTouched), counts.subarray(0, numTouched));
    }
    if (sincePause < PIECE / window) continue;
    sincePause = 0;
    await pause();
  }
}

/** Counting sort of the places by row; places of row 0 are left out. */
function placesByRow(at: Int32Array, numRows: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(numRows + 1);
  for (const row of at) if (row > 0) starts[row + 1]!++;
  for (let row = 0; row < numRows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const order = new Int32Array(starts[numRows]!);
  at.forEach((row, place) => {
    if (row > 0) order[next[row]!++] = place;
  });
  return { order, starts };
}

/** For each place, where its review begins and ends. */
function bounds(offsets: Uint32Array, size: number): [first: Uint32Array, last: Uint32Array] {
  const first = new Uint32Array(size);
  const last = new Uint32Array(size);
  for (let review = 0; review + 1 < offsets.length; review++) {
    first.fill(offsets[review]!, offsets[review], offsets[review + 1]);
    last.fill(offsets[review + 1]!, offsets[review], offsets[review + 1]);
  }
  return [first, last];
}
