import { describe, expect, it } from 'vitest';
import { sparseFeatures } from '../data/features/sparseFeatures';
import { linearScores, scoreQuality } from '../model/scores';
import { toyReviews, toySettings } from '../model/testing/toyData';
import type { EncodedReviews, LinearModel, SparseFeatures } from '../types';
import { trainNbSvm } from './nbSvm';

const { numWords } = toySettings;
const featuresOf = (reviews: EncodedReviews): SparseFeatures => sparseFeatures(reviews, [], []);
const train = (reviews: EncodedReviews, labels: Uint8Array, seed = 1): Promise<LinearModel> =>
  trainNbSvm(featuresOf(reviews), labels, { numFeatures: numWords, seed }, () => Promise.resolve());

describe('trainNbSvm', () => {
  const reviews = toyReviews(300, 1, toySettings);
  const held = toyReviews(100, 2, toySettings);

  it('tells apart reviews that it has not seen, as log-odds', async () => {
    const model = await train(reviews, reviews.labels);
    expect(model.weights).toHaveLength(numWords);
    const { accuracy, loss } = scoreQuality(linearScores(model, featuresOf(held)), held.labels);
    expect(accuracy).toBeGreaterThan(0.9);
    expect(loss).toBeLessThan(0.3);
  });

  it('gives the same model for the same seed', async () => {
    expect(await train(reviews, reviews.labels)).toEqual(await train(reviews, reviews.labels));
    expect(await train(reviews, reviews.labels, 2)).not.toEqual(await train(reviews, reviews.labels));
  });

  it.each([0, 1])('makes a finite model of class %d alone', async (label) => {
    const model = await train(
      reviews,
      reviews.labels.map(() => label),
    );
    expect([...model.weights, model.bias].every(Number.isFinite)).toBe(true);
    const scores = linearScores(model, featuresOf(held));
    expect(scores.every((score) => score > 0 === (label === 1))).toBe(true);
  });
});
