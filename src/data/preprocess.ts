/** From an open dataset to what trains, and to what the page shows of it. Pure: no fetching, no worker. */
import { FIRST_WORD_ID } from '../config';
import { VerdictError } from '../errors';
import type {
  DataSettings,
  EncodedReviews,
  FeatureSettings,
  ModelWords,
  PreparedData,
  Progress,
  ReviewView,
} from '../types';
import type { Dataset } from './dataset';
import { deriveFeatures } from './features/deriveFeatures';
import { FeatureMaker, ordersOf } from './features/featureMaker';
import { uncutReviews } from './features/uncutReviews';
import { lengthOf, numReviewsOf, UNRANKED, type RankedReviews } from './ranked';
import { encodeRanked, encodeReviews, idsByRank, idsByWord, pad, truncate } from './sequences';
import { splitReviews } from './split';
import { tokenize } from './tokenizer';
import { Vocabulary } from './vocabulary';

/** Reports progress now and then; may wait, and throws to cancel. */
export type Checkpoint = (progress: Progress) => Promise<void>;

const PHASE = 'Encoding reviews';

/** Encodes and splits the training reviews. @throws VerdictError 'bad-settings' and what `checkpoint` throws */
export async function prepare(
  dataset: Dataset,
  settings: DataSettings & Partial<FeatureSettings>,
  checkpoint: Checkpoint,
): Promise<PreparedData> {
  const started = performance.now();
  checkSettings(settings);
  checkDataset(dataset, settings);
  const { train, rankedWords, folder } = dataset;
  const split = splitReviews(numReviewsOf(train), settings);
  const { training, validation } = split;
  const idOfRank = idsByRank(rankedWords.length, settings.numWords);
  const total = training.length + validation.length;
  const encode = (indices: Int32Array, before: number): Promise<EncodedReviews> =>
    encodeReviews(train, indices, idOfRank, settings, (done) =>
      checkpoint({ phase: PHASE, done: before + done, total, unit: 'reviews' }),
    );
  const encoded = [await encode(training, 0), await encode(validation, training.length)] as const;
  const vocabulary = Vocabulary.cut(rankedWords, settings.numWords);
  const numIds = Math.min(settings.numWords, FIRST_WORD_ID + vocabulary.words.length);
  const derived = await deriveFeatures(train, split, idOfRank, numIds, settings, checkpoint);
  return {
    ...derived,
    settings,
    training: { ...encoded[0], ...derived.training },
    validation: { ...encoded[1], ...derived.validation },
    vocabulary: vocabulary.toString(),
    datasetTitle: folder.manifest.title,
    citation: folder.manifest.citation,
    datasetHash: folder.hash,
    elapsedMs: performance.now() - started,
  };
}

/** Encodes the test reviews with a model's own vocabulary. @throws as `prepare` */
export async function prepareTest(
  dataset: Dataset,
  test: RankedReviews,
  settings: DataSettings & Partial<FeatureSettings>,
  { vocabulary, ngrams = [], hasLinear = false }: ModelWords,
  checkpoint: Checkpoint,
): Promise<EncodedReviews> {
  checkSettings(settings);
  checkDataset(dataset, settings);
  const total = numReviewsOf(test);
  const all = Int32Array.from({ length: total }, (_, i) => i);
  const idOfRank = idsByWord(dataset.rankedWords, Vocabulary.parse(vocabulary), settings.numWords);
  const encoded = await encodeReviews(test, all, idOfRank, settings, (done) =>
    checkpoint({ phase: PHASE, done, total, unit: 'reviews' }),
  );
  if (ngrams.length === 0 && !hasLinear) return encoded;
  const maker = new FeatureMaker({ settings, ngrams, orders: ordersOf(settings), hasLinear });
  const uncut = uncutReviews(test, all, idOfRank);
  await checkpoint({ phase: 'Finding words and phrases', done: total, total, unit: 'reviews' });
  return { ...encoded, ...maker.extrasOf(uncut) };
}

