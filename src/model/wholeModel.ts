/**
 * A model as a whole: its network, its linear model, how they are blended and how its probabilities are made
 * honest. All scores are log-odds of "positive".
 */
import { fitTemperature } from '../evaluation/temperature';
import type { Blend, EncodedReviews, LinearModel, Scores } from '../types';
import { EVEN_BLEND, fitBlend } from './blendFit';
import { blended, linearScores } from './scores';

export interface ModelBranches {
  hasNetwork: boolean;
  linear: LinearModel | null;
  /** Null where there are not both. */
  blend: Blend | null;
}

/** @param network [N] what the network says; ignored where there is none */
export function wholeScores(
  { hasNetwork, linear, blend }: ModelBranches,
  network: Float32Array,
  { features }: Pick<EncodedReviews, 'features'>,
): Float32Array {
  if (linear === null || features === undefined) return network;
  const scores = linearScores(linear, features);
  return hasNetwork ? blended(network, scores, blend ?? EVEN_BLEND) : scores;
}

export interface Fitted {
  blend: Blend | null;
  /** Null when the validation reviews cannot tell. */
  temperature: number | null;
  validation: Scores;
}

/** Fits what is fitted on the validation reviews. @param network [N] as above */
export function fitOnValidation(
  branches: Omit<ModelBranches, 'blend'>,
  network: Float32Array,
  reviews: EncodedReviews,
): Fitted {
  const { hasNetwork, linear } = branches;
  const { features, labels } = reviews;
  const blend =
    hasNetwork && linear !== null && features !== undefined
      ? fitBlend(network, linearScores(linear, features), labels)
      : null;
  const scores = wholeScores({ ...branches, blend }, network, reviews);
  const { temperature } = scores.every(Number.isFinite)
    ? fitTemperature({ scores, labels })
    : { temperature: null };
  return { blend, temperature, validation: answersOf(scores, reviews) };
}

/** Copies of what an evaluation is made of. */
export function answersOf(scores: Float32Array, reviews: EncodedReviews): Scores {
  const { labels, offsets, numWords } = reviews;
  return {
    scores,
    labels: labels.slice(),
    numWords: numWords?.slice() ?? Int32Array.from(labels, (_, i) => offsets[i + 1]! - offsets[i]!),
  };
}
