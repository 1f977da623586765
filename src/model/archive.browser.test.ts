/** What a downloaded zip is worth elsewhere: stock tfjs loads it, and the README's code runs. */
import * as stock from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeWords, pad, truncate } from '../data/sequences';
import { tokenize } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import type { ModelBundle, Settings } from '../types';
import { readArchive, writeArchive } from './archive';
import { CODE_END, CODE_START } from './archiveReadme';
import { exampleBundle } from './testing/exampleBundle';
import { plainForward } from './testing/plainForward';

const COMBINATIONS = (['lastWord', 'lastStep'] as const).flatMap((readout) =>
  (['pre', 'post'] as const).map((padding) => ({ readout, padding })),
);
const TEXTS = [
  "Isn't it GOOD?<br />bad -- über, good!",
  '',
  '?! ... (\t)\n',
  'good',
  'bad 😀 constructor __proto__ <START> <PAD>',
  Array.from({ length: 30 }, (_, i) => `w${6 + ((i * 7) % 30)}`).join(' '),
];

beforeAll(() => stock.setBackend('cpu'));
afterEach(() => {
  vi.unstubAllGlobals();
});

/** [maxLen] the ids of a text as the page makes them. */
function paddedIds(text: string, { meta, vocabulary }: ModelBundle): Int32Array {
  const { maxLen, truncating, padding } = meta.settings;
  const ids = encodeWords(tokenize(text), Vocabulary.parse(vocabulary));
  return pad(truncate(ids, maxLen, truncating), maxLen, padding);
}

function expected(text: string, bundle: ModelBundle): number[] {
  return plainForward(bundle.weights, paddedIds(text, bundle), bundle.meta.settings.readout === 'lastWord');
}

function expectedPositive(text: string, changed: Partial<Settings>): number {
  return expected(text, exampleBundle(changed))[1]!;
}

/** float32 against float64 over 24 steps of two layers. What a wrong mask changes is at least 1e-4 (last test). */
function expectClose(actual: ArrayLike<number>, reference: number[]): void {
  expect(actual.length).toBe(reference.length);
  reference.forEach((value, i) => {
    const isClose = Math.abs(actual[i]! - value) <= 1e-6 + 1e-5 * Math.abs(value);
    expect(isClose, `${actual[i]} is not close to ${value}`).toBe(true);
  });
}

describe.each(COMBINATIONS)('with readout $readout and padding $padding', (settings) => {
  it('stock tfjs loads model.json and weights.bin and predicts the same', async () => {
    const bundle = exampleBundle(settings);
    await expectStockAnswers(await writeArchive(bundle), bundle);
  });

  it.each(['pre', 'post'] as const)("the README's code predicts texts, truncating %s", async (truncating) => {
    const bundle = exampleBundle({ ...settings, truncating });
    const readme = await runReadme(unzipSync(await writeArchive(bundle)));
    for (const text of TEXTS) {
      const { negative, positive } = await readme.predict(text);
      expectClose([negative, positive], expected(text, bundle));
    }
  });
});

it('stock tfjs reads weights of one byte as they are read here', async () => {
  const bundle = exampleBundle({ numWords: 1000, embeddingUnits: 7 });
  const zip = await writeArchive(bundle, { isQuantised: true });
  const read = await readArchive(zip, 'small.zip');
  expect(read.weights[0]!.values, 'they are inexact').not.toEqual(bundle.weights[0]!.values);
  await expectStockAnswers(zip, read);
});

async function expectStockAnswers(zip: Uint8Array, bundle: ModelBundle): Promise<void> {
  const files = unzipSync(zip);
  const modelJson = JSON.parse(strFromU8(files['model.json']!)) as stock.io.ModelJSON;
  const model = await stock.loadLayersModel(
    stock.io.fromMemory({
      ...modelJson,
      weightSpecs: modelJson.weightsManifest.flatMap(({ weights }) => weights),
      weightData: Uint8Array.from(files['weights.bin']!).buffer,
    }),
  );
  const rows = TEXTS.map((text) => [...paddedIds(text, bundle)]);
  const output = model.predict(stock.tensor2d(rows, undefined, 'int32')) as stock.Tensor;
  const probabilities = await output.data();
  TEXTS.forEach((text, i) => expectClose(probabilities.slice(2 * i, 2 * i + 2), expected(text, bundle)));
  model.dispose();
  output.dispose();
}

it('the texts and combinations can tell wrong results from right ones', () => {
  const results = COMBINATIONS.map((settings) => expectedPositive('good', settings));
  // With a mask it makes no difference on which side the padding stands; every other pair differs.
  expect(results[0]).toBe(results[1]);
  const [masked, , pre, post] = results as [number, number, number, number];
  const long = TEXTS.at(-1)!;
  const pairs = [
    [masked, pre],
    [masked, post],
    [pre, post],
    [expectedPositive(long, { truncating: 'pre' }), expectedPositive(long, { truncating: 'post' })],
  ] as const;
  for (const [a, b] of pairs) expect(Math.abs(a - b)).toBeGreaterThan(1e-4);
});

interface ReadmeModule {
  predict(text: string): Promise<{ negative: number; positive: number }>;
}

/** Runs the README's module as it stands, its files served from the zip and `tf` taken from the page. */
async function runReadme(files: Record<string, Uint8Array>): Promise<ReadmeModule> {
  const readme = strFromU8(files['README.txt']!);
  const code = readme.slice(readme.indexOf(CODE_START) + CODE_START.length, readme.indexOf(CODE_END));
  const importLine = "import * as tf from '@tensorflow/tfjs';";
  expect(code).toContain(importLine);
  vi.stubGlobal('stockTfjs', stock);
  vi.stubGlobal('fetch', (address: string) => {
    // As if the page stood in a folder of a site: an address at the site's root finds nothing.
    const { pathname } = new URL(address, 'http://site/folder/');
    const name = pathname.replace(/^\/folder\//, '');
    const file = files[name];
    const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    return Promise.resolve(
      file === undefined
        ? new Response(null, { status: 404 })
        : new Response(Uint8Array.from(file), { headers: { 'Content-Type': type } }),
    );
  });
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const module = new Blob([code.replace(importLine, 'const tf = globalThis.stockTfjs;')], {
    type: 'text/javascript',
  });
  const url = URL.createObjectURL(module);
  try {
    const loaded = (await import(/* @vite-ignore */ url)) as ReadmeModule;
    expect(log).toHaveBeenCalledOnce();
    return loaded;
  } finally {
    URL.revokeObjectURL(url);
    log.mockRestore();
  }
}
