/** The words nearest to a word, by comparing it with every other: exact. */
import { FIRST_WORD_ID } from '../config';
import type { Distance } from '../insightTypes';
import type { WordSpace } from './wordSpace';

export interface Near {
  id: number;
  distance: number;
}

/**
 * Nearest first, equally near ones by id; the word itself and special ids left out. Sums are float64.
 * A vector of zeros has no direction: its cosine with every other is taken as 0.
 *
 * @param id of a word
 */
export function nearestWords(
  { vectors, units, end }: Pick<WordSpace, 'vectors' | 'units' | 'end'>,
  id: number,
  distance: Distance,
  limit: number,
): Near[] {
  const query = Float64Array.from(vectors.subarray(id * units, (id + 1) * units));
  const measure = distance === 'cosine' ? cosineDistance : euclideanDistance;
  const nearest: Near[] = [];
  for (let other = FIRST_WORD_ID; other < end; other++) {
    if (other === id) continue;
    const found = measure(query, vectors, other * units);
    const last = nearest.at(-1);
    const isFull = nearest.length >= limit;
    if (limit <= 0 || (isFull && !(found < last!.distance))) continue;
    if (isFull) nearest.pop();
    let place = nearest.length;
    while (place > 0 && nearest[place - 1]!.distance > found) place--;
    nearest.splice(place, 0, { id: other, distance: found });
  }
  return nearest;
}

/** `1 - a.b / (|a| |b|)` with b = vectors[start ..]. */
function cosineDistance(a: Float64Array, vectors: Float32Array, start: number): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let d = 0; d < a.length; d++) {
    const b = vectors[start + d]!;
    product += a[d]! * b;
    squareA += a[d]! * a[d]!;
    squareB += b * b;
  }
  const norms = Math.sqrt(squareA) * Math.sqrt(squareB);
  return norms === 0 ? 1 : 1 - product / norms;
}

/** `|a - b|` */
function euclideanDistance(a: Float64Array, vectors: Float32Array, start: number): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d]! - vectors[start + d]!) ** 2;
  return Math.sqrt(sum);
}
