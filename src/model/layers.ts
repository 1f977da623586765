/**
 * Reads standard Keras topology as the layers that the network runs, with strict checks: what it would compute
 * otherwise than Keras is refused by name. How the layers hang together is checked by wiring.ts.
 * Shapes: T time steps, V vocabulary.
 */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import type { KerasLayer, KerasTopology } from '../types';
import { wiringTrouble } from './wiring';

/** What the network needs to know to run a layer. */
export type LayerDescription =
  | { kind: 'input' | 'add' | 'concatenate'; name: string }
  | { kind: 'spatialDropout' | 'dropout'; name: string; rate: number }
  | { kind: 'pooling'; name: string; mode: 'max' | 'mean' }
  | {
      kind: 'embedding';
      name: string;
      numWords: number;
      units: number;
      maskZero: boolean;
      /** T as the topology states it; null for any. */
      maxLen: number | null;
    }
  | {
      kind: 'lstm';
      name: string;
      /** Of one direction. */
      units: number;
      /** Name of the wrapped layer of a bidirectional one, else null. */
      wrapped: string | null;
      returnSequences: boolean;
      goBackwards: boolean;
      dropout: number;
      recurrentDropout: number;
    }
  | { kind: 'dense'; name: string; units: number; activation: 'relu' | 'linear' | 'softmax' };

/** Negative and positive. */
export const NUM_CLASSES = 2;

// Options that only matter where a network is made anew may have any value; those that would change what the
// network computes may only have the value that it has here.
const anything = v.optional(v.unknown());
const nothing = v.optional(v.null());
const off = v.optional(v.nullable(v.literal(false)), false);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const rate = v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0);
const everyLayer = {
  name: v.pipe(v.string(), v.nonEmpty()),
  trainable: v.optional(v.literal(true)),
  dtype: v.optional(v.literal('float32')),
  activity_regularizer: nothing,
};
const kernelAndBias = {
  use_bias: v.optional(v.literal(true)),
  kernel_initializer: anything,
  bias_initializer: anything,
  kernel_regularizer: nothing,
  bias_regularizer: nothing,
  kernel_constraint: nothing,
  bias_constraint: nothing,
};
const embeddingConfig = v.strictObject({
  ...everyLayer,
  batch_input_shape: v.optional(v.strictTuple([v.null(), v.nullable(count)])),
  input_dim: count,
  output_dim: count,
  input_length: v.optional(v.nullable(count)),
  mask_zero: v.optional(v.nullable(v.boolean()), false),
  embeddings_initializer: anything,
  embeddings_regularizer: nothing,
  embeddings_constraint: nothing,
});
const lstmConfig = v.strictObject({
  ...everyLayer,
  ...kernelAndBias,
  units: count,
  activation: v.optional(v.literal('tanh')),
  recurrent_activation: v.literal('sigmoid'),
  recurrent_initializer: anything,
  unit_forget_bias: anything,
  recurrent_regularizer: nothing,
  recurrent_constraint: nothing,
  dropout: rate,
  recurrent_dropout: rate,
  implementation: anything,
  return_sequences: v.optional(v.boolean(), false),
  return_state: off,
  go_backwards: v.optional(v.boolean(), false),
  stateful: off,
  unroll: anything,
});
const bidirectionalConfig = v.strictObject({
  ...everyLayer,
  layer: v.object({ class_name: v.literal('LSTM'), config: v.looseObject({ name: v.string() }) }),
  merge_mode: v.literal('concat'),
});
const inputConfig = v.strictObject({
  name: everyLayer.name,
  batch_input_shape: v.strictTuple([v.null(), v.nullable(count)]),
  dtype: v.optional(v.picklist(['int32', 'float32'])),
  sparse: off,
  ragged: off,
});
const mergeConfig = v.strictObject({ ...everyLayer, axis: v.optional(v.literal(-1)) });
const poolingConfig = v.strictObject({
  ...everyLayer,
  data_format: v.optional(v.nullable(v.literal('channels_last'))),
});
const dropoutConfig = v.strictObject({ ...everyLayer, rate, noise_shape: nothing, seed: anything });
const denseConfig = v.strictObject({
  ...everyLayer,
  ...kernelAndBias,
  units: count,
  activation: v.optional(v.picklist(['relu', 'linear', 'softmax']), 'linear'),
});

