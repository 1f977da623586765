/**
 * Which word pairs and triples get a vector or a weight of their own: those that tell the classes apart and occur
 * often enough. Only known words count, and no n-gram spans `<START>` or an unknown word.
 *
 * An n-gram is one number, `(a * BASE + b) * BASE + c` of its words' ids, which a float64 holds exactly.
 */
import { FIRST_WORD_ID } from '../../config';
import { UNCUT_PIECE, type UncutReviews } from './uncutReviews';

/** Above every id of a word of the datasets (IMDB's index ranks 88,584); twice its cube, with the label, stays exact. */
export const BASE = 2 ** 17;
/** Rarer ones say nothing that holds for other reviews. */
export const MIN_DOCUMENTS = 4;

export type Order = 2 | 3;
/** Called now and then; may wait, and throws to cancel. */
export type Pause = () => Promise<void>;

/** The n-gram that ends at `at`, or -1 where there is none. @param first where the review begins */
export function keyAt(ids: Int32Array, at: number, first: number, order: Order): number {
  if (at - order + 1 < first) return -1;
  let key = 0;
  for (let k = at - order + 1; k <= at; k++) {
    const id = ids[k]!;
    if (id < FIRST_WORD_ID) return -1;
    key = key * BASE + id;
  }
  return key;
}

interface Candidates {
  keys: Float64Array;
  /** Reviews that contain it, and positive ones among them. */
  documents: Int32Array;
  positives: Int32Array;
}

/**
 * The `maxCount` n-grams of the largest |log-ratio| * sqrt(reviews that contain it), where the log-ratio is that of
 * naive Bayes over the candidates, `log((p / sum p) / (q / sum q))` with p and q one more than the positive and the
 * negative reviews that contain it (Wang and Manning 2012, https://aclanthology.org/P12-2018/).
 *
 * @returns [K * order] word ids, in ascending order of the n-grams; row k is the n-gram of id k + 1
 */
export async function selectNgrams(
  reviews: UncutReviews,
  order: Order,
  maxCount: number,
  pause: Pause,
): Promise<Int32Array> {
  const found = await findCandidates(reviews, order, pause);
  await pause();
  const scores = scoreCandidates(found);
  const chosen = Array.from({ length: found.keys.length }, (_, i) => i)
    .toSorted((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, maxCount)
    .toSorted((a, b) => a - b);
  await pause();
  const words = new Int32Array(chosen.length * order);
  chosen.forEach((candidate, row) => {
    let key = found.keys[candidate]!;
    for (let k = order - 1; k >= 0; k--) {
      words[row * order + k] = key % BASE;
      key = Math.floor(key / BASE);
    }
  });
  return words;
}

async function findCandidates(
  { ids, offsets, labels }: UncutReviews,
  order: Order,
  pause: Pause,
): Promise<Candidates> {
  // Each n-gram once per review, its label in the last bit.
  const occurrences = new Float64Array(ids.length);
  let count = 0;
  for (let review = 0; review < labels.length; review++) {
    if (review % UNCUT_PIECE === 0) await pause();
    const [first, last] = [offsets[review]!, offsets[review + 1]!];
    const start = count;
    for (let at = first; at < last; at++) {
      const key = keyAt(ids, at, first, order);
      if (key >= 0) occurrences[count++] = 2 * key + labels[review]!;
    }
    count = start + sortDistinct(occurrences.subarray(start, count));
  }
  await pause();
  return countRuns(occurrences.subarray(0, count).toSorted());
}

/** Sorts in place and moves the distinct values to the front. @returns how many there are */
export function sortDistinct(values: Float64Array | Int32Array): number {
  values.sort();
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (i === 0 || values[i] !== values[i - 1]) values[count++] = values[i]!;
  }
  return count;
}

/** @param sorted twice the key, plus the label */
function countRuns(sorted: Float64Array): Candidates {
  const keys: number[] = [];
  const documents: number[] = [];
  const positives: number[] = [];
  for (let i = 0; i < sorted.length;) {
    const key = Math.floor(sorted[i]! / 2);
    const start = i;
    let numPositive = 0;
    for (; i < sorted.length && Math.floor(sorted[i]! / 2) === key; i++) numPositive += sorted[i]! % 2;
    if (i - start < MIN_DOCUMENTS) continue;
    keys.push(key);
    documents.push(i - start);
    positives.push(numPositive);
  }
  return {
    keys: Float64Array.from(keys),
    documents: Int32Array.from(documents),
    positives: Int32Array.from(positives),
  };
}

function scoreCandidates({ documents, positives }: Candidates): Float64Array {
  let positiveSum = 0;
  let negativeSum = 0;
  documents.forEach((count, i) => {
    positiveSum += 1 + positives[i]!;
    negativeSum += 1 + count - positives[i]!;
  });
  return Float64Array.from(documents, (count, i) => {
    const [p, q] = [1 + positives[i]!, 1 + count - positives[i]!];
    return Math.abs(Math.log(p / positiveSum / (q / negativeSum))) * Math.sqrt(count);
  });
}