/** One review as ids and words. @throws VerdictError 'bad-settings' when there is no such review */
export function viewReview(
  dataset: Dataset,
  reviews: RankedReviews,
  split: ReviewView['split'],
  index: number,
  settings: DataSettings,
): ReviewView {
  checkSettings(settings);
  const numReviews = numReviewsOf(reviews);
  if (!Number.isInteger(index) || index < 0 || index >= numReviews) {
    throw new VerdictError(
      'bad-settings',
      `There is no review ${index}: choose a number from 0 to ${numReviews - 1}.`,
    );
  }
  const { numWords, maxLen, truncating, padding } = settings;
  const uncut = encodeRanked(reviews, index, idsByRank(dataset.rankedWords.length, numWords));
  const ids = truncate(uncut, maxLen, truncating);
  const paddedIds = pad(ids, maxLen, padding);
  const vocabulary = Vocabulary.cut(dataset.rankedWords, numWords);
  const wordOf = (id: number): string => vocabulary.wordOf(id);
  return {
    split,
    index,
    label: reviews.labels[index] === 1 ? 1 : 0,
    ids: [...ids],
    paddedIds: [...paddedIds],
    words: Array.from(ids, wordOf),
    paddedWords: Array.from(paddedIds, wordOf),
    numWordsBeforeCut: lengthOf(reviews, index),
  };
}

/**
 * Reviews that contain a word (of several words: one after the other), whatever the vocabulary size.
 * @returns the words that were looked for; indices from `from` on, ascending, at most `limit`; `total` counts all
 *   reviews that contain them
 */
export function searchReviews(
  dataset: Dataset,
  reviews: RankedReviews,
  text: string,
  from: number,
  limit: number,
): { words: string[]; indices: number[]; total: number } {
  const words = tokenize(text);
  const wanted = words.map((word) => dataset.rankedWords.indexOf(word) + 1);
  const indices: number[] = [];
  let total = 0;
  if (wanted.length === 0 || wanted.includes(UNRANKED)) return { words, indices, total };
  for (let i = 0; i < numReviewsOf(reviews); i++) {
    if (!containsRanks(reviews, i, wanted)) continue;
    total++;
    if (i >= from && indices.length < limit) indices.push(i);
  }
  return { words, indices, total };
}

function containsRanks({ ranks, offsets }: RankedReviews, review: number, wanted: number[]): boolean {
  const last = offsets[review + 1]! - wanted.length;
  for (let at = offsets[review]!; at <= last; at++) {
    let matched = 0;
    while (matched < wanted.length && ranks[at + matched] === wanted[matched]) matched++;
    if (matched === wanted.length) return true;
  }
  return false;
}

/** The word of each id that has one, joined by '\n': 0..numWords-1, or fewer where the dataset has fewer words. */
export function listWords(dataset: Dataset, numWords: number): string {
  const vocabulary = Vocabulary.cut(dataset.rankedWords, numWords);
  const numIds = Math.min(numWords, FIRST_WORD_ID + vocabulary.words.length);
  return Array.from({ length: numIds }, (_, id) => vocabulary.wordOf(id)).join('\n');
}

function checkDataset(dataset: Dataset, settings: DataSettings): void {
  if (dataset.id === settings.dataset) return;
  throw new VerdictError(
    'no-data',
    `The open dataset is "${dataset.id}", but the settings ask for "${settings.dataset}". Open that one first.`,
  );
}

/** Bounds beyond which nothing sensible can be computed; the page's own are narrower. */
const MAX_NUM_WORDS = 1_000_000;
const MAX_LEN = 10_000;
const MAX_VALIDATION_SHARE = 0.9;

function checkSettings({ numWords, maxLen, validationShare, numReviews, seed }: DataSettings): void {
  requireWhole('vocabulary size', numWords, FIRST_WORD_ID + 1, MAX_NUM_WORDS);
  requireWhole('review length', maxLen, 1, MAX_LEN);
  requireWhole('number of training reviews', numReviews, 0, Number.MAX_SAFE_INTEGER);
  requireWhole('seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (!(validationShare >= 0 && validationShare <= MAX_VALIDATION_SHARE)) {
    throw new VerdictError(
      'bad-settings',
      `The validation share must be from 0 to ${MAX_VALIDATION_SHARE}, not ${validationShare}.`,
    );
  }
}

function requireWhole(what: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new VerdictError(
    'bad-settings',
    `The ${what} must be a whole number from ${min} to ${max}, not ${value}.`,
  );
}
