/** The model that the training worker holds: its network and all that is needed to save it and to go on. */
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { version as appVersion } from '../../package.json';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import { splitWords } from '../data/vocabulary';
import { VerdictError } from '../errors';
import type {
  BackendName,
  EpochMetrics,
  KerasTopology,
  ModelBundle,
  NamedWeight,
  OptimizerState,
  PreparedData,
  Settings,
  TestMetrics,
} from '../types';
import { glorotUniform, lstmBias, orthogonal, uniform } from './initializers';
import type { Network } from './network';
import { newId } from './newId';
import { TOKENIZER } from './tokenizerSettings';
import { buildTopology, weightSpecs } from './topology';

/** What a model is made of, before it lives on a backend. */
export interface ModelParts {
  topology: KerasTopology;
  weights: NamedWeight[];
  optimizer: OptimizerState | null;
  vocabulary: string;
  settings: Settings;
  datasetTitle: string;
  citation: string;
  datasetHash: string;
  history: EpochMetrics[];
  /** Optimiser steps taken. */
  steps: number;
}

export interface CurrentModel extends Omit<ModelParts, 'weights' | 'optimizer'> {
  network: Network;
  backend: BackendName;
  test: TestMetrics | null;
}

/** A new model for prepared data: seeded weights in Keras's default distributions. */
export function newModel(settings: Settings, data: PreparedData): ModelParts {
  // A small dataset has fewer words than the vocabulary could hold: no rows for words that do not exist.
  const numWords = Math.min(settings.numWords, FIRST_WORD_ID + splitWords(data.vocabulary).length);
  const topology = buildTopology({ ...settings, numWords });
  return {
    topology,
    weights: initialWeights(topology, settings.seed),
    optimizer: null,
    vocabulary: data.vocabulary,
    settings,
    datasetTitle: data.datasetTitle,
    citation: data.citation,
    datasetHash: data.datasetHash,
    history: [],
    steps: 0,
  };
}

/** One stream of random numbers per weight, so that a change in one layer leaves the others alone. */
export function initialWeights(topology: KerasTopology, seed: number): NamedWeight[] {
  const specs = weightSpecs(topology);
  return specs.map(({ name, shape }) => {
    const random = new Random(seed, `weights/${name}`);
    const [rows = 1, columns = 1] = shape;
    const [layer, kind] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)];
    switch (kind) {
      case 'embeddings':
        return { name, shape, values: uniform(random, rows * columns, 0.05) };
      case 'kernel':
        return { name, shape, values: glorotUniform(random, rows, columns) };
      case 'recurrent_kernel':
        return { name, shape, values: orthogonal(random, rows, columns) };
      case 'bias': {
        const isLstm = specs.some((spec) => spec.name === `${layer}/recurrent_kernel`);
        return { name, shape, values: isLstm ? lstmBias(rows / 4) : new Float32Array(rows) };
      }
      default:
        throw new VerdictError('internal', `No initialiser is known for the weight ${name}.`);
    }
  });
}

/** A copy of the model as it is now. */
export async function toBundle(model: CurrentModel, isAutosave: boolean, id = newId()): Promise<ModelBundle> {
  const weights = await model.network.readWeights();
  const optimizer = await model.network.readOptimizer();
  const numParams = weights.reduce((sum, weight) => sum + weight.values.length, 0);
  const numSlots = optimizer?.slots.reduce((sum, slot) => sum + slot.values.length, 0) ?? 0;
  const epoch = model.history.length;
  const when = epoch === 0 ? 'untrained' : `epoch ${epoch}`;
  return {
    meta: {
      id,
      name: `${model.datasetTitle}, ${isAutosave ? 'best so far: ' : ''}${when}`,
      savedAt: new Date().toISOString(),
      isAutosave,
      settings: model.settings,
      tokenizer: TOKENIZER,
      datasetTitle: model.datasetTitle,
      citation: model.citation,
      datasetHash: model.datasetHash,
      history: model.history,
      epoch,
      test: model.test,
      backend: model.backend,
      numParams,
      sizeBytes: 4 * (numParams + numSlots) + model.vocabulary.length,
      versions: { format: 1, app: appVersion, tfjs: tfjsVersion },
    },
    topology: model.topology,
    weights,
    optimizer,
    vocabulary: model.vocabulary,
  };
}

export function fromBundle(bundle: ModelBundle): ModelParts {
  return {
    topology: bundle.topology,
    weights: bundle.weights,
    optimizer: bundle.optimizer,
    vocabulary: bundle.vocabulary,
    settings: bundle.meta.settings,
    datasetTitle: bundle.meta.datasetTitle,
    citation: bundle.meta.citation,
    datasetHash: bundle.meta.datasetHash,
    history: bundle.meta.history,
    steps: bundle.optimizer?.iterations ?? 0,
  };
}
