/** What the linear model makes of each word and n-gram of a review. */
import { FIRST_WORD_ID } from '../../config';
import type { Order } from '../../data/features/ngrams';
import { featureStarts } from '../../data/features/sparseFeatures';
import type { LinearModel } from '../../types';
import type { PartOrder } from './shares';

export interface LinearReview {
  /** Of all words of the review, cut or not, with those of the n-grams that end at each. */
  ids: Int32Array;
  ngramIds: readonly Int32Array[];
  /** Of each vocabulary of n-grams, and how many it has. */
  orders: readonly Order[];
  sizes: readonly number[];
  numWords: number;
}

/**
 * A feature counts once however often it is there: its places have equal shares of its weight.
 * @param add called with the order of each feature, the place among the ids where it ends, and its share
 */
export function linearShares(
  { weights }: LinearModel,
  { ids, ngramIds, orders, sizes, numWords }: LinearReview,
  add: (order: PartOrder, at: number, share: number) => void,
): void {
  const starts = featureStarts(numWords, sizes);
  const places = new Map<number, { order: PartOrder; at: number[] }>();
  const note = (feature: number, order: PartOrder, at: number): void => {
    const known = places.get(feature);
    if (known === undefined) places.set(feature, { order, at: [at] });
    else known.at.push(at);
  };
  ids.forEach((id, at) => {
    if (id >= FIRST_WORD_ID) note(id, 1, at);
    ngramIds.forEach((found, k) => {
      if (found[at]! > 0) note(starts[k]! + found[at]!, orders[k]!, at);
    });
  });
  for (const [feature, { order, at }] of places) {
    for (const place of at) add(order, place, weights[feature]! / at.length);
  }
}
