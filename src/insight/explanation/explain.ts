/** Why a model says what it says of a review. */
import { ordersOf } from '../../data/features/featureMaker';
import type { Explanation, ExplanationMethod } from '../../insightTypes';
import { EVEN_BLEND } from '../../model/blendFit';
import type { EncodedReviews } from '../../types';
import type { Work } from '../calls';
import type { InsightModel } from '../insightModel';
import { judgeEncoded } from '../judgeReviews';
import { seeReview, type SeenReview } from '../seenReview';
import { linearShares } from './linearShares';
import { networkShares } from './networkShares';
import { Shares } from './shares';

export async function explain(
  model: InsightModel,
  words: string[],
  method: ExplanationMethod,
  work: Work,
): Promise<Explanation> {
  const start = performance.now();
  const seen = seeReview(model, words);
  const explained = await METHODS[method](model, seen, work);
  return { method, words: seen.words, ...explained, elapsedMs: performance.now() - start };
}

type Explained = Omit<Explanation, 'method' | 'words' | 'elapsedMs'>;

const METHODS: Record<
  ExplanationMethod,
  (model: InsightModel, seen: SeenReview, work: Work) => Promise<Explained>
> = { integratedGradients: byGradients, leaveOneOut: byLeavingOut };

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017, https://arxiv.org/abs/1703.01365) of the network, from a
 * review of the same length whose vectors are zeros: `x * mean of dF(a x)/dx over a in [0, 1]`. A linear model's part
 * is exact: the weights of the features that are present, whose baseline is a review without any.
 */
async function byGradients(model: InsightModel, seen: SeenReview, work: Work): Promise<Explained> {
  const { hasNetwork, parts } = model;
  const shares = new Shares(seen.words.map(({ word }) => word));
  const [logOdds] = await model.score(seen.review);
  const linear = seen.review.features === undefined ? null : parts.linear;
  const blend =
    linear === null
      ? { network: 1, linear: 0, bias: 0 }
      : hasNetwork
        ? (parts.blend ?? EVEN_BLEND)
        : { network: 0, linear: 1, bias: 0 };
  let baseline = blend.bias;
  if (hasNetwork) {
    const atStart = await networkShares(model, seen, work, (order, last, share) =>
      shares.add(order, last, blend.network * share),
    );
    baseline += blend.network * atStart;
  }
  if (linear !== null) {
    const review = {
      ids: seen.ids,
      ngramIds: model.reader.ngramsOf(seen.ids),
      orders: ordersOf(parts.settings),
      sizes: parts.ngrams.map(({ length }, k) => length / ordersOf(parts.settings)[k]!),
      numWords: parts.settings.numWords,
    };
    linearShares(linear, review, (order, at, share) =>
      shares.add(order, at - 1 - seen.first, blend.linear * share),
    );
    baseline += blend.linear * linear.bias;
  }
  const contributions = shares.ofWords();
  const sum = contributions.reduce((a, b) => a + b, shares.rest);
  return {
    contributions: Float32Array.from(contributions),
    parts: shares.ofParts(),
    logOdds: logOdds!,
    baselineLogOdds: baseline,
    rest: shares.rest,
    completenessError: Math.abs(sum - (logOdds! - baseline)),
  };
}

/** By how much the log-odds fall when the word is taken out of the whole review. */
async function byLeavingOut(model: InsightModel, seen: SeenReview, work: Work): Promise<Explained> {
  const [logOdds] = await model.score(seen.review);
  const total = seen.words.length;
  const without = (k: number): EncodedReviews =>
    model.reader.readIds(seen.ids.filter((_, at) => at !== seen.first + k + 1));
  const scores = await judgeEncoded(model, total, without, (done) => {
    work.report({ phase: 'Leaving out each word', done, total, unit: 'words' });
    return work.pause();
  });
  return {
    contributions: scores.map((score) => logOdds! - score),
    parts: [],
    logOdds: logOdds!,
    baselineLogOdds: null,
    rest: null,
    completenessError: null,
  };
}
