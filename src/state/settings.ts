/** What the user can set: defaults, bounds and the messages for values outside them. Pure. */
import { RECIPES } from '../recipes';
import type { DataSettings, FeatureSettings, RecipeId, Settings } from '../types';

/** The tutorial's values. The dataset is replaced when its files are not there. */
export const DEFAULT_SETTINGS: Settings = {
  dataset: 'imdb',
  truncating: 'pre',
  padding: 'post',
  numReviews: 0,
  seed: 1,
  recipe: 'tutorial',
  backend: 'auto',
  ...RECIPES.tutorial.settings,
};

/** The settings whose values are numbers. */
export type NumberSetting = {
  [Key in keyof Settings]: Settings[Key] extends number ? Key : never;
}[keyof Settings];

export interface NumberRule {
  /** Name of the field on the page and in messages. */
  label: string;
  min: number;
  max: number;
  isInteger: boolean;
  /** Said after the bounds, where they need it. */
  hint?: string;
}

export const NUMBER_RULES: Record<NumberSetting, NumberRule> = {
  numWords: { label: 'Vocabulary size', min: 10, max: 100_000, isInteger: true },
  maxLen: { label: 'Review length', min: 2, max: 1024, isInteger: true },
  validationShare: { label: 'Validation share', min: 0, max: 0.9, isInteger: false },
  numReviews: { label: 'Training reviews', min: 0, max: 1_000_000, isInteger: true, hint: '0 means all' },
  seed: { label: 'Seed', min: 0, max: 2_147_483_647, isInteger: true },
  epochs: { label: 'Epochs', min: 1, max: 1000, isInteger: true },
  batchSize: { label: 'Batch size', min: 1, max: 1024, isInteger: true },
  learningRate: { label: 'Learning rate', min: 0.000_001, max: 1, isInteger: false },
  numBigrams: { label: 'Word pairs', min: 0, max: 200_000, isInteger: true, hint: '0 means none' },
  numTrigrams: { label: 'Word triples', min: 0, max: 200_000, isInteger: true, hint: '0 means none' },
  embeddingUnits: { label: 'Numbers per word', min: 2, max: 256, isInteger: true },
  lstmLayers: { label: 'LSTM layers', min: 0, max: 3, isInteger: true },
  units: { label: 'Units per layer', min: 1, max: 256, isInteger: true },
  denseUnits: { label: 'Dense units', min: 0, max: 1024, isInteger: true, hint: '0 leaves the layer out' },
  wordDropout: { label: 'Word dropout', min: 0, max: 0.9, isInteger: false },
  embeddingDropout: { label: 'Vector dropout', min: 0, max: 0.9, isInteger: false },
  inputDropout: { label: 'Input dropout', min: 0, max: 0.9, isInteger: false },
  recurrentDropout: { label: 'Recurrent dropout', min: 0, max: 0.9, isInteger: false },
  headDropout: { label: 'Head dropout', min: 0, max: 0.9, isInteger: false },
  clipNorm: { label: 'Gradient limit', min: 0, max: 1000, isInteger: false, hint: '0 means no limit' },
  emaDecay: { label: 'Weight averaging', min: 0, max: 0.999, isInteger: false, hint: '0 means none' },
  adversarial: { label: 'Disturbance', min: 0, max: 5, isInteger: false, hint: '0 means none' },
  labelSmoothing: { label: 'Label smoothing', min: 0, max: 0.5, isInteger: false },
  patience: { label: 'Patience', min: 0, max: 1000, isInteger: true, hint: '0 trains every epoch' },
};

export type Checked = { value: number; problem: null } | { value: null; problem: string };

const inWords = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });

/** Reads a number as typed in a field or in the address; says what is wrong with it and what is allowed. */
export function checkNumber(setting: NumberSetting, text: string): Checked {
  const { label, min, max, isInteger, hint } = NUMBER_RULES[setting];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= min && value <= max && (!isInteger || Number.isInteger(value))) {
    return { value, problem: null };
  }
  const kind = isInteger ? 'a whole number' : 'a number';
  const note = hint === undefined ? '' : ` (${hint})`;
  return { value: null, problem: `${label} must be ${kind} from ${inWords(min)} to ${inWords(max)}${note}.` };
}

/** The part of the settings that the preprocess worker needs. */
export function dataSettings(settings: DataSettings): DataSettings {
  const { dataset, numWords, maxLen, truncating, padding, validationShare, numReviews, seed } = settings;
  return { dataset, numWords, maxLen, truncating, padding, validationShare, numReviews, seed };
}

export function featureSettings(settings: FeatureSettings): FeatureSettings {
  const { branches, numBigrams, numTrigrams, embeddingUnits, embeddingStart } = settings;
  return { branches, numBigrams, numTrigrams, embeddingUnits, embeddingStart };
}

/** The settings with all that a recipe decides. */
export const withRecipe = (settings: Settings, recipe: RecipeId): Settings => ({
  ...settings,
  recipe,
  ...RECIPES[recipe].settings,
});

/** What a change of recipe would set otherwise than it is, by what the user has changed of it. */
export function isChangedRecipe(settings: Settings): boolean {
  return Object.entries(RECIPES[settings.recipe].settings).some(
    ([key, value]) => settings[key as keyof Settings] !== value,
  );
}

/**
 * What a run must share with the model that it goes on from: its words, lengths and layers, and the split,
 * since with another one the model would be validated on reviews that it has trained on.
 */
export function settingsToContinue(model: Settings): Partial<Settings> {
  const { readout, lstmLayers, units, direction, pooling, denseUnits } = model;
  const layers = { readout, lstmLayers, units, direction, pooling, denseUnits };
  return { ...dataSettings(model), ...featureSettings(model), ...layers };
}
