/** What the network makes of each word and n-gram of a review, by integrated gradients. */
import { firstStep, makeBatch, type Batch } from '../../data/batches';
import { ordersOf } from '../../data/features/featureMaker';
import { describeNetwork } from '../../model/networkDescription';
import type { Work } from '../calls';
import type { InsightModel } from '../insightModel';
import type { SeenReview } from '../seenReview';
import { pathGradients } from './pathGradients';
import type { PartOrder } from './shares';

/** A vector that is read at a step: that of a word, an n-gram, `<START>` or padding. */
interface ReadVector {
  step: number;
  order: PartOrder;
  /** [E] */
  values: Float32Array;
}

/**
 * The gradient of a position is the same for its word and its n-grams, whose vectors are added: each has its own
 * vector's part of their product.
 * @param add called for every vector that is read, with the place among the words that reached the model where its
 * word or n-gram ends (none of them for `<START>` and padding), and with what it contributes
 * @returns the network's log-odds of the baseline
 */
export async function networkShares(
  model: InsightModel,
  { review, first, firstId }: SeenReview,
  work: Work,
  add: (order: PartOrder, last: number, contribution: number) => void,
): Promise<number> {
  const { settings } = model.parts;
  const batchOf = (numRows: number): Batch => makeBatch(review, new Int32Array(numRows), settings);
  const one = batchOf(1);
  const vectors = vectorsOf(model, one);
  const sumOf = (mean: Float64Array): number =>
    vectors.reduce((sum, vector) => sum + product(vector, mean), 0);
  const { pause } = work;
  const { mean, baselineLogOdds } = await pathGradients(model.network, { batchOf, sumOf, pause });
  // The place of step 0 among the words: padding and `<START>` stand before the first or behind the last.
  const shift = firstId - 1 - first - firstStep(review.ids.length, one.steps, settings);
  for (const vector of vectors) add(vector.order, vector.step + shift, product(vector, mean));
  return baselineLogOdds;
}

function vectorsOf(
  { parts: { topology, weights, settings } }: InsightModel,
  { ids, ngramIds = [], lengths }: Batch,
): ReadVector[] {
  const { tables, embeddingUnits } = describeNetwork(topology);
  const orders: PartOrder[] = [1, ...ordersOf(settings)];
  return tables.flatMap(({ name }, k) => {
    const { values } = weights.find((weight) => weight.name === `${name}/embeddings`)!;
    const rows = (k === 0 ? ids : ngramIds[k - 1]!).subarray(0, lengths[0]);
    return Array.from(rows, (row, step) => ({ row, step }))
      .filter(({ row }) => k === 0 || row !== NO_NGRAM)
      .map(({ row, step }): ReadVector => {
        const start = row * embeddingUnits;
        return { step, order: orders[k]!, values: values.subarray(start, start + embeddingUnits) };
      });
  });
}

/** As in EncodedReviews. */
const NO_NGRAM = 0;

/** @param mean [T, E] */
function product({ step, values }: ReadVector, mean: Float64Array): number {
  const start = step * values.length;
  let sum = 0;
  for (let e = 0; e < values.length; e++) sum += values[e]! * mean[start + e]!;
  return sum;
}
