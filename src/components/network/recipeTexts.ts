/** What the page says of recipes and of groups of settings, in a few words. Pure. */
import type { Expected } from '../../recipes';
import type { Settings } from '../../types';

/** "about 91.9%, 2 min", or what of it has been measured. */
export function describeExpected({ testAccuracy, seconds }: Expected): string {
  const parts = [
    ...(testAccuracy === null ? [] : [`about ${(100 * testAccuracy).toFixed(1)}%`]),
    ...(seconds === null ? [] : [inTime(seconds)]),
  ];
  return parts.length === 0 ? 'not measured yet' : parts.join(', ');
}

/** Two digits at most: a time on another machine is no promise. */
function inTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = seconds / 60;
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** What is read, in short: "single words, 32 numbers each". */
export function describeWords({ numBigrams, numTrigrams, embeddingUnits, branches }: Settings): string {
  const read = numBigrams + numTrigrams === 0 ? 'single words' : 'words and phrases';
  return branches === 'linear' ? read : `${read}, ${embeddingUnits} numbers each`;
}

const POOLED: Record<Settings['pooling'], string> = {
  last: 'last state',
  max: 'max',
  mean: 'mean',
  maxMean: 'max and mean',
};

/** The network in short: "2 LSTMs of 32, last state". */
export function describeLayers(settings: Settings): string {
  const { branches, lstmLayers, units, direction, pooling } = settings;
  if (branches === 'linear') return 'linear model alone';
  const lstms =
    lstmLayers === 0 ? 'no LSTM' : `${lstmLayers} ${lstmLayers === 1 ? 'LSTM' : 'LSTMs'} of ${units}`;
  const ways = lstmLayers > 0 && direction === 'both' ? ' both ways' : '';
  return `${lstms}${ways}, ${branches === 'both' ? 'and linear' : POOLED[pooling]}`;
}

/** How many measures keep the network from learning the training reviews by heart: "2 in use". */
export function describeRegularisation(settings: Settings): string {
  if (settings.branches === 'linear') return 'no effect';
  const { wordDropout, embeddingDropout, inputDropout, recurrentDropout, headDropout } = settings;
  const measures = [wordDropout, embeddingDropout, headDropout];
  if (settings.lstmLayers > 0) measures.push(inputDropout, recurrentDropout);
  measures.push(settings.labelSmoothing, settings.adversarial, settings.emaDecay);
  return `${measures.filter((strength) => strength > 0).length} in use`;
}
