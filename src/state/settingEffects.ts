/** Which settings change nothing at present, because others leave them nothing to change. Pure. */
import type { Settings } from '../types';

/** Settings of the network and of its training by gradients, neither of which the linear model has. */
const OF_NETWORK: ReadonlySet<keyof Settings> = new Set([
  'embeddingUnits',
  'embeddingStart',
  'lstmLayers',
  'units',
  'direction',
  'pooling',
  'readout',
  'denseUnits',
  'wordDropout',
  'embeddingDropout',
  'inputDropout',
  'recurrentDropout',
  'headDropout',
  'epochs',
  'batchSize',
  'learningRate',
  'schedule',
  'clipNorm',
  'emaDecay',
  'adversarial',
  'labelSmoothing',
  'patience',
]);

/** Settings of the LSTM layers. */
const OF_LSTM: ReadonlySet<keyof Settings> = new Set([
  'units',
  'direction',
  'readout',
  'inputDropout',
  'recurrentDropout',
]);

/** Why a setting has no effect at present, a sentence for people; null where it has one. */
export function withoutEffect(setting: keyof Settings, settings: Settings): string | null {
  if (OF_NETWORK.has(setting) && settings.branches === 'linear') {
    return 'No effect on the linear model.';
  }
  if (OF_LSTM.has(setting) && settings.lstmLayers === 0) return 'No effect: there is no LSTM layer.';
  if (setting === 'readout') return withoutReadout(settings);
  if (setting === 'padding' && !isPaddingRead(settings)) {
    return 'No effect on training: the network of step 3 reads no padding.';
  }
  if (setting === 'patience' && settings.validationShare === 0) {
    return 'No effect: no reviews are held out for validation.';
  }
  return null;
}

function withoutReadout({ pooling, direction, numBigrams, numTrigrams }: Settings): string | null {
  if (pooling !== 'last') return 'No effect: the last layers see more than the last state.';
  if (direction === 'both') return 'No effect: read both ways, a review needs no padding.';
  if (numBigrams > 0 || numTrigrams > 0) return 'No effect: with pairs or triples a review needs no padding.';
  return null;
}

/** Whether the network reads the padding of a short review, as words. */
export const isPaddingRead = (settings: Settings): boolean =>
  withoutEffect('readout', settings) === null && settings.readout === 'lastStep';
