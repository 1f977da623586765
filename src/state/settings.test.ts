import { describe, expect, it } from 'vitest';
import { RECIPE_IDS, RECIPES } from '../recipes';
import {
  checkNumber,
  dataSettings,
  DEFAULT_SETTINGS,
  NUMBER_RULES,
  isChangedRecipe,
  settingsToContinue,
  withRecipe,
  type NumberSetting,
} from './settings';

const SETTINGS = Object.keys(NUMBER_RULES) as NumberSetting[];

describe('checkNumber', () => {
  it.each(SETTINGS)('accepts the default and both bounds of %s', (setting) => {
    const { min, max } = NUMBER_RULES[setting];
    for (const value of [DEFAULT_SETTINGS[setting], min, max]) {
      expect(checkNumber(setting, String(value))).toEqual({ value, problem: null });
    }
  });

  it.each(SETTINGS)('refuses what is beside the bounds of %s, by name', (setting) => {
    const { min, max, label } = NUMBER_RULES[setting];
    for (const text of [String(min - 1), String(max + 1), '', ' ', 'many', 'Infinity', 'NaN', '1e999']) {
      const { value, problem } = checkNumber(setting, text);
      expect(value, text).toBeNull();
      expect(problem).toContain(label);
      expect(problem).toContain(max.toLocaleString('en'));
    }
  });

  it('refuses fractions where only whole numbers make sense, and takes them elsewhere', () => {
    expect(checkNumber('epochs', '2.5').value).toBeNull();
    expect(checkNumber('validationShare', '0.25').value).toBe(0.25);
  });

  it('names the smallest learning rate as a number, not as zero', () => {
    expect(checkNumber('learningRate', '0').problem).toBe(
      'Learning rate must be a number from 0.000001 to 1.',
    );
  });
});

it('has the tutorial’s values as defaults', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({
    numWords: 12_000,
    maxLen: 256,
    padding: 'post',
    validationShare: 0.2,
    epochs: 12,
    batchSize: 64,
    learningRate: 0.001,
  });
});

it('hands the preprocess worker its part of the settings and nothing else', () => {
  const part = dataSettings({ ...DEFAULT_SETTINGS, seed: 9, numReviews: 77 });
  expect(Object.keys(part).toSorted()).toEqual(
    [
      'dataset',
      'maxLen',
      'numReviews',
      'numWords',
      'padding',
      'seed',
      'truncating',
      'validationShare',
    ].toSorted(),
  );
  expect(part).toMatchObject({ seed: 9, numReviews: 77 });
});

it('keeps the words, the layers and the split when a model is continued, and leaves the rest free', () => {
  const needed = settingsToContinue({ ...DEFAULT_SETTINGS, maxLen: 99 });
  expect(needed).toMatchObject({ maxLen: 99, numWords: 12_000, readout: 'lastWord', seed: 1 });
  for (const free of ['epochs', 'learningRate', 'batchSize', 'backend']) {
    expect(needed).not.toHaveProperty(free);
  }
});

describe.each(RECIPE_IDS)('the recipe %s', (id) => {
  it('has values that could be typed', () => {
    for (const setting of SETTINGS) {
      const value = withRecipe(DEFAULT_SETTINGS, id)[setting];
      expect(checkNumber(setting, String(value)), setting).toEqual({ value, problem: null });
    }
  });

  it('decides all of its settings, whatever they were, and leaves the data alone', () => {
    const before = { ...DEFAULT_SETTINGS, units: 7, numReviews: 77, dataset: 'sentences', seed: 9 } as const;
    const settings = withRecipe(before, id);
    expect(settings).toMatchObject({ ...RECIPES[id].settings, recipe: id, numReviews: 77, seed: 9 });
    expect(isChangedRecipe(settings)).toBe(false);
    expect(isChangedRecipe({ ...settings, headDropout: 0.123 })).toBe(true);
    expect(isChangedRecipe({ ...settings, numReviews: 5, backend: 'cpu' })).toBe(false);
  });

  it('has shares for its expected accuracies and a time above zero, where they were measured', () => {
    const { validationAccuracy, testAccuracy, seconds } = RECIPES[id].expected;
    for (const accuracy of [validationAccuracy, testAccuracy]) {
      if (accuracy !== null) expect(accuracy).toSatisfy((share: number) => share > 0.5 && share < 1);
    }
    if (seconds !== null) expect(seconds).toBeGreaterThan(0);
  });
});
