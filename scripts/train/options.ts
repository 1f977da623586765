/** The command line of `npm run train`: every setting of the page's address, and where the report goes. */
import { RECIPE_IDS } from '../../src/recipes';
import { parseAddress } from '../../src/state/address';
import { checkNumber } from '../../src/state/settings';
import type { BrowserFlagOptions } from '../browserFlags';
import { BROWSER_SWITCHES, describeOptions, parseOrExplain, parseTimeout } from '../support/commandLine';

/** Options that set the page, named as in its address, each with what it takes. */
const PAGE_OPTIONS = {
  dataset: 'sentences | imdb',
  recipe: RECIPE_IDS.join(' | '),
  model: 'network | linear | both, the parts of the model',
  epochs: 'how many epochs',
  reviews: 'how many training reviews, validation included; 0 for all',
  vocabulary: 'vocabulary size',
  length: 'review length in ids',
  keep: 'last | first words of a long review',
  padding: 'before | after a short review',
  validation: 'share held out, 0 to 0.9',
  seed: 'a whole number',
  backend: 'auto | webgl | webgpu | wasm | cpu',
  bigrams: 'most word pairs with a vector of their own; 0 for none',
  trigrams: 'most word triples with a vector of their own; 0 for none',
  vector: 'numbers per word',
  start: 'random | cooccurrence, where the vectors of words start',
  layers: 'LSTM layers, 0 to 3',
  units: 'units of each LSTM layer, per direction',
  direction: 'forward | both',
  pooling: 'last | max | mean | maxmean, what the head sees',
  readout: 'word | step, the state that the head reads; with --pooling last',
  dense: 'units of the hidden dense layer; 0 for none',
  worddrop: 'share of the words hidden in training',
  vectordrop: 'dropout of whole columns of the word vectors',
  inputdrop: 'dropout of what goes into each LSTM',
  recurrentdrop: 'dropout of the state from word to word',
  headdrop: 'dropout before each dense layer',
  batch: 'reviews per batch',
  rate: 'learning rate of Adam',
  schedule: 'constant | cosine (with warm-up)',
  clip: 'largest norm of the gradient; 0 for no limit',
  average: 'decay of the moving average of the weights; 0 for none',
  adversarial: 'size of the adversarial disturbance of the vectors; 0 for none',
  smoothing: 'label smoothing, 0 to 0.5',
  patience: 'epochs without a better validation loss until the run ends; 0 for all epochs',
} as const;

export interface TrainOptions {
  /** The page's address after `#`. */
  address: string;
  /** A run for each; null for one run with the address as it is. */
  seeds: number[] | null;
  /** Where the trained model is written; null for nowhere. */
  modelPath: string | null;
  /** Where the JSON report is written; null to print it. */
  jsonPath: string | null;
  /** Longest wait for the whole run, in minutes. */
  timeoutMinutes: number;
  /** Which browser drives the page: on the GPU or in software, in a window or not. */
  browser: BrowserFlagOptions;
}

const OTHER_OPTIONS = {
  seeds: 'several seeds, such as 1,2,3: a run for each, reported with mean and spread',
  save: 'file for the trained model as a zip with weights of one byte',
  json: 'file for the report, its folder made if need be; without it the report is printed',
  timeout: 'minutes until a run is given up (default 120)',
} as const;

export const USAGE = [
  'npm run train -- --dataset sentences --epochs 2 --json report.json',
  ...describeOptions({ ...PAGE_OPTIONS, ...OTHER_OPTIONS, ...BROWSER_SWITCHES }),
].join('\n');

/** Reads the arguments; throws with what is wrong and how to call it. Values are judged as the page judges them. */
export function parseTrainOptions(args: string[]): TrainOptions {
  const names = [...Object.keys(PAGE_OPTIONS), ...Object.keys(OTHER_OPTIONS)];
  const { values, switches } = parseOrExplain(args, names, Object.keys(BROWSER_SWITCHES), USAGE);
  const address = new URLSearchParams();
  for (const name of Object.keys(PAGE_OPTIONS)) {
    const value = values[name];
    if (value !== undefined) address.set(name, value);
  }
  const { problems } = parseAddress(`#${address.toString()}`);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problem.replace(' in the address', '')).join('\n'));
  }
  const seeds = values['seeds'] === undefined ? null : parseSeeds(values['seeds']);
  if (seeds !== null && values['seed'] !== undefined) throw new Error('Give either --seed or --seeds.');
  if (seeds !== null && values['save'] !== undefined) {
    throw new Error('--save writes the model of one run: give one --seed instead of --seeds.');
  }
  return {
    address: address.toString(),
    seeds,
    modelPath: values['save'] ?? null,
    jsonPath: values['json'] ?? null,
    timeoutMinutes: parseTimeout(values['timeout'], 120),
    browser: { usesGpu: switches.has('gpu'), isHeadless: !switches.has('headful') },
  };
}

/** Judged as the page judges a seed. */
function parseSeeds(text: string): number[] {
  const seeds = text.split(',').map((seed) => {
    const checked = checkNumber('seed', seed);
    if (checked.value === null) throw new Error(`--seeds is "${text}": ${checked.problem}`);
    return checked.value;
  });
  if (new Set(seeds).size < seeds.length) throw new Error(`--seeds is "${text}": a seed stands there twice.`);
  return seeds;
}

/** The page's address for one seed of several. */
export function withSeed(address: string, seed: number): string {
  const parameters = new URLSearchParams(address);
  parameters.set('seed', String(seed));
  return parameters.toString();
}
