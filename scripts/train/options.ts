/** The command line of `npm run train`: every setting of the page's address, and where the report goes. */
import { parseArgs } from 'node:util';
import { RECIPE_IDS } from '../../src/recipes';
import { parseAddress } from '../../src/state/address';
import type { BrowserFlagOptions } from '../browserFlags';

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
  /** Where the JSON report is written; null to print it. */
  jsonPath: string | null;
  /** Longest wait for the whole run, in minutes. */
  timeoutMinutes: number;
  /** Which browser drives the page: on the GPU or in software, in a window or not. */
  browser: BrowserFlagOptions;
}

/** Options without a value. */
const SWITCHES = {
  gpu: "draw on the machine's GPU; without it WebGL is drawn in software, alike on every machine",
  headful: 'show the browser in a window',
} as const;

export const USAGE = [
  'npm run train -- --dataset sentences --epochs 2 --json report.json',
  ...Object.entries(PAGE_OPTIONS).map(([name, takes]) => `  --${name.padEnd(13)} ${takes}`),
  '  --json          file for the report, its folder made if need be; without it the report is printed',
  '  --timeout       minutes until a run is given up (default 120)',
  ...Object.entries(SWITCHES).map(([name, does]) => `  --${name.padEnd(13)} ${does}`),
].join('\n');

/** Reads the arguments; throws with what is wrong and how to call it. Values are judged as the page judges them. */
export function parseTrainOptions(args: string[]): TrainOptions {
  const names = [...Object.keys(PAGE_OPTIONS), 'json', 'timeout'];
  const { values, switches } = parseOrExplain(args, names, Object.keys(SWITCHES));
  const address = new URLSearchParams();
  for (const name of Object.keys(PAGE_OPTIONS)) {
    const value = values[name];
    if (value !== undefined) address.set(name, value);
  }
  const { problems } = parseAddress(`#${address.toString()}`);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problem.replace(' in the address', '')).join('\n'));
  }
  const timeoutMinutes = Number(values['timeout'] ?? 120);
  if (!(timeoutMinutes > 0)) {
    throw new Error(`--timeout is "${values['timeout']}"; give a number of minutes above 0.`);
  }
  return {
    address: address.toString(),
    jsonPath: values['json'] ?? null,
    timeoutMinutes,
    browser: { usesGpu: switches.has('gpu'), isHeadless: !switches.has('headful') },
  };
}

/** Values by name, and the switches that are on. */
function parseOrExplain(
  args: string[],
  names: string[],
  switchNames: string[],
): { values: Record<string, string | undefined>; switches: Set<string> } {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...switchNames.map((name) => [name, { type: 'boolean' as const }]),
  ]) as Record<string, { type: 'string' | 'boolean' }>;
  try {
    const parsed = Object.entries(parseArgs({ args, options, strict: true, allowPositionals: false }).values);
    return {
      values: Object.fromEntries(
        parsed.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
      switches: new Set(parsed.filter(([, value]) => value === true).map(([name]) => name)),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, {
      cause: error,
    });
  }
}
