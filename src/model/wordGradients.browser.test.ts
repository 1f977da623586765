/** Gradients of the log-odds by the words, through every kind of network. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import type { Batch } from '../data/batches';
import { errorCode } from '../errors';
import { expectClose, expectCloseToLargest } from '../kernels/testing/expectClose';
import { RECIPES, RECIPE_IDS } from '../recipes';
import type { Settings } from '../types';
import { initialWeights } from './currentModel';
import { EmptyNetwork } from './emptyNetwork';
import { plainTraining } from './network';
import { logOdds as logOddsOf } from './scores';
import { toySettings } from './testing/toyData';
import { TfNetwork } from './tfNetwork';
import { buildTopology } from './topology';
import { WasmNetwork } from './wasmNetwork';

beforeAll(() => tf.setBackend('cpu'));

const small = { numWords: 31, numBigrams: 17, numTrigrams: 13, maxLen: 12, embeddingUnits: 5 };
const withNetwork = RECIPE_IDS.filter((id) => RECIPES[id].settings.branches !== 'linear');

/** The recipe's layers in small sizes. */
function settingsOf(id: (typeof RECIPE_IDS)[number]): Settings {
  const { settings } = RECIPES[id];
  return {
    ...toySettings,
    ...settings,
    ...small,
    numBigrams: Math.min(settings.numBigrams, small.numBigrams),
    numTrigrams: Math.min(settings.numTrigrams, small.numTrigrams),
    units: 6,
    denseUnits: Math.min(settings.denseUnits, 7),
  };
}

const LENGTHS = [0, 1, 9, 4, 7, 9, 2];
const SCALES = Float32Array.of(0.3, 1, 0.1, 0.6, 1, 0.9, 1.2);

function batchFor({ numWords, numBigrams, numTrigrams }: Settings): Batch {
  const random = new Random(6, 'batch');
  const [size, steps] = [LENGTHS.length, 9];
  const draw = (limit: number): Int32Array =>
    Int32Array.from({ length: size * steps }, () => random.int(limit));
  const ngramIds = [numBigrams, numTrigrams].filter((count) => count > 0).map((count) => draw(count + 1));
  const labels = new Uint8Array(size);
  return { size, steps, ids: draw(numWords), ngramIds, lengths: Int32Array.from(LENGTHS), labels };
}

describe('gradients by the words', () => {
  it.each(withNetwork)('are the same on tfjs as in the WASM kernel: %s', async (id) => {
    const settings = settingsOf(id);
    const topology = buildTopology(settings);
    const random = new Random(7, 'weights');
    const weights = initialWeights(topology, 7).map(({ name, shape, values }) => ({
      name,
      shape,
      values: values.map((value) => value + 0.3 * random.normal()),
    }));
    const [theirs, ours] = [TfNetwork, WasmNetwork].map(
      (Kind) => new Kind(topology, weights, { ...plainTraining(0.01), emaDecay: settings.emaDecay }),
    ) as [TfNetwork, WasmNetwork];
    const batch = batchFor(settings);
    const { numTensors } = tf.memory();
    const expected = await theirs.wordGradients(batch, SCALES);
    expect(tf.memory().numTensors).toBe(numTensors);
    const actual = await ours.wordGradients(batch, SCALES);
    expect(expected.gradients.length).toBe(batch.steps * batch.size * settings.embeddingUnits);
    expectClose(actual.logOdds, expected.logOdds, { atol: 1e-5, rtol: 1e-5 }, 'log-odds');
    expectCloseToLargest(actual.gradients, expected.gradients, 2e-5, 'gradients');
    for (const network of [theirs, ours]) {
      const whole = await network.wordGradients(batch, new Float32Array(batch.size).fill(1));
      const odds = logOddsOf(await network.predictBatch(batch));
      expectClose(whole.logOdds, odds, { atol: 1e-5, rtol: 1e-5 }, 'log-odds unscaled');
    }
    for (const network of [theirs, ours]) network.dispose();
  });

  it('leave training on tfjs as it was, and are of the average', async () => {
    const settings = settingsOf('best');
    const topology = buildTopology(settings);
    const weights = initialWeights(topology, 3);
    const options = { ...plainTraining(0.05), emaDecay: 0.9 };
    const [asked, plain] = [1, 2].map(() => new TfNetwork(topology, weights, options)) as [
      TfNetwork,
      TfNetwork,
    ];
    const batch = batchFor(settings);
    for (let step = 0; step < 3; step++) {
      await asked.wordGradients(batch, SCALES);
      const losses = [asked, plain].map((network) => network.trainBatch(batch, { seed: 1, step }));
      expect(await losses[0]).toEqual(await losses[1]);
    }
    expect(await asked.readWeights()).toEqual(await plain.readWeights());
    expect(await asked.readOptimizer()).toEqual(await plain.readOptimizer());
    const { logOdds } = await asked.wordGradients(batch, new Float32Array(batch.size).fill(1));
    expectClose(logOdds, logOddsOf(await plain.predictBatch(batch)), { atol: 1e-5, rtol: 1e-5 });
    for (const network of [asked, plain]) network.dispose();
  });

  it('are refused where there is no network, and for a word that there is not', async () => {
    const empty: unknown = await new EmptyNetwork().wordGradients().catch((error: unknown) => error);
    expect(errorCode(empty)).toBe('no-model');
    const topology = buildTopology(settingsOf('tutorial'));
    const network = new WasmNetwork(topology, initialWeights(topology, 1), plainTraining(0));
    const batch = batchFor(settingsOf('tutorial'));
    batch.ids[3] = small.numWords;
    const wrong: unknown = await network.wordGradients(batch, SCALES).catch((error: unknown) => error);
    expect(errorCode(wrong)).toBe('id-out-of-range');
    network.dispose();
  });
});