/** @throws VerdictError 'bad-archive' naming the layer and the option that the network cannot run */
export function layersOf(topology: KerasTopology): LayerDescription[] {
  const layers = topology.config.layers.map(describeLayer);
  checkOrder(layers);
  const trouble = wiringTrouble(topology, layers);
  if (trouble !== null) throw cannotRun(trouble);
  return layers;
}

/** @throws VerdictError 'bad-archive' likewise */
export function describeLayer(layer: KerasLayer): LayerDescription {
  switch (layer.class_name) {
    case 'Embedding': {
      const config = read(embeddingConfig, layer);
      return {
        kind: 'embedding',
        name: config.name,
        numWords: config.input_dim,
        units: config.output_dim,
        maskZero: config.mask_zero ?? false,
        maxLen: config.batch_input_shape?.[1] ?? config.input_length ?? null,
      };
    }
    case 'LSTM':
      return describeLstm(layer);
    case 'Bidirectional': {
      const { name, layer: wrapped } = read(bidirectionalConfig, layer);
      const lstm = describeLstm(wrapped);
      if (lstm.goBackwards) {
        throw cannotRun(`layer “${name}” wraps an LSTM that has “go_backwards” itself`);
      }
      return { ...lstm, name, wrapped: lstm.name };
    }
    case 'InputLayer':
      return { kind: 'input', name: read(inputConfig, layer).name };
    case 'Add':
      return { kind: 'add', name: read(mergeConfig, layer).name };
    case 'Concatenate':
      return { kind: 'concatenate', name: read(mergeConfig, layer).name };
    case 'GlobalMaxPooling1D':
      return { kind: 'pooling', name: read(poolingConfig, layer).name, mode: 'max' };
    case 'GlobalAveragePooling1D':
      return { kind: 'pooling', name: read(poolingConfig, layer).name, mode: 'mean' };
    case 'SpatialDropout1D': {
      const config = read(dropoutConfig, layer);
      return { kind: 'spatialDropout', name: config.name, rate: config.rate };
    }
    case 'Dropout': {
      const config = read(dropoutConfig, layer);
      return { kind: 'dropout', name: config.name, rate: config.rate };
    }
    case 'Dense': {
      const { name, units, activation } = read(denseConfig, layer);
      return { kind: 'dense', name, units, activation };
    }
    default:
      throw cannotRun(
        `layer “${layer.config.name}” is of the kind ${layer.class_name}, and only Embedding, LSTM (also Bidirectional), pooling over time, dropout and Dense can run here`,
      );
  }
}

function describeLstm(layer: KerasLayer): Extract<LayerDescription, { kind: 'lstm' }> {
  const config = read(lstmConfig, layer);
  return {
    kind: 'lstm',
    name: config.name,
    wrapped: null,
    units: config.units,
    returnSequences: config.return_sequences,
    goBackwards: config.go_backwards,
    dropout: config.dropout,
    recurrentDropout: config.recurrent_dropout,
  };
}

function read<T extends v.GenericSchema>(schema: T, layer: KerasLayer): v.InferOutput<T> {
  const result = v.safeParse(schema, layer.config);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const option = v.getDotPath(issue) ?? '';
  throw cannotRun(
    issue.expected === 'never'
      ? `layer “${layer.config.name}” (${layer.class_name}) has the unknown option “${option}”`
      : `layer “${layer.config.name}” (${layer.class_name}) has ${issue.received} as “${option}”, where only ${issue.expected ?? 'another value'} can run here`,
  );
}

