/** In which settings runs differ, in the page's own words. Pure. */
import { RECIPES } from '../../recipes';
import type { RunSummary, Settings } from '../../types';
import { NUMBER_RULES, type NumberSetting } from '../settings';

export interface Difference {
  label: string;
  /** One for each run. */
  values: string[];
}

type ChoiceSetting = Exclude<keyof Settings, NumberSetting>;

/** Label, and every value in words; null where the value is its own word. */
const CHOICES: { [Key in ChoiceSetting]: { label: string; words: Record<Settings[Key], string> } } = {
  dataset: { label: 'Data', words: { imdb: 'Film reviews', sentences: 'Sentences' } },
  recipe: {
    label: 'Recipe',
    words: {
      tutorial: RECIPES.tutorial.title,
      fast: RECIPES.fast.title,
      tuned: RECIPES.tuned.title,
      best: RECIPES.best.title,
      combined: RECIPES.combined.title,
      linear: RECIPES.linear.title,
      mean: RECIPES.mean.title,
    },
  },
  branches: {
    label: 'Parts of the model',
    words: { network: 'network', linear: 'linear model', both: 'network and linear model' },
  },
  embeddingStart: {
    label: 'Start of the vectors',
    words: { random: 'random', cooccurrence: 'co-occurrence' },
  },
  direction: { label: 'Direction', words: { forward: 'forward', both: 'both ways' } },
  pooling: {
    label: 'Pooling',
    words: { last: 'last state', max: 'maximum', mean: 'mean', maxMean: 'maximum and mean' },
  },
  readout: { label: 'Read-out', words: { lastWord: 'after the last word', lastStep: 'after the padding' } },
  schedule: { label: 'Learning rate over time', words: { constant: 'constant', cosine: 'cosine' } },
  truncating: { label: 'Long reviews', words: { pre: 'keep the end', post: 'keep the start' } },
  padding: { label: 'Padding', words: { pre: 'before', post: 'after' } },
  backend: {
    label: 'Backend, as chosen',
    words: { auto: 'automatic', webgl: 'WebGL', webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' },
  },
};

const CHOICE_SETTINGS = Object.keys(CHOICES) as ChoiceSetting[];
const NUMBER_SETTINGS = Object.keys(NUMBER_RULES) as NumberSetting[];

const wordOf = (setting: ChoiceSetting, value: string): string =>
  (CHOICES[setting].words as Record<string, string>)[value] ?? value;

const numberInWords = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });

/** Only what is not the same in all of them: settings first, then what the browser made of them. */
export function runDifferences(runs: readonly RunSummary[]): Difference[] {
  const all = [
    ...CHOICE_SETTINGS.map((setting) =>
      compare(CHOICES[setting].label, runs, ({ settings }) => wordOf(setting, settings[setting])),
    ),
    ...NUMBER_SETTINGS.map((setting) =>
      compare(NUMBER_RULES[setting].label, runs, ({ settings }) => numberInWords(settings[setting])),
    ),
    compare('Version of the data', runs, ({ datasetHash }) => datasetHash.slice(0, 8)),
    compare('Backend, as it ran', runs, ({ backend }) => backend.title),
    compare('End', runs, ({ outcome }) => (outcome === 'finished' ? 'finished' : 'stopped early')),
  ];
  return all.filter(({ values }) => new Set(values).size > 1);
}

function compare(
  label: string,
  runs: readonly RunSummary[],
  valueOf: (run: RunSummary) => string,
): Difference {
  return { label, values: runs.map(valueOf) };
}
