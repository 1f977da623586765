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

const inWords = (value: number): string => value.toLocaleString('en');

/** What is read: "single words; vectors of 32 numbers". */
export function describeWords(settings: Settings): string {
  const { numBigrams, numTrigrams, embeddingUnits, embeddingStart, branches } = settings;
  const phrases = [
    ...(numBigrams > 0 ? [`${inWords(numBigrams)} pairs`] : []),
    ...(numTrigrams > 0 ? [`${inWords(numTrigrams)} triples`] : []),
  ];
  const units = phrases.length === 0 ? 'single words' : `words, ${phrases.join(', ')}`;
  if (branches === 'linear') return units;
  const start = embeddingStart === 'random' ? 'random' : 'co-occurrence';
  return `${units}; ${embeddingUnits} numbers each, ${start}`;
}

const POOLED: Record<Settings['pooling'], string> = {
  last: 'last state',
  max: 'largest',
  mean: 'mean',
  maxMean: 'largest and mean',
};

/** The network in short: "2 LSTMs of 32 units, last state". */
export function describeLayers(settings: Settings): string {
  const { branches, lstmLayers, units, direction, pooling } = settings;
  if (branches === 'linear') return 'linear model alone';
  const lstms =
    lstmLayers === 0 ? 'no LSTM' : `${lstmLayers} ${lstmLayers === 1 ? 'LSTM' : 'LSTMs'} of ${units} units`;
  const ways = lstmLayers > 0 && direction === 'both' ? ' both ways' : '';
  return `${lstms}${ways}, ${POOLED[pooling]}${branches === 'both' ? '; and the linear model' : ''}`;
}

/** What keeps the network from learning the training reviews by heart: "2 dropouts". */
export function describeRegularisation(settings: Settings): string {
  if (settings.branches === 'linear') return 'no effect';
  const rates = [settings.wordDropout, settings.embeddingDropout, settings.headDropout];
  if (settings.lstmLayers > 0) rates.push(settings.inputDropout, settings.recurrentDropout);
  const numDropouts = rates.filter((rate) => rate > 0).length;
  const parts = [
    ...(numDropouts > 0 ? [`${numDropouts} ${numDropouts === 1 ? 'dropout' : 'dropouts'}`] : []),
    ...(settings.adversarial > 0 ? ['disturbance'] : []),
    ...(settings.emaDecay > 0 ? ['averaging'] : []),
    ...(settings.labelSmoothing > 0 ? ['smoothing'] : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
