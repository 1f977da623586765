/** What the page says about a split: counts, balance, lengths. */
import type { SplitInfo } from '../types';
import { lengthOf, numReviewsOf, type RankedReviews } from './ranked';

/** Bins of the histogram that cover all but the longest 1% of the reviews; these go into the last bin. */
const TARGET_BINS = 40;
const COVERED_SHARE = 0.99;
const BIN_WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];

/** Number of words in each review. */
export const lengthsOf = (reviews: RankedReviews): Uint32Array =>
  Uint32Array.from({ length: numReviewsOf(reviews) }, (_, i) => lengthOf(reviews, i));

/** Bin i counts lengths in [i*binWidth, (i+1)*binWidth); the last one is open above. */
export function lengthHistogram(lengths: Uint32Array): SplitInfo['lengthHistogram'] {
  if (lengths.length === 0) return { binWidth: 1, counts: [] };
  const sorted = lengths.toSorted();
  const covered = sorted[Math.floor((sorted.length - 1) * COVERED_SHARE)]!;
  const binWidth =
    BIN_WIDTHS.find((width) => width * TARGET_BINS > covered) ?? Math.ceil((covered + 1) / TARGET_BINS);
  const numBins =
    Math.floor(covered / binWidth) + 1 + (sorted.at(-1)! >= nextEdge(covered, binWidth) ? 1 : 0);
  const counts = Array.from({ length: numBins }, () => 0);
  for (const length of lengths) counts[Math.min(Math.floor(length / binWidth), numBins - 1)]!++;
  return { binWidth, counts };
}

const nextEdge = (length: number, binWidth: number): number => (Math.floor(length / binWidth) + 1) * binWidth;

export function describeSplit(reviews: RankedReviews): SplitInfo {
  const lengths = lengthsOf(reviews);
  return {
    numReviews: lengths.length,
    numPositive: reviews.labels.reduce((sum, label) => sum + label, 0),
    meanLength: lengths.length === 0 ? 0 : reviews.ranks.length / lengths.length,
    maxLength: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    lengthHistogram: lengthHistogram(lengths),
  };
}
