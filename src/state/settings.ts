/** What the user can set: defaults, bounds and the messages for values outside them. Pure. */
import type { DataSettings, Settings } from '../types';

/** The tutorial's values. The dataset is replaced when its files are not there. */
export const DEFAULT_SETTINGS: Settings = {
  dataset: 'imdb',
  numWords: 12_000,
  maxLen: 256,
  truncating: 'pre',
  padding: 'post',
  validationShare: 0.2,
  numReviews: 0,
  seed: 1,
  recipe: 'tutorial',
  readout: 'lastWord',
  backend: 'auto',
  epochs: 12,
  batchSize: 64,
  learningRate: 0.001,
};

export type NumberSetting =
  'numWords' | 'maxLen' | 'validationShare' | 'numReviews' | 'seed' | 'epochs' | 'batchSize' | 'learningRate';

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

/**
 * What a run must share with the model that it goes on from: its words, lengths and layers, and the split,
 * since with another one the model would be validated on reviews that it has trained on.
 */
export function settingsToContinue({ recipe, readout, ...model }: Settings): Partial<Settings> {
  return { ...dataSettings(model), recipe, readout };
}
