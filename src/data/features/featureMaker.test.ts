import { describe, expect, it } from 'vitest';
import type { DataSettings, EncodedReviews, FeatureSettings, Side } from '../../types';
import { prepare, prepareTest } from '../preprocess';
import { Random } from '../random';
import { rankByWord, rankReviews } from '../ranked';
import { sampleDataset, sampleSettings } from '../testing/sampleDataset';
import { TextReader } from '../textReader';
import { Vocabulary } from '../vocabulary';
import { featureStarts, sparseFeatures } from './sparseFeatures';

const WORDS = Array.from({ length: 12 }, (_, i) => `w${i}`);
const random = new Random(6, 'texts');
/** Lengths 0 to 13; some words are beyond the vocabulary, some beyond the index. */
const TEXTS = Array.from({ length: 80 }, () =>
  Array.from({ length: random.int(14) }, () => WORDS[Math.floor(14 * random.next() ** 2)] ?? 'unheard'),
);
const LABELS = TEXTS.map((_, i) => ((i * 7) % 3) % 2);
const REVIEWS = rankReviews(TEXTS, LABELS, rankByWord(WORDS));
const noWait = (): Promise<void> => Promise.resolve();

function settingsOf(truncating: Side): DataSettings & FeatureSettings {
  return {
    ...sampleSettings,
    numWords: 12,
    maxLen: 6,
    truncating,
    validationShare: 0,
    branches: 'both',
    numBigrams: 9,
    numTrigrams: 5,
    embeddingUnits: 3,
    embeddingStart: 'random',
  };
}

/** What the i-th review is made of, apart from its label. */
function partsOf({ ids, offsets, ngramIds = [], features }: EncodedReviews, i: number) {
  const cut = (values: Int32Array): number[] => [...values.subarray(offsets[i], offsets[i + 1])];
  const [from, to] = [features!.offsets[i], features!.offsets[i + 1]];
  return { ids: cut(ids), ngramIds: ngramIds.map(cut), features: [...features!.indices.subarray(from, to)] };
}

const sorted = (all: ReturnType<typeof partsOf>[]): string[] =>
  all.map((parts) => JSON.stringify(parts)).toSorted();

describe.each(['pre', 'post'] as const)('features of reviews cut with %s', (truncating) => {
  const settings = settingsOf(truncating);
  const dataset = sampleDataset(WORDS, REVIEWS);

  it('are the same in training, in the test and for a typed text', async () => {
    const data = await prepare(dataset, settings, noWait);
    const { vocabulary, ngrams = [] } = data;
    // Fewer triples than asked for are frequent enough.
    expect(ngrams.map(({ length }) => length)).toEqual([2 * 9, 3 * 4]);
    const words = { vocabulary, ngrams, hasLinear: true };
    const test = await prepareTest(dataset, REVIEWS, settings, words, noWait);
    const reader = new TextReader({
      settings,
      vocabulary: Vocabulary.parse(vocabulary),
      ngrams,
      hasLinear: true,
    });
    const typed = TEXTS.map((text) => partsOf(reader.read(text).review, 0));
    expect(TEXTS.map((_, i) => partsOf(test, i))).toEqual(typed);
    // The split shuffles the reviews.
    expect(sorted(TEXTS.map((_, i) => partsOf(data.training, i)))).toEqual(sorted(typed));
    expect(typed.some(({ ngramIds }) => ngramIds[1]!.some((id) => id > 0))).toBe(true);
  });

  it('have each n-gram at the place of its last word, though its first was cut off', async () => {
    const data = await prepare(dataset, settings, noWait);
    const [bigrams] = data.ngrams!;
    const row = [...bigrams!.subarray(0, 2)];
    const text = row.map((id) => WORDS[id - 4]!);
    const reader = new TextReader({
      settings: { ...settings, maxLen: 1 },
      vocabulary: Vocabulary.parse(data.vocabulary),
      ngrams: data.ngrams!,
      hasLinear: true,
    });
    const { review } = reader.read(text);
    expect([...review.ids]).toEqual(truncating === 'pre' ? [row[1]] : [1]);
    expect([...review.ngramIds![0]!]).toEqual(truncating === 'pre' ? [1] : [0]);
    // The linear model sees the whole text: two words (or one, twice) and the pair, the first behind the words.
    const seen = [...new Set([...row, settings.numWords])].toSorted((a, b) => a - b);
    expect([...review.features!.indices]).toEqual(seen);
  });
});

describe('sparseFeatures', () => {
  it('are the known words and n-grams of each review, once, in ascending order', () => {
    const uncut = { ids: Int32Array.of(1, 5, 4, 2, 5, 1, 1, 6), offsets: Uint32Array.of(0, 5, 6, 8) };
    const bigrams = Int32Array.of(0, 0, 2, 0, 0, 0, 0, 0);
    const trigrams = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 1);
    const starts = featureStarts(7, [2, 1]);
    // Words 0..6, bigrams 7 and 8, trigram 9.
    expect(starts).toEqual([6, 8]);
    const { indices, offsets } = sparseFeatures(uncut, [bigrams, trigrams], starts);
    expect([...indices]).toEqual([4, 5, 8, 6, 9]);
    expect([...offsets]).toEqual([0, 3, 3, 5]);
  });
});
