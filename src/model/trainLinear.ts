/** The linear model of a run, trained before its network. */
import { trainNbSvm } from '../linear/nbSvm';
import type { LinearModel, PreparedData, Settings } from '../types';
import { ngramOrders } from './extras';

/** @returns null where the settings ask for none */
export async function trainLinear(
  settings: Settings,
  { training, ngrams = [] }: PreparedData,
  pause: () => Promise<void>,
): Promise<LinearModel | null> {
  const { features, labels } = training;
  if (settings.branches === 'network' || features === undefined) return null;
  const orders = ngramOrders(settings);
  const numFeatures = ngrams.reduce((sum, words, i) => sum + words.length / orders[i]!, settings.numWords);
  return trainNbSvm(features, labels, { numFeatures, seed: settings.seed }, pause);
}
