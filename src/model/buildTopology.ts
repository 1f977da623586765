/**
 * The layers that the settings ask for, as standard Keras topology.
 *
 * The JSON is what tfjs 4.22 writes as `modelTopology` in model.json, so that stock `tf.loadLayersModel` builds the
 * same network from it: a sequential model where one will do, else a functional one.
 */
import { VerdictError } from '../errors';
import type { KerasLayer, KerasTopology, Settings } from '../types';
import { describeLayer, NUM_CLASSES } from './layers';
import { functional } from './wiring';

export type LayerSettings = Pick<
  Settings,
  | 'numWords'
  | 'maxLen'
  | 'numBigrams'
  | 'numTrigrams'
  | 'embeddingUnits'
  | 'lstmLayers'
  | 'units'
  | 'direction'
  | 'pooling'
  | 'readout'
  | 'denseUnits'
  | 'embeddingDropout'
  | 'inputDropout'
  | 'recurrentDropout'
  | 'headDropout'
>;

/** Names of the embeddings' inputs in a functional model, in the order of the tables. */
const INPUTS = ['words', 'bigrams', 'trigrams'] as const;

/** Rows of each embedding table that the settings ask for; a row more than there are n-grams, for "none". */
export function tableRows({ numWords, numBigrams, numTrigrams }: LayerSettings): Table[] {
  return [numWords, numBigrams + 1, numTrigrams + 1]
    .map((numRows, i) => ({ input: INPUTS[i]!, numRows }))
    .filter(({ input, numRows }) => input === 'words' || numRows > 1);
}

export interface Table {
  input: (typeof INPUTS)[number];
  numRows: number;
}

/**
 * With the last state of a forward LSTM and `readout` 'lastWord' the embedding masks PAD_ID, so that Keras carries
 * the state of the last real word. Otherwise Keras has no masks that do: a review is to be given unpadded, and the
 * model takes any length.
 *
 * @param tables what there is to embed, where it differs from what the settings ask for
 */
