import { describe, expect, it } from 'vitest';
import { RECIPE_IDS } from '../recipes';
import type { Settings } from '../types';
import { withoutEffect } from './settingEffects';
import { DEFAULT_SETTINGS, withRecipe } from './settings';

const reason = (setting: keyof Settings, change: Partial<Settings>): string | null =>
  withoutEffect(setting, { ...DEFAULT_SETTINGS, ...change });

describe('withoutEffect', () => {
  it('leaves all settings of the tutorial’s network their effect, but padding that is not read', () => {
    for (const setting of Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]) {
      if (setting !== 'padding') expect(reason(setting, {}), setting).toBeNull();
    }
    expect(reason('padding', {})).toMatch(/reads no padding/);
    expect(reason('padding', { readout: 'lastStep' })).toBeNull();
    expect(reason('padding', { readout: 'lastStep', pooling: 'max' })).toMatch(/reads no padding/);
  });

  it('knows what LSTM layers are for', () => {
    for (const setting of ['units', 'direction', 'readout', 'inputDropout', 'recurrentDropout'] as const) {
      expect(reason(setting, { lstmLayers: 0, pooling: 'mean' }), setting).toMatch(/no LSTM layer/);
    }
    expect(reason('headDropout', { lstmLayers: 0, pooling: 'mean' })).toBeNull();
  });

  it('reads out a state only where there is a choice of states', () => {
    expect(reason('readout', { pooling: 'maxMean' })).toMatch(/more than the last state/);
    expect(reason('readout', { direction: 'both' })).toMatch(/both ways/);
    expect(reason('readout', { numTrigrams: 5 })).toMatch(/triples/);
  });

  it('takes the network’s settings for nothing where there is no network, and keeps the linear model’s', () => {
    const linear = withRecipe(DEFAULT_SETTINGS, 'linear');
    for (const setting of ['units', 'epochs', 'wordDropout', 'schedule', 'embeddingStart'] as const) {
      expect(withoutEffect(setting, linear), setting).toMatch(/linear model/);
    }
    for (const setting of ['branches', 'numBigrams', 'numTrigrams', 'numWords', 'seed'] as const) {
      expect(withoutEffect(setting, linear), setting).toBeNull();
    }
    expect(withoutEffect('units', withRecipe(DEFAULT_SETTINGS, 'combined'))).toBeNull();
  });

  it('waits for a better validation loss only where there is one', () => {
    expect(reason('patience', { validationShare: 0 })).toMatch(/held out/);
  });

  it.each(RECIPE_IDS)('leaves the choice of the model open in the recipe %s', (id) => {
    expect(withoutEffect('branches', withRecipe(DEFAULT_SETTINGS, id))).toBeNull();
  });
});
