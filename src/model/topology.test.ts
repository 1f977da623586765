import { describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import { RECIPES } from '../recipes';
import type { KerasTopology } from '../types';
import { buildTopology, layersOf, parseTopology, summarise, weightSpecs } from './topology';

const tutorial = (readout: 'lastWord' | 'lastStep' = 'lastWord'): KerasTopology =>
  buildTopology({ ...RECIPES.tutorial.settings, readout, numWords: 12_000, maxLen: 256 });

/** A copy in which one layer's options are changed. */
function changed(layer: number, options: Record<string, unknown>): KerasTopology {
  const topology = structuredClone(tutorial());
  Object.assign(topology.config.layers[layer]!.config, options);
  return topology;
}

describe('the tutorial recipe', () => {
  it('has the layers and parameter counts that Keras prints', () => {
    expect(
      summarise(tutorial()).map(({ name, className, outputShape, numParams }) => [
        name,
        className,
        outputShape,
        numParams,
      ]),
    ).toEqual([
      ['embedding', 'Embedding', '[null,256,32]', 384_000],
      ['lstm', 'LSTM', '[null,256,32]', 8320],
      ['lstm_1', 'LSTM', '[null,32]', 8320],
      ['dense', 'Dense', '[null,128]', 4224],
      ['dense_1', 'Dense', '[null,2]', 258],
    ]);
  });

  it('is read back as the layers to run', () => {
    const lstm = {
      kind: 'lstm',
      units: 32,
      wrapped: null,
      goBackwards: false,
      dropout: 0.2,
      recurrentDropout: 0.2,
    };
    expect(layersOf(tutorial())).toEqual([
      { kind: 'embedding', name: 'embedding', numWords: 12_000, units: 32, maskZero: true, maxLen: 256 },
      { ...lstm, name: 'lstm', returnSequences: true },
      { ...lstm, name: 'lstm_1', returnSequences: false },
      { kind: 'dense', name: 'dense', units: 128, activation: 'relu' },
      { kind: 'dense', name: 'dense_1', units: 2, activation: 'softmax' },
    ]);
  });

  it('masks the padding exactly when the last real word is read', () => {
    expect(layersOf(tutorial('lastStep'))[0]).toMatchObject({ maskZero: false });
    expect(layersOf(tutorial('lastWord'))[0]).toMatchObject({ maskZero: true });
  });

  it("lists the weights in Keras's order", () => {
    expect(weightSpecs(tutorial()).map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
      'embedding/embeddings 12000x32',
      'lstm/kernel 32x128',
      'lstm/recurrent_kernel 32x128',
      'lstm/bias 128',
      'lstm_1/kernel 32x128',
      'lstm_1/recurrent_kernel 32x128',
      'lstm_1/bias 128',
      'dense/kernel 32x128',
      'dense/bias 128',
      'dense_1/kernel 128x2',
      'dense_1/bias 2',
    ]);
  });

  it('survives JSON', () => {
    expect(parseTopology(JSON.parse(JSON.stringify(tutorial())))).toEqual(tutorial());
  });
});

describe('what the network would not compute as Keras does is refused by name', () => {
  it.each([
    [1, { activation: 'relu' }, /“lstm”.*“activation”.*tanh/],
    [1, { recurrent_activation: 'hard_sigmoid' }, /“lstm”.*“recurrent_activation”.*sigmoid/],
    [1, { recurrent_activation: undefined }, /“recurrent_activation”/],
    [1, { use_bias: false }, /“use_bias”/],
    [1, { stateful: true }, /“stateful”/],
    [1, { return_state: true }, /“return_state”/],
    [1, { dropout: 1 }, /“dropout”/],
    [1, { recurrent_dropout: -0.1 }, /“recurrent_dropout”/],
    [1, { units: 2.5 }, /“units”/],
    [1, { kernel_regularizer: { class_name: 'L1L2' } }, /“kernel_regularizer”/],
    [1, { projection: 3 }, /unknown option “projection”/],
    [1, { return_sequences: false }, /“lstm”.*return_sequences/],
    [2, { return_sequences: true }, /“lstm_1”.*return_sequences/],
    [1, { go_backwards: true }, /“lstm”.*go_backwards/],
    [0, { input_dim: 0 }, /“embedding”.*“input_dim”/],
    [0, { batch_input_shape: [8, 256] }, /“batch_input_shape/],
    [3, { activation: 'tanh' }, /“dense”.*“activation”/],
    [3, { activation: 'softmax' }, /“dense”.*softmax/],
    [4, { activation: 'relu' }, /“dense_1”.*softmax/],
    [4, { units: 3 }, /“dense_1” has 3 classes/],
    [4, { name: 'dense' }, /same name/],
    [3, { dtype: 'float16' }, /“dtype”/],
  ])('layer %i with %o', (layer, options, message) => {
    const topology = changed(layer, options);
    expect(() => layersOf(topology)).toThrow(message);
    expect(() => parseTopology(topology)).toThrow(message);
    try {
      layersOf(topology);
    } catch (error) {
      expect(errorCode(error)).toBe('bad-archive');
    }
  });

  it('unknown layers', () => {
    const topology = structuredClone(tutorial());
    topology.config.layers[3]!.class_name = 'BatchNormalization';
    expect(() => layersOf(topology)).toThrow(/“dense”.*BatchNormalization/);
  });

  it.each([
    ['no embedding', [1, 2, 3, 4]],
    ['no LSTM', [0, 3, 4]],
    ['no dense layer', [0, 1, 2]],
    ['nothing', []],
    ['layers in another order', [0, 3, 1, 2, 4]],
  ])('%s', (_, order) => {
    const topology = structuredClone(tutorial());
    topology.config.layers = order.map((i) => topology.config.layers[i]!);
    expect(() => layersOf(topology)).toThrow(/one embedding, then LSTM layers, then dense layers/);
  });

  it.each([
    [null, /modelTopology/],
    [{ ...tutorial(), class_name: 'Model' }, /“class_name”/],
    [{ ...tutorial(), class_name: 'Functional' }, /input of its own/],
    [{ ...tutorial(), config: { name: 'x', layers: 'none' } }, /“config.layers”/],
    [{ ...tutorial(), config: { name: 'x', layers: [{ class_name: 'Dense' }] } }, /config.layers.0.config/],
  ])('what is no sequential network: %#', (value, message) => {
    expect(() => parseTopology(value)).toThrow(message);
  });
});

it('a last LSTM may go backwards', () => {
  expect(layersOf(changed(2, { go_backwards: true }))[2]).toMatchObject({ goBackwards: true });
});
