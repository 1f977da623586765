/** The linear model of a run. */
import type { EncodedReviews, LinearModel } from '../types';
import type { ModelParts } from './currentModel';

export async function trainLinear(
  _parts: ModelParts,
  _training: EncodedReviews,
  _checkpoint: () => Promise<void>,
): Promise<LinearModel> {
  throw new Error('not yet');
}
