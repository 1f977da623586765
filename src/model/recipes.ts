/**
 * The recipes' layers as standard Keras topology.
 *
 * The JSON is what tfjs 4.22 writes as `modelTopology` in model.json, so that stock `tf.loadLayersModel` builds the
 * same network from it.
 */
import type { KerasLayer, KerasTopology, RecipeId, Settings } from '../types';
import { NUM_CLASSES } from './layers';

const RECIPES = {
  tutorial: { embeddingUnits: 32, lstmUnits: [32, 32], dropout: 0.2, recurrentDropout: 0.2, denseUnits: 128 },
} as const satisfies Record<RecipeId, unknown>;

/** The recipe's layers. With `readout` 'lastWord' the embedding masks PAD_ID, so Keras carries the state of the last real word. */
export function buildTopology(
  settings: Pick<Settings, 'recipe' | 'readout' | 'numWords' | 'maxLen'>,
): KerasTopology {
  const { embeddingUnits, lstmUnits, dropout, recurrentDropout, denseUnits } = RECIPES[settings.recipe];
  return {
    class_name: 'Sequential',
    config: {
      name: 'sequential',
      layers: [
        {
          class_name: 'Embedding',
          config: {
            name: 'embedding',
            trainable: true,
            batch_input_shape: [null, settings.maxLen],
            input_dim: settings.numWords,
            output_dim: embeddingUnits,
            embeddings_initializer: initializer('RandomUniform', { minval: -0.05, maxval: 0.05, seed: null }),
            embeddings_regularizer: null,
            activity_regularizer: null,
            embeddings_constraint: null,
            mask_zero: settings.readout === 'lastWord',
            input_length: settings.maxLen,
          },
        },
        ...lstmUnits.map((units, i) =>
          lstmLayer(
            i === 0 ? 'lstm' : `lstm_${i}`,
            units,
            i < lstmUnits.length - 1,
            dropout,
            recurrentDropout,
          ),
        ),
        denseLayer('dense', denseUnits, 'relu'),
        denseLayer('dense_1', NUM_CLASSES, 'softmax'),
      ],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
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
