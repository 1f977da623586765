/** Networks of every recipe's shape, small: stock tfjs builds them from the same topology and predicts the same. */
import * as stock from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { expectClose } from '../kernels/testing/expectClose';
import { RECIPES } from '../recipes';
import type { KerasTopology, NamedWeight } from '../types';
import { plainTraining } from './network';
import { TfNetwork } from './tfNetwork';
import { writeTensors } from './tensorFile';
import { buildTopology, parseTopology, summarise, weightSpecs, type LayerSettings } from './topology';

const SIZES = { numWords: 30, maxLen: 12, embeddingUnits: 6, units: 5, denseUnits: 7 };
const plain: LayerSettings = { ...RECIPES.tutorial.settings, ...SIZES };
const phrases = { numBigrams: 11, numTrigrams: 8 };

const CASES: { title: string; settings: LayerSettings }[] = [
  { title: 'max+mean', settings: { ...plain, pooling: 'maxMean' } },
  { title: 'max over three layers', settings: { ...plain, pooling: 'max', lstmLayers: 3 } },
  { title: 'the last states of two directions', settings: { ...plain, direction: 'both' } },
  {
    title: 'two directions over phrases',
    settings: {
      ...plain,
      ...phrases,
      direction: 'both',
      pooling: 'maxMean',
      lstmLayers: 1,
      embeddingDropout: 0.3,
      headDropout: 0.4,
    },
  },
  { title: 'the mean of words', settings: { ...plain, lstmLayers: 0, pooling: 'mean', denseUnits: 0 } },
  {
    title: 'the mean of words and pairs',
    settings: { ...plain, numBigrams: 9, lstmLayers: 0, pooling: 'mean', denseUnits: 0, headDropout: 0.2 },
  },
];

beforeAll(() => stock.setBackend('cpu'));

function randomWeights(topology: KerasTopology): NamedWeight[] {
  const random = new Random(7, 'weights');
  return weightSpecs(topology).map(({ name, shape }) => {
    const values = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      () => 0.4 * random.normal(),
    );
    // The row of "no n-gram" adds nothing.
    if (name.startsWith('embedding_')) values.fill(0, 0, shape[1]);
    return { name, shape, values };
  });
}

async function stockModel(topology: KerasTopology, weights: NamedWeight[]): Promise<stock.LayersModel> {
  const { specs, bytes } = writeTensors(weights);
  return stock.loadLayersModel(
    stock.io.fromMemory({
      modelTopology: topology,
      weightSpecs: specs,
      weightData: Uint8Array.from(bytes).buffer,
    }),
  );
}

describe.each(CASES)('$title', ({ settings }) => {
  const topology = buildTopology(settings);
  const weights = randomWeights(topology);

  it('is read back from JSON', () => {
    expect(parseTopology(JSON.parse(JSON.stringify(topology)))).toEqual(topology);
  });

  it('has the shapes, names and parameters that tfjs gives', async () => {
    const model = await stockModel(topology, weights);
    expect(weightSpecs(topology)).toEqual(
      model.weights.map(({ originalName, shape }) => ({ name: originalName, shape })),
    );
    expect(summarise(topology).map(({ name, numParams }) => [name, numParams])).toEqual(
      model.layers.map((layer) => [layer.name, layer.countParams()]),
    );
    expect(summarise(topology).map(({ outputShape }) => outputShape)).toEqual(
      model.layers.map(({ outputShape }) => `[${String(outputShape).split(',').map(asNull).join(',')}]`),
    );
    model.dispose();
  });

  it.each([1, 2, 9])('predicts an unpadded review of %i words as tfjs does', async (steps) => {
    const random = new Random(steps, 'review');
    const tables = [settings.numWords, settings.numBigrams + 1, settings.numTrigrams + 1].filter(
      (n) => n > 1,
    );
    const [ids, ...ngramIds] = tables.map((numRows) =>
      Int32Array.from({ length: steps }, () => random.int(numRows)),
    );
    const model = await stockModel(topology, weights);
    const inputs = [ids!, ...ngramIds].map((values) => stock.tensor2d(values, [1, steps], 'int32'));
    const output = model.predict(inputs.length === 1 ? inputs[0]! : inputs) as stock.Tensor;
    const network = new TfNetwork(topology, weights, plainTraining(0.01));
    const batch = {
      size: 1,
      steps,
      ids: ids!,
      ngramIds,
      lengths: Int32Array.of(steps),
      labels: Uint8Array.of(1),
    };
    const probabilities = await network.predictBatch(batch);
    expect(Math.abs(probabilities[0]! - 0.5)).toBeGreaterThan(1e-3);
    expectClose(probabilities, await output.data(), { atol: 1e-6, rtol: 1e-5 });
    network.dispose();
    model.dispose();
  });
});

/** `String` leaves null out. */
const asNull = (part: string): string => (part === '' ? 'null' : part);
