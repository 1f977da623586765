/** What the evaluation on the page shows of single test reviews: their texts, and the words that pushed a verdict. */
import { reviewAt } from '../encodedReviews';
import type { ReviewView, WordContribution } from '../types';
import { dataSettings } from './settings';
import { encodedTest, requireModel } from './testActions';
import { WHOLE_REVIEW } from './testSplit';
import { dataWorker, trainingWorker } from './workers';

/** A test review, uncut. The test split must be open: evaluating opens it. */
export async function readTestReview(index: number): Promise<ReviewView> {
  const { settings } = requireModel();
  return (await dataWorker()).review('test', index, { ...dataSettings(settings), maxLen: WHOLE_REVIEW });
}

/** Null where the reviews are no longer at hand. */
export async function explainTestReview(index: number): Promise<WordContribution[] | null> {
  const reviews = encodedTest(requireModel());
  if (reviews === null) return null;
  return (await trainingWorker()).explain(reviewAt(reviews, index));
}