export function buildTopology(settings: LayerSettings, tables: Table[] = tableRows(settings)): KerasTopology {
  const { pooling, direction, lstmLayers: numLayers } = settings;
  if (numLayers === 0 && pooling === 'last') {
    throw new VerdictError(
      'bad-settings',
      'Without an LSTM layer there is no last state to read: let the head see the largest or the mean values, or add a layer.',
    );
  }
  const isPadded = pooling === 'last' && direction === 'forward' && tables.length === 1;
  const maxLen = isPadded ? settings.maxLen : null;
  const isFunctional = tables.length > 1 || pooling === 'maxMean';
  const layers = [
    ...(isFunctional ? tables.map(({ input }) => inputLayer(input, maxLen)) : []),
    ...tables.map(({ input, numRows }) =>
      embeddingLayer(
        input === 'words' ? 'embedding' : `embedding_${input}`,
        numRows,
        settings.embeddingUnits,
        maxLen,
        isPadded && settings.readout === 'lastWord',
      ),
    ),
    ...(tables.length > 1 ? [plainLayer('Add', 'add')] : []),
    ...dropoutLayer('SpatialDropout1D', 'spatial_dropout1d', settings.embeddingDropout),
    ...lstmLayers(settings),
    ...poolingLayers(settings),
    ...headLayers(settings),
  ];
  const model = isFunctional
    ? functional('model', layers, layers.map(describeLayer))
    : ({ class_name: 'Sequential', config: { name: 'sequential', layers } } as const);
  return { ...model, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' };
}

function lstmLayers({
  lstmLayers: numLayers,
  units,
  direction,
  pooling,
  inputDropout,
  recurrentDropout,
}: LayerSettings): KerasLayer[] {
  return Array.from({ length: numLayers }, (_, i) => {
    const suffix = i === 0 ? '' : `_${i}`;
    const returnsSequences = i < numLayers - 1 || pooling !== 'last';
    const lstm = lstmLayer(`lstm${suffix}`, units, returnsSequences, inputDropout, recurrentDropout);
    if (direction === 'forward') return lstm;
    const name = `bidirectional${suffix}`;
    return {
      class_name: 'Bidirectional',
      config: { merge_mode: 'concat', layer: lstm, name, trainable: true },
    };
  });
}

function poolingLayers({ pooling }: LayerSettings): KerasLayer[] {
  const max = plainLayer('GlobalMaxPooling1D', 'global_max_pooling1d');
  const mean = plainLayer('GlobalAveragePooling1D', 'global_average_pooling1d');
  switch (pooling) {
    case 'last':
      return [];
    case 'max':
      return [max];
    case 'mean':
      return [mean];
    case 'maxMean':
      return [max, mean, plainLayer('Concatenate', 'concatenate', { axis: -1 })];
    default:
      return pooling satisfies never;
  }
}

function headLayers({ denseUnits, headDropout }: LayerSettings): KerasLayer[] {
  const softmaxName = denseUnits === 0 ? 'dense' : 'dense_1';
  return [
    ...(denseUnits === 0
      ? []
      : [...dropoutLayer('Dropout', 'dropout', headDropout), denseLayer('dense', denseUnits, 'relu')]),
    ...dropoutLayer('Dropout', denseUnits === 0 ? 'dropout' : 'dropout_1', headDropout),
    denseLayer(softmaxName, NUM_CLASSES, 'softmax'),
  ];
}

function inputLayer(name: string, maxLen: number | null): KerasLayer {
  return {
    class_name: 'InputLayer',
    config: { batch_input_shape: [null, maxLen], dtype: 'float32', sparse: false, name },
  };
}

function embeddingLayer(
  name: string,
  numRows: number,
  units: number,
  maxLen: number | null,
  maskZero: boolean,
): KerasLayer {
  return {
    class_name: 'Embedding',
    config: {
      name,
      trainable: true,
      batch_input_shape: [null, maxLen],
      input_dim: numRows,
      output_dim: units,
      embeddings_initializer: initializer('RandomUniform', { minval: -0.05, maxval: 0.05, seed: null }),
      embeddings_regularizer: null,
      activity_regularizer: null,
      embeddings_constraint: null,
      mask_zero: maskZero,
      input_length: maxLen,
    },
  };
}

function plainLayer(className: string, name: string, options: Record<string, unknown> = {}): KerasLayer {
  return { class_name: className, config: { ...options, name, trainable: true } };
}

function dropoutLayer(className: string, name: string, rate: number): KerasLayer[] {
  return rate === 0 ? [] : [plainLayer(className, name, { rate, noise_shape: null, seed: null })];
}

function initializer(className: string, config: Record<string, unknown>): Record<string, unknown> {
  return { class_name: className, config };
}

/** As tfjs spells `glorotUniform`. */
const glorotUniform = (): Record<string, unknown> =>
  initializer('VarianceScaling', { scale: 1, mode: 'fan_avg', distribution: 'uniform', seed: null });

function lstmLayer(
  name: string,
  units: number,
  returnSequences: boolean,
  dropout: number,
  recurrentDropout: number,
): KerasLayer {
  return {
    class_name: 'LSTM',
    config: {
      name,
      trainable: true,
      units,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      use_bias: true,
      kernel_initializer: glorotUniform(),
      recurrent_initializer: initializer('Orthogonal', { gain: 1, seed: null }),
      bias_initializer: initializer('Zeros', {}),
      unit_forget_bias: true,
      kernel_regularizer: null,
      recurrent_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      recurrent_constraint: null,
      bias_constraint: null,
      dropout,
      recurrent_dropout: recurrentDropout,
      implementation: 2,
      return_sequences: returnSequences,
      return_state: false,
      go_backwards: false,
      stateful: false,
      unroll: false,
    },
  };
}

function denseLayer(name: string, units: number, activation: 'relu' | 'softmax'): KerasLayer {
  return {
    class_name: 'Dense',
    config: {
      name,
      trainable: true,
      units,
      activation,
      use_bias: true,
      kernel_initializer: glorotUniform(),
      bias_initializer: initializer('Zeros', {}),
      kernel_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
    },
  };
}
