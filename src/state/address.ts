/**
 * Settings in the page's address: `#dataset=imdb&epochs=1&reviews=2000`, so that a link reproduces a run.
 * Pure: strings in, settings out.
 */
import type { Settings } from '../types';
import { RECIPE_IDS } from '../recipes';
import { checkNumber, DEFAULT_SETTINGS, withRecipe, type NumberSetting } from './settings';

const NUMBERS: Record<string, NumberSetting> = {
  epochs: 'epochs',
  reviews: 'numReviews',
  vocabulary: 'numWords',
  length: 'maxLen',
  validation: 'validationShare',
  seed: 'seed',
  batch: 'batchSize',
  rate: 'learningRate',
  bigrams: 'numBigrams',
  trigrams: 'numTrigrams',
  vector: 'embeddingUnits',
  layers: 'lstmLayers',
  units: 'units',
  dense: 'denseUnits',
  worddrop: 'wordDropout',
  vectordrop: 'embeddingDropout',
  inputdrop: 'inputDropout',
  recurrentdrop: 'recurrentDropout',
  headdrop: 'headDropout',
  clip: 'clipNorm',
  average: 'emaDecay',
  adversarial: 'adversarial',
  smoothing: 'labelSmoothing',
  patience: 'patience',
};

type ChoiceSetting = Exclude<keyof Settings, NumberSetting>;

/** Parameter -> setting, and each word that may stand there -> value. */
const CHOICES: Record<string, { setting: ChoiceSetting; values: Record<string, string> }> = {
  dataset: { setting: 'dataset', values: { imdb: 'imdb', sentences: 'sentences' } },
  recipe: { setting: 'recipe', values: Object.fromEntries(RECIPE_IDS.map((id) => [id, id])) },
  model: { setting: 'branches', values: { network: 'network', linear: 'linear', both: 'both' } },
  start: { setting: 'embeddingStart', values: { random: 'random', cooccurrence: 'cooccurrence' } },
  direction: { setting: 'direction', values: { forward: 'forward', both: 'both' } },
  pooling: { setting: 'pooling', values: { last: 'last', max: 'max', mean: 'mean', maxmean: 'maxMean' } },
  schedule: { setting: 'schedule', values: { constant: 'constant', cosine: 'cosine' } },
  keep: { setting: 'truncating', values: { last: 'pre', first: 'post' } },
  padding: { setting: 'padding', values: { after: 'post', before: 'pre' } },
  readout: { setting: 'readout', values: { word: 'lastWord', step: 'lastStep' } },
  backend: {
    setting: 'backend',
    values: { auto: 'auto', webgl: 'webgl', webgpu: 'webgpu', wasm: 'wasm', cpu: 'cpu' },
  },
};

/** Every parameter that an address can name. */
export const PARAMETERS: readonly string[] = [...Object.keys(CHOICES), ...Object.keys(NUMBERS)];

export interface ParsedAddress {
  /** Complete: what the address does not name, or names badly, has the value of its recipe or its default. */
  settings: Settings;
  /** Settings that the address names with a good value. */
  named: Set<keyof Settings>;
  /** One sentence for each value that was not taken. */
  problems: string[];
}

/** Reads a location's hash. A hash without `=` is a plain anchor and says nothing. */
export function parseAddress(hash: string): ParsedAddress {
  const changes: Record<string, string | number> = {};
  const named = new Set<keyof Settings>();
  const problems: string[] = [];
  const text = hash.replace(/^#/, '');
  const parameters = new URLSearchParams(text.includes('=') ? text : '');
  for (const [name, value] of parameters) {
    const { setting, parsed, problem } = parseParameter(name, value);
    if (problem !== null) {
      problems.push(problem);
    } else {
      changes[setting] = parsed;
      named.add(setting);
    }
  }
  const changed = changes as unknown as Partial<Settings>;
  const settings = { ...withRecipe(DEFAULT_SETTINGS, changed.recipe ?? DEFAULT_SETTINGS.recipe), ...changed };
  return { settings, named, problems };
}

type ParsedParameter =
  | { setting: keyof Settings; parsed: string | number; problem: null }
  | { setting: null; parsed: null; problem: string };

function parseParameter(name: string, value: string): ParsedParameter {
  const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (number !== undefined) {
    const checked = checkNumber(number, value);
    if (checked.problem === null) return { setting: number, parsed: checked.value, problem: null };
    return rejected(name, value, checked.problem);
  }
  const choice = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  if (choice === undefined) return rejected(name, value, 'There is no setting of that name.');
  const chosen = Object.hasOwn(choice.values, value) ? choice.values[value] : undefined;
  if (chosen !== undefined) return { setting: choice.setting, parsed: chosen, problem: null };
  return rejected(name, value, `It can be ${Object.keys(choice.values).join(', ')}.`);
}

/** Longest value repeated in a message. */
const MAX_SHOWN = 40;

function rejected(name: string, value: string, why: string): ParsedParameter {
  const part = `${name}=${value}`;
  const shown = part.length > MAX_SHOWN ? `${part.slice(0, MAX_SHOWN)}…` : part;
  return { setting: null, parsed: null, problem: `“${shown}” in the address was not used. ${why}` };
}

/** Named whatever their values: without them a link would not say which run it reproduces. */
const ALWAYS: ReadonlySet<keyof Settings> = new Set(['dataset', 'recipe', 'epochs', 'seed']);

/** The hash that stands for these settings: what names a run, and what differs from the recipe and the defaults. */
export function formatAddress(settings: Settings): string {
  const usual = withRecipe(DEFAULT_SETTINGS, settings.recipe);
  const isLeftOut = (setting: keyof Settings): boolean =>
    !ALWAYS.has(setting) && settings[setting] === usual[setting];
  const parts: string[] = [];
  for (const [name, { setting, values }] of Object.entries(CHOICES)) {
    if (isLeftOut(setting)) continue;
    const word = Object.entries(values).find(([, value]) => value === settings[setting])?.[0];
    if (word !== undefined) parts.push(`${name}=${word}`);
  }
  for (const [name, setting] of Object.entries(NUMBERS)) {
    if (!isLeftOut(setting)) parts.push(`${name}=${settings[setting]}`);
  }
  return `#${parts.join('&')}`;
}
