/** Against whole tfjs: what it writes for the same layers. */
import * as stock from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { RECIPES } from '../recipes';
import { buildTopology, summarise, weightSpecs } from './topology';

const NUM_WORDS = 50;
const MAX_LEN = 8;

beforeAll(() => stock.setBackend('cpu'));

function stockModel(maskZero: boolean): stock.Sequential {
  const lstm = {
    units: 32,
    dropout: 0.2,
    recurrentDropout: 0.2,
    recurrentActivation: 'sigmoid',
    kernelInitializer: 'glorotUniform',
    // Keras's default; tfjs has none.
    unitForgetBias: true,
    implementation: 2,
  } as const;
  const { layers } = stock;
  return stock.sequential({
    name: 'sequential',
    layers: [
      layers.embedding({
        inputDim: NUM_WORDS,
        outputDim: 32,
        inputLength: MAX_LEN,
        maskZero,
        name: 'embedding',
      }),
      layers.lstm({ ...lstm, returnSequences: true, name: 'lstm' }),
      layers.lstm({ ...lstm, name: 'lstm_1' }),
      layers.dense({ units: 128, activation: 'relu', kernelInitializer: 'glorotUniform', name: 'dense' }),
      layers.dense({ units: 2, activation: 'softmax', kernelInitializer: 'glorotUniform', name: 'dense_1' }),
    ],
  });
}

it.each([
  ['lastWord', true],
  ['lastStep', false],
] as const)('with readout %s the topology is the one that tfjs writes', async (readout, maskZero) => {
  const model = stockModel(maskZero);
  const saved: stock.io.ModelArtifacts[] = [];
  const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: 'JSON' } as const;
  await model.save(
    stock.io.withSaveHandler((artifacts) => {
      saved.push(artifacts);
      return Promise.resolve({ modelArtifactsInfo });
    }),
  );
  const ours = buildTopology({ ...RECIPES.tutorial.settings, readout, numWords: NUM_WORDS, maxLen: MAX_LEN });

  expect(ours).toEqual(saved[0]!.modelTopology);
  expect(weightSpecs(ours).map(({ name, shape }) => ({ name, shape, dtype: 'float32' }))).toEqual(
    saved[0]!.weightSpecs,
  );
  expect(summarise(ours)).toEqual(
    model.layers.map((layer) => ({
      name: layer.name,
      className: layer.getClassName(),
      outputShape: JSON.stringify(layer.outputShape),
      numParams: layer.countParams(),
    })),
  );
  model.dispose();
});
