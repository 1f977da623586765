/** From the training reviews to what a run needs beyond ids: n-grams, features, first vectors. */
import { VerdictError } from '../../errors';
import type { DataSettings, EncodedReviews, FeatureSettings, Progress } from '../../types';
import type { RankedReviews } from '../ranked';
import { FeatureMaker, ordersOf } from './featureMaker';
import { BASE, selectNgrams } from './ngrams';
import { uncutReviews } from './uncutReviews';
import { wordVectors } from './wordVectors';

export interface DerivedFeatures {
  /** As in PreparedData. */
  ngrams?: Int32Array[];
  vectors?: Float32Array[];
  training: Pick<EncodedReviews, 'ngramIds' | 'features'>;
  validation: Pick<EncodedReviews, 'ngramIds' | 'features'>;
}

/**
 * N-grams are chosen, and vectors made, from the training part alone.
 * @param settings what is left out is not derived
 * @param numWords ids that there are: no more than the settings', fewer where the dataset has fewer words
 * @param checkpoint reports progress; may wait, and throws to cancel
 */
export async function deriveFeatures(
  reviews: RankedReviews,
  split: { training: Int32Array; validation: Int32Array },
  idOfRank: Int32Array,
  numWords: number,
  settings: DataSettings & Partial<FeatureSettings>,
  checkpoint: (progress: Progress) => Promise<void>,
): Promise<DerivedFeatures> {
  const { branches = 'network', numBigrams = 0, numTrigrams = 0, embeddingStart = 'random' } = settings;
  const orders = ordersOf(settings);
  const hasLinear = branches !== 'network';
  const wantsVectors = embeddingStart === 'cooccurrence' && branches !== 'linear';
  if (orders.length === 0 && !hasLinear && !wantsVectors) return { training: {}, validation: {} };
  if (orders.length > 0 && settings.numWords > BASE) {
    throw new VerdictError(
      'bad-settings',
      `Word pairs and triples need a vocabulary of at most ${BASE} words, not ${settings.numWords}.`,
    );
  }
  const pauseIn = (phase: string) => (): Promise<void> =>
    checkpoint({ phase, done: 0, total: 0, unit: 'reviews' });
  const uncut = uncutReviews(reviews, split.training, idOfRank);
  const ngrams: Int32Array[] = [];
  for (const order of orders) {
    const phase = order === 2 ? 'Choosing word pairs' : 'Choosing word triples';
    ngrams.push(await selectNgrams(uncut, order, order === 2 ? numBigrams : numTrigrams, pauseIn(phase)));
  }
  const maker = new FeatureMaker({
    settings: { ...settings, numWords: settings.numWords },
    ngrams,
    orders,
    hasLinear,
  });
  const pause = pauseIn('Finding words and phrases');
  await pause();
  const at = maker.ngramsOf(uncut);
  await pause();
  const training = maker.extrasOf(uncut, at);
  await pause();
  const validation = maker.extrasOf(uncutReviews(reviews, split.validation, idOfRank));
  const vectors = wantsVectors
    ? await wordVectors(
        uncut,
        {
          numWords,
          units: settings.embeddingUnits ?? 0,
          seed: settings.seed,
          ngrams: orders.map((order, i) => ({ order, size: ngrams[i]!.length / order, at: at[i]! })),
        },
        pauseIn('Placing words by the company they keep'),
      )
    : null;
  return {
    training,
    validation,
    ...(ngrams.length === 0 ? {} : { ngrams }),
    ...(vectors === null ? {} : { vectors }),
  };
}