/** The orders that can run, as the kinds of the layers; what is left out must not be there. */
const ORDER =
  /^(input )*embedding( embedding)*( add)?( spatialDropout)?(( lstm)+|( lstm)*( pooling)+( concatenate)?)(( dropout)? dense)+$/;

/**
 * Embeddings that are added, LSTMs, then the last state or pooling over time, then dense layers that end in the
 * two classes. All LSTMs but one whose last state is used give sequences.
 */
function checkOrder(layers: LayerDescription[]): void {
  const kinds = layers.map(({ kind }) => kind).join(' ');
  if (!ORDER.test(kinds)) {
    throw cannotRun(
      `its layers are “${kinds}”, where one embedding, then LSTM layers, then dense layers are needed (or several embeddings and an “add”, and pooling after the LSTM layers)`,
    );
  }
  if (new Set(layers.map(({ name }) => name)).size < layers.length) {
    throw cannotRun('two of its layers have the same name');
  }
  const embeddingUnits = new Set(layers.map((layer) => (layer.kind === 'embedding' ? layer.units : null)));
  embeddingUnits.delete(null);
  if (embeddingUnits.size > 1) throw cannotRun('its embeddings give vectors of different sizes');
  const modes = layers.map((layer) => (layer.kind === 'pooling' ? layer.mode : '')).join('');
  if (modes.startsWith('mean') && modes !== 'mean') {
    throw cannotRun('its poolings are not the maximum and then the mean');
  }
  layers.forEach((layer, i) => {
    const next = layers[i + 1];
    const feedsSequence = next?.kind === 'lstm' || next?.kind === 'pooling';
    if (layer.kind === 'lstm' && layer.returnSequences !== feedsSequence) {
      throw cannotRun(
        `layer “${layer.name}” has “return_sequences” ${layer.returnSequences}: every LSTM before another or before pooling must give sequences, one before a dense layer must not`,
      );
    }
    // Keras hands such a sequence on in reversed order; the LSTM op here leaves it aligned with its input.
    if (layer.kind === 'lstm' && layer.returnSequences && layer.goBackwards) {
      throw cannotRun(`layer “${layer.name}” has both “go_backwards” and “return_sequences”`);
    }
    if (layer.kind === 'dense' && (layer.activation === 'softmax') !== (next === undefined)) {
      throw cannotRun(
        `layer “${layer.name}” has the activation ${layer.activation}: softmax must stand at the end, and only there`,
      );
    }
    if (next === undefined && layer.kind === 'dense' && layer.units !== NUM_CLASSES) {
      throw cannotRun(`layer “${layer.name}” has ${layer.units} classes, where 2 are needed`);
    }
  });
}

function cannotRun(what: string): VerdictError {
  return new VerdictError('bad-archive', `This model cannot run here: ${what}.`);
}

const nodeSchema = v.strictTuple([v.string(), v.literal(0), v.literal(0), v.strictObject({})]);
const endSchema = v.strictTuple([v.string(), v.literal(0), v.literal(0)]);
const topologySchema = v.object({
  class_name: v.picklist(['Sequential', 'Functional']),
  config: v.object({
    name: v.string(),
    layers: v.array(
      v.object({
        class_name: v.string(),
        name: v.exactOptional(v.string()),
        config: v.looseObject({ name: v.string() }),
        inbound_nodes: v.exactOptional(v.array(v.array(nodeSchema))),
      }),
    ),
    input_layers: v.exactOptional(v.array(endSchema)),
    output_layers: v.exactOptional(v.array(endSchema)),
  }),
  keras_version: v.string(),
  backend: v.string(),
});

/** From outside. @throws VerdictError 'bad-archive' for anything but a sequential network that can run here */
export function parseTopology(value: unknown): KerasTopology {
  const result = v.safeParse(topologySchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw cannotRun(
      `“${v.getDotPath(issue) ?? 'modelTopology'}” is ${issue.received}, where ${issue.expected ?? 'another value'} was expected`,
    );
  }
  layersOf(result.output);
  return result.output;
}
