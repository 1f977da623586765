/** What the network makes of each word and n-gram of a review, by integrated gradients. */
import { firstStep, makeBatch, type Batch } from '../../data/batches';
import { ordersOf } from '../../data/features/featureMaker';
import { describeNetwork } from '../../model/networkDescription';
import type { Work } from '../calls';
import type { InsightModel } from '../insightModel';
import { PassSize } from '../passSize';
import type { SeenReview } from '../seenReview';
import { integratePath } from './pathIntegral';
import type { PartOrder } from './shares';

/** Points of the path in one pass, forwards and back; fewer would leave threads idle. */
const PASS = { min: 8, first: 16, max: 32 } as const;

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
  const pass = new PassSize(PASS);
  const { parts, start } = await integratePath({
    async at(alphas) {
      const values = new Float32Array(alphas.length);
      const slopes: Float64Array[] = [];
      while (slopes.length < alphas.length) {
        if (slopes.length > 0) await work.pause();
        const startMs = performance.now();
        const scales = alphas.subarray(slopes.length, slopes.length + pass.size);
        const B = scales.length;
        const { gradients, logOdds } = await model.network.wordGradients(batchOf(B), scales);
        values.set(logOdds, slopes.length);
        for (let row = 0; row < B; row++) {
          slopes.push(Float64Array.from(vectors, (vector) => product(vector, gradients, row, B)));
        }
        pass.took(B, performance.now() - startMs);
      }
      return { values, slopes };
    },
    pause: work.pause,
  });
  // The place of step 0 among the words: padding and `<START>` stand before the first or behind the last.
  const shift = firstId - 1 - first - firstStep(review.ids.length, one.steps, settings);
  vectors.forEach(({ order, step }, k) => add(order, step + shift, parts[k]!));
  return start;
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

/** @param gradients [T, B, E] of which those of one row are taken */
function product({ step, values }: ReadVector, gradients: Float32Array, row: number, B: number): number {
  const start = (step * B + row) * values.length;
  let sum = 0;
  for (let e = 0; e < values.length; e++) sum += values[e]! * gradients[start + e]!;
  return sum;
}
