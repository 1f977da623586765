import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID, START_ID, UNKNOWN_ID } from '../../config';
import { expectClose } from '../../kernels/testing/expectClose';
import { Random } from '../random';
import { visitContexts, type Rows } from './cooccurrence';
import type { UncutReviews } from './uncutReviews';
import { wordVectors, type VectorOptions } from './wordVectors';

const noPause = (): Promise<void> => Promise.resolve();

function reviewsOf(rows: number[][]): UncutReviews {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length));
  return { ids: Int32Array.from(rows.flat()), offsets, labels: new Uint8Array(rows.length) };
}

async function contextsOf(reviews: UncutReviews, rows: Rows, window: number) {
  const found: Record<number, Record<number, number>> = {};
  const visit = (row: number, words: Int32Array, counts: Float64Array): void => {
    found[row] = Object.fromEntries(Array.from(words, (word, i) => [word, counts[i]!]));
  };
  await visitContexts(reviews, rows, 10, window, visit, noPause);
  return found;
}

describe('visitContexts', () => {
  const reviews = reviewsOf([
    [START_ID, 4, 5, UNKNOWN_ID, 6, 4],
    [START_ID, 7, 5],
  ]);

  it('counts words by 1 / distance, within the window and the review', async () => {
    const at = reviews.ids.map((id) => (id >= FIRST_WORD_ID ? id : 0));
    // A window of 2: the first 4 sees 5; 5 sees both neighbours, and 6 past the unknown word.
    expect(await contextsOf(reviews, { at, numRows: 10, span: 1 }, 2)).toEqual({
      4: { 5: 1, 6: 1 },
      5: { 4: 1, 6: 1 / 2, 7: 1 },
      6: { 5: 1 / 2, 4: 1 },
      7: { 5: 1 },
    });
    // A window of 3 reaches from 5 to the last word too; one of 4, from the first 4 to 6... and the other 4 never.
    const wide = await contextsOf(reviews, { at, numRows: 10, span: 1 }, 3);
    expect(wide[5]).toEqual({ 4: 1 + 1 / 3, 6: 1 / 2, 7: 1 });
    expect(wide[4]).toEqual({ 5: 1 + 1 / 3, 6: 1 + 1 / 3 });
  });

  it('measures from the ends of an n-gram, whose own words are no context', async () => {
    // Pair 1 is (4, 5), ending at place 2; pair 2 is (6, 4), ending at place 5.
    const at = Int32Array.of(0, 0, 1, 0, 0, 2, 0, 0, 0);
    expect(await contextsOf(reviews, { at, numRows: 3, span: 2 }, 2)).toEqual({
      1: { 6: 1 / 2 },
      2: { 5: 1 / 2 },
    });
    const wide = await contextsOf(reviews, { at, numRows: 3, span: 2 }, 3);
    expect(wide).toEqual({ 1: { 6: 1 / 2, 4: 1 / 3 }, 2: { 5: 1 / 2, 4: 1 / 3 } });
  });
});

const NUM_WORDS = 26;
const UNITS = 8;

/** Words 4 and 5 stand in the same places of the same reviews; others in groups with the words next to them. */
function corpus(): UncutReviews {
  const random = new Random(9, 'corpus');
  return reviewsOf(
    Array.from({ length: 900 }, () => {
      const topic = random.int(4);
      const word = (): number => 6 + ((5 * topic + random.int(8)) % (NUM_WORDS - 6));
      const [before, after] = [12, 4].map((length) => Array.from({ length }, word));
      const twins = topic === 0 ? [[4], [5]] : [[]];
      return twins.map((twin) => [START_ID].concat(before!, twin, after!));
    }).flat(),
  );
}

const rms = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('wordVectors', () => {
  const reviews = corpus();
  const bigramAt = reviews.ids.map((id, i) => (id === 7 && reviews.ids[i - 1] === 6 ? 1 : 0));
  const options: VectorOptions = {
    numWords: NUM_WORDS,
    units: UNITS,
    seed: 3,
    ngrams: [{ order: 2, size: 1, at: bigramAt }],
  };
  const row = (table: Float32Array, k: number): Float32Array => table.subarray(k * UNITS, (k + 1) * UNITS);

  it('has a row for each word and n-gram, of like size, and zeros where there is none', async () => {
    const tables = await wordVectors(reviews, options, noPause);
    expect(tables.map(({ length }) => length)).toEqual([NUM_WORDS * UNITS, 2 * UNITS]);
    const [words, bigrams] = tables as [Float32Array, Float32Array];
    expect(words.subarray(0, FIRST_WORD_ID * UNITS).every((value) => value === 0)).toBe(true);
    expect(row(bigrams, 0).every((value) => value === 0)).toBe(true);
    // 0.3 before the mean of all is taken off, which can move each by as much again at most.
    for (let word = FIRST_WORD_ID; word < NUM_WORDS; word++) {
      expect(rms(row(words, word))).toBeGreaterThan(0.05);
      expect(rms(row(words, word))).toBeLessThan(0.6);
    }
    expect(rms(row(bigrams, 1))).toBeGreaterThan(0.05);
    expect(rms(row(bigrams, 1))).toBeLessThan(0.6);
    const means = Array.from({ length: UNITS }, (_, k) => {
      const column = words.filter((__, at) => at % UNITS === k && at >= FIRST_WORD_ID * UNITS);
      return column.reduce((a, b) => a + b, 0) / column.length;
    });
    expectClose(means, new Float32Array(UNITS), { atol: 1e-6, rtol: 0 }, 'means');
  });

  it('gives words that stand in the same places like vectors', async () => {
    const [words] = (await wordVectors(reviews, options, noPause)) as [Float32Array, Float32Array];
    const cosine = (a: number, b: number): number => {
      const [x, y] = [row(words, a), row(words, b)];
      return x.reduce((sum, value, k) => sum + value * y[k]!, 0) / (UNITS * rms(x) * rms(y));
    };
    expect(cosine(4, 5)).toBeGreaterThan(0.9999);
    for (let other = 6; other < NUM_WORDS; other++) expect(cosine(4, other)).toBeLessThan(cosine(4, 5));
  });

  it('is the same for the same seed, and has room for more units than words', async () => {
    const first = await wordVectors(reviews, options, noPause);
    expect(await wordVectors(reviews, options, noPause)).toEqual(first);
    const [wide] = await wordVectors(reviews, { ...options, units: NUM_WORDS + 5 }, noPause);
    expect(wide).toHaveLength(NUM_WORDS * (NUM_WORDS + 5));
    expect(wide!.every(Number.isFinite)).toBe(true);
  });

  it('ends when the pause throws', async () => {
    let calls = 0;
    const pause = (): Promise<void> =>
      ++calls === 3 ? Promise.reject(new Error('enough')) : Promise.resolve();
    await expect(wordVectors(reviews, options, pause)).rejects.toThrow('enough');
    expect(calls).toBe(3);
  });
});
