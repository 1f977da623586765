/** The code in a downloaded model's README gives the answers that the page gives, for every kind of model. */
import * as stock from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import { RECIPES } from '../recipes';
import type { ModelBundle, Settings } from '../types';
import { readArchive, writeArchive } from './archive';
import { CODE_END, CODE_START } from './archiveReadme';
import { createNetwork } from './createNetwork';
import { fromBundle } from './currentModel';
import { EMPTY_TOPOLOGY } from './emptyNetwork';
import { Predictor } from './predictor';
import { exampleBundle } from './testing/exampleBundle';
import { toySettings } from './testing/toyData';

const small: Partial<Settings> = {
  numWords: 40,
  maxLen: 6,
  embeddingUnits: 5,
  units: 4,
  denseUnits: 6,
  numBigrams: 60,
  numTrigrams: 50,
};
const CASES: { title: string; changed: Partial<Settings> }[] = [
  { title: 'combined', changed: { ...RECIPES.combined.settings, ...small } },
  { title: 'combined, first words', changed: { ...RECIPES.combined.settings, ...small, truncating: 'post' } },
  { title: 'best', changed: { ...RECIPES.best.settings, ...small } },
  { title: 'linear', changed: { ...RECIPES.linear.settings, ...small, numTrigrams: 0 } },
  {
    title: 'linear on words alone',
    changed: { ...RECIPES.linear.settings, ...small, numBigrams: 0, numTrigrams: 0 },
  },
  { title: 'mean of words', changed: { ...RECIPES.mean.settings, ...small, numTrigrams: 0 } },
  { title: 'fast', changed: { ...RECIPES.fast.settings, ...small, numBigrams: 0, numTrigrams: 0 } },
  {
    title: 'the tutorial’s network and a linear model',
    changed: { ...RECIPES.tutorial.settings, ...small, numBigrams: 0, numTrigrams: 0, branches: 'both' },
  },
];
const WORDS = new Set(['good', 'bad', 'über', "isn't", 'w6', 'w7']);
const TEXTS = [
  'good',
  '',
  'good bad good bad',
  "Isn't it GOOD? unheard bad w6 w7 good bad über",
  'w7 w7 w7 good unheard good good bad w6 bad',
];

beforeAll(() => stock.setBackend('cpu'));
afterEach(() => {
  vi.unstubAllGlobals();
});

function bundleOf(changed: Partial<Settings>): ModelBundle {
  const settings = { ...toySettings, ...changed };
  const bundle = exampleBundle(settings);
  const ids = bundle.vocabulary
    .split('\n')
    .flatMap((word, k) => (WORDS.has(word) ? [FIRST_WORD_ID + k] : []));
  const random = new Random(1, 'phrases');
  const phrases = (count: number, order: number): Int32Array => {
    const keys = new Set<string>();
    while (keys.size < Math.min(count, ids.length ** order)) {
      keys.add(Array.from({ length: order }, () => ids[random.int(ids.length)]).join());
    }
    return Int32Array.from([...keys].flatMap((key) => key.split(',').map(Number)));
  };
  const sizes = [settings.numBigrams, settings.numTrigrams].map((count, i) =>
    Math.min(count, ids.length ** (i + 2)),
  );
  const ngrams = sizes.flatMap((count, i) => (count === 0 ? [] : [phrases(count, i + 2)]));
  const numFeatures = settings.numWords + sizes[0]! + sizes[1]!;
  const linear = { weights: Float32Array.from({ length: numFeatures }, () => random.normal()), bias: 0.25 };
  const isLinear = settings.branches === 'linear';
  const { embeddingUnits } = settings;
  const fitting = exampleBundle({ ...settings, numBigrams: sizes[0]!, numTrigrams: sizes[1]! });
  // The row of "no n-gram" stays zero in training.
  for (const { name, values } of fitting.weights)
    if (name.startsWith('embedding_')) values.fill(0, 0, embeddingUnits);
  return {
    ...fitting,
    meta: {
      ...fitting.meta,
      settings,
      ...(settings.branches === 'both' ? { blend: { network: 0.7, linear: 0.4, bias: -0.1 } } : {}),
    },
    ...(isLinear ? { topology: EMPTY_TOPOLOGY, weights: [], optimizer: null } : {}),
    ...(ngrams.length === 0 ? {} : { ngrams }),
    ...(settings.branches === 'network' ? {} : { linear }),
  };
}

it.each(CASES)('$title', ({ changed }) => expectSameAnswers(bundleOf(changed), false));

it('with weights of one byte', async () => {
  // Tensors of fewer than 1024 values are kept as they are.
  const large = {
    ...RECIPES.combined.settings,
    ...small,
    numWords: 1100,
    embeddingUnits: 7,
    numTrigrams: 200,
  };
  const bundle = bundleOf(large);
  const { linear } = await readArchive(await writeArchive(bundle, { isQuantised: true }), 'small.zip');
  expect(linear!.weights, 'they are inexact').not.toEqual(bundle.linear!.weights);
  await expectSameAnswers(bundle, true);
});

/** The zip's code answers as the model does that is read from the zip. */
async function expectSameAnswers(original: ModelBundle, isQuantised: boolean): Promise<void> {
  const zip = await writeArchive(original, { isQuantised });
  const bundle = await readArchive(zip, 'model.zip');
  const parts = fromBundle(bundle);
  const network = createNetwork(parts.topology, parts.weights, parts.settings);
  const predictor = new Predictor({ ...parts, network, backend: 'cpu', test: null, validation: null });
  const readme = await runReadme(unzipSync(zip));
  const answers = new Set<string>();
  for (const text of TEXTS) {
    const expected = await predictor.predictText(text);
    const actual = await readme.predict(text);
    expect(Math.abs(actual.positive - expected.positive), text).toBeLessThanOrEqual(2e-6);
    expect(Math.abs(actual.negative + actual.positive - 1)).toBeLessThanOrEqual(1e-6);
    answers.add(expected.positive.toFixed(4));
  }
  expect(answers.size).toBeGreaterThan(2);
  network.dispose();
}

interface ReadmeModule {
  predict(text: string): Promise<{ negative: number; positive: number }>;
}

/** Runs the README's module as it stands, its files served from the zip and `tf` taken from the page. */
async function runReadme(files: Record<string, Uint8Array>): Promise<ReadmeModule> {
  const readme = strFromU8(files['README.txt']!);
  const code = readme.slice(readme.indexOf(CODE_START) + CODE_START.length, readme.indexOf(CODE_END));
  vi.stubGlobal('stockTfjs', stock);
  vi.stubGlobal('fetch', (address: string) => {
    const { pathname } = new URL(address, 'http://site/folder/');
    const file = files[pathname.replace(/^\/folder\//, '')];
    return Promise.resolve(
      file === undefined ? new Response(null, { status: 404 }) : new Response(Uint8Array.from(file)),
    );
  });
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const module = new Blob([code.replace(/import .*;/, 'const tf = globalThis.stockTfjs;')], {
    type: 'text/javascript',
  });
  const url = URL.createObjectURL(module);
  try {
    return (await import(/* @vite-ignore */ url)) as ReadmeModule;
  } finally {
    URL.revokeObjectURL(url);
    log.mockRestore();
  }
}
