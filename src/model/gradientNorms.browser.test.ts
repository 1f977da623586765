/** Asking for the norms of the gradients changes nothing but the answer. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { RECIPES } from '../recipes';
import type { BatchMetrics } from '../types';
import type { BatchResult, Network, TrainingOptions } from './network';
import { Session } from './session';
import { exampleBatch, exampleWeights } from './testing/exampleNetwork';
import { toyData, toySettings } from './testing/toyData';
import { TfNetwork } from './tfNetwork';
import { buildTopology, weightSpecs } from './topology';
import { WasmNetwork } from './wasmNetwork';

const settings = {
  ...RECIPES.best.settings,
  numWords: 23,
  maxLen: 9,
  embeddingUnits: 5,
  units: 7,
  denseUnits: 3,
  numBigrams: 0,
  numTrigrams: 0,
  clipNorm: 0.02,
  adversarial: 0.4,
};
const topology = buildTopology(settings);
const weights = exampleWeights(topology, 2);
const LENGTHS = [9, 1, 4, 4, 7, 0, 9];
const NUM_STEPS = 4;

beforeAll(() => tf.setBackend('cpu'));

describe.each([
  ['WASM', (options: TrainingOptions): Network => new WasmNetwork(topology, weights, options)],
  ['tfjs', (options: TrainingOptions): Network => new TfNetwork(topology, weights, options)],
] as const)('on %s', (_, create) => {
  async function train(wantsNorms: boolean, clipNorm = settings.clipNorm): Promise<[BatchResult[], unknown]> {
    const network = create({ ...settings, clipNorm });
    const results: BatchResult[] = [];
    for (let step = 0; step < NUM_STEPS; step++) {
      const batch = exampleBatch(settings.numWords, LENGTHS, step);
      results.push(await network.trainBatch(batch, { seed: 4, step, wantsNorms }));
    }
    const state = [await network.readWeights(), await network.readOptimizer()];
    network.dispose();
    return [results, state];
  }

  it('a run with norms is the run without them, to the bit', async () => {
    const { numTensors } = tf.memory();
    const [withNorms, after] = await train(true);
    const [without, expected] = await train(false);
    expect(after).toEqual(expected);
    expect(without.every((result) => !('gradientNorms' in result))).toBe(true);
    expect(withNorms.map(({ loss, numCorrect }) => ({ loss, numCorrect }))).toEqual(without);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('they are those before clipping', async () => {
    const [[clipped], [free]] = [(await train(true))[0], (await train(true, 0))[0]];
    expect(clipped!.gradientNorms).toEqual(free!.gradientNorms);
    expect(Math.hypot(...clipped!.gradientNorms!)).toBeGreaterThan(settings.clipNorm);
  });
});

describe('a run', () => {
  it('reports them for the first batch of an epoch and every tenth, one for each weight', async () => {
    const session = new Session();
    const batches: BatchMetrics[] = [];
    session.listen((event) => {
      if (event.type === 'batches') batches.push(...event.batches);
    });
    const run = { ...toySettings, epochs: 2 };
    await session.train(run, toyData(run, 400, 16), { continueCurrent: false, preferred: null });
    const { topology: trained } = await session.exportModel();
    const numWeights = weightSpecs(trained).length;
    for (const { batch, gradientNorms } of batches) {
      // Slow batches may report in between.
      if (batch % 10 !== 0 && gradientNorms === undefined) continue;
      expect(gradientNorms).toHaveLength(numWeights);
      expect(gradientNorms!.every((norm) => norm > 0 && Number.isFinite(norm))).toBe(true);
    }
    expect(batches.filter(({ batch }) => batch % 10 === 0)).toHaveLength(2 * 3);
  });
});
