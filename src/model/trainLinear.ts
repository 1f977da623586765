/** The linear model of a run, trained before its network. */
import { trainNbSvm } from '../linear/nbSvm';
import type { LinearModel, PreparedData, Settings } from '../types';
import { countFeatures } from './extras';

/** @returns null where the settings ask for none */
export async function trainLinear(
  settings: Settings,
  { training, ngrams = [] }: PreparedData,
  pause: () => Promise<void>,
): Promise<LinearModel | null> {
  const { features, labels } = training;
  if (settings.branches === 'network' || features === undefined) return null;
  const numFeatures = countFeatures(settings, ngrams);
  return trainNbSvm(features, labels, { numFeatures, seed: settings.seed }, pause);
}
