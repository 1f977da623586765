/** Networks of every recipe's shape and way of training: the WASM kernel and tfjs's operations take the same steps. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../data/batches';
import { Random } from '../data/random';
import { expectClose, expectCloseToLargest } from '../kernels/testing/expectClose';
import { RECIPES, type RecipeSettings } from '../recipes';
import { plainTraining, type Network } from './network';
import { exampleBatch, exampleWeights } from './testing/exampleNetwork';
import { TfNetwork } from './tfNetwork';
import { buildTopology } from './topology';
import { WasmNetwork } from './wasmNetwork';

const SIZES = { numWords: 40, maxLen: 12, embeddingUnits: 9, units: 6, denseUnits: 10 };
const phrases = { numBigrams: 12, numTrigrams: 7 };
const small = (settings: RecipeSettings): RecipeSettings => ({ ...settings, ...SIZES });

const CASES: { title: string; settings: RecipeSettings }[] = [
  { title: 'fast, clipped hard', settings: { ...small(RECIPES.fast.settings), clipNorm: 0.01 } },
  {
    title: 'tuned, with smoothed labels',
    settings: { ...small(RECIPES.tuned.settings), labelSmoothing: 0.1 },
  },
  { title: 'best', settings: { ...small(RECIPES.best.settings), ...phrases } },
  {
    title: 'best, disturbed, in two layers',
    settings: { ...small(RECIPES.best.settings), ...phrases, lstmLayers: 2, adversarial: 0.5 },
  },
  {
    title: 'the last states of two directions',
    settings: { ...small(RECIPES.best.settings), ...phrases, pooling: 'last' },
  },
  {
    title: 'mean of words',
    settings: { ...small(RECIPES.mean.settings), ...phrases, denseUnits: 0, numTrigrams: 0 },
  },
  {
    title: 'mean of words, disturbed',
    settings: {
      ...small(RECIPES.mean.settings),
      numBigrams: 0,
      numTrigrams: 0,
      adversarial: 0.3,
      embeddingDropout: 0.2,
    },
  },
];
const LENGTHS = [12, 1, 7, 7, 3, 12, 9, 2, 5];

beforeAll(() => tf.setBackend('cpu'));

describe.each(CASES)('$title', ({ settings }) => {
  const topology = buildTopology(settings);
  const weights = exampleWeights(topology, 5);
  for (const { name, values } of weights) {
    // N-grams as they are after some training; the row of "none" stays zero.
    const random = new Random(3, name);
    if (!name.startsWith('embedding_')) continue;
    for (let i = SIZES.embeddingUnits; i < values.length; i++) values[i] = 0.1 * random.normal();
  }

  function batchAt(step: number): Batch {
    const batch = exampleBatch(SIZES.numWords, LENGTHS, step);
    const random = new Random(step, 'ngrams');
    const ngramIds = [settings.numBigrams, settings.numTrigrams]
      .filter((count) => count > 0)
      .map((count) =>
        batch.ids.map((_, at) => {
          const isReal = Math.floor(at / batch.size) < batch.lengths[at % batch.size]!;
          return isReal && random.next() < 0.5 ? 1 + random.int(count) : 0;
        }),
      );
    return { ...batch, ngramIds };
  }

  async function expectAlike(ours: Network, theirs: Network, bound: number): Promise<void> {
    const [actual, expected] = [await ours.readWeights(), await theirs.readWeights()];
    expected.forEach(({ name, values }, i) => expectCloseToLargest(actual[i]!.values, values, bound, name));
    expectCloseToLargest(
      await ours.predictBatch(batchAt(99)),
      await theirs.predictBatch(batchAt(99)),
      bound,
      'probabilities',
    );
  }

  it('predicts the same, and has the same gradients', async () => {
    const ours = new WasmNetwork(topology, weights, { ...settings, learningRate: 1e-4 });
    const theirs = new TfNetwork(topology, weights, { ...settings, learningRate: 1e-4 });
    await expectAlike(ours, theirs, 2e-6);
    const first = { seed: 4, step: 0, wantsNorms: true };
    const { gradientNorms } = await ours.trainBatch(batchAt(0), first);
    const theirNorms = (await theirs.trainBatch(batchAt(0), first)).gradientNorms!;
    expect(theirNorms).toHaveLength(weights.length);
    // A norm may be a small difference of large sums, as a bias's gradient.
    expectClose(gradientNorms!, theirNorms, { atol: 1e-6, rtol: 2e-5 }, 'norms');
    const expected = (await theirs.readOptimizer())!;
    const actual = (await ours.readOptimizer())!;
    expected.slots.forEach(({ name, values }, i) =>
      expectCloseToLargest(actual.slots[i]!.values, values, 2e-5, name),
    );
    ours.dispose();
    theirs.dispose();
  });

  it('trains along the same curve, and its average too', async () => {
    const ours = new WasmNetwork(topology, weights, settings);
    const theirs = new TfNetwork(topology, weights, settings);
    for (let step = 0; step < 15; step++) {
      const randomness = { seed: 4, step, learningRate: 0.002 / (1 + step) };
      const [a, b] = [
        await ours.trainBatch(batchAt(step), randomness),
        await theirs.trainBatch(batchAt(step), randomness),
      ];
      expect(Math.abs(a.loss - b.loss)).toBeLessThanOrEqual(2e-5);
    }
    await expectAlike(ours, theirs, 5e-4);
    ours.dispose();
    theirs.dispose();
  });

  it('forgets nothing that it was trained with: plain training takes other steps', async () => {
    const { learningRate } = settings;
    const ours = new WasmNetwork(topology, weights, settings);
    const plain = new WasmNetwork(topology, weights, plainTraining(learningRate));
    for (let step = 0; step < 3; step++) {
      for (const network of [ours, plain]) await network.trainBatch(batchAt(step), { seed: 4, step });
    }
    const [a, b] = [await ours.readWeights(), await plain.readWeights()];
    expect(a.some(({ values }, i) => values.some((value, k) => value !== b[i]!.values[k]))).toBe(true);
    ours.dispose();
    plain.dispose();
  });
});
