/** How the answer stands after each word of a review. */
import type { Reading } from '../insightTypes';
import type { EncodedReviews, SparseFeatures } from '../types';
import type { Work } from './calls';
import type { InsightModel } from './insightModel';
import { judgeEncoded } from './judgeReviews';
import { seeReview } from './seenReview';

/**
 * Every prefix of the words that reach the model is judged by itself, padding, n-grams and features found anew: the
 * answers are those that the model gives to such reviews, whatever its layers.
 */
export async function readReview(model: InsightModel, words: string[], work: Work): Promise<Reading> {
  const { words: seen, first, end, review } = seeReview(model, words);
  const kept = words.slice(first, end);
  const numCut = words.length - kept.length;
  const cut = numCut === 0 ? [] : [...words.slice(0, first), ...words.slice(end)];
  const cutFeatures = cut.length === 0 ? undefined : model.reader.read(cut).review.features;
  const prefix = (length: number): EncodedReviews => {
    if (length === kept.length) return review;
    const { review: alone } = model.reader.read(kept.slice(0, length));
    if (cutFeatures === undefined || alone.features === undefined) return alone;
    return { ...alone, features: unionOf(alone.features, cutFeatures) };
  };
  const total = kept.length + 1;
  const logOdds = await judgeEncoded(model, total, prefix, (done) => {
    work.report({ phase: 'Reading word by word', done, total, unit: 'words' });
    return work.pause();
  });
  return { words: seen, logOdds, numCut, isCutAtStart: first > 0 };
}

/** Of one review each. */
function unionOf(a: SparseFeatures, b: SparseFeatures): SparseFeatures {
  const indices = Int32Array.from(new Set([...a.indices, ...b.indices])).toSorted();
  return { indices, offsets: Uint32Array.of(0, indices.length) };
}
