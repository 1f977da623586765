/** The model that the training worker holds: its network and all that is needed to save it and to go on. */
import { version_core as tfjsVersion } from '@tensorflow/tfjs-core';
import { version as appVersion } from '../../package.json';
import { FIRST_WORD_ID } from '../config';
import { Random } from '../data/random';
import { splitWords } from '../data/vocabulary';
import { VerdictError } from '../errors';
import type {
  BackendName,
  Blend,
  EpochMetrics,
  KerasTopology,
  LinearModel,
  ModelBundle,
  NamedWeight,
  OptimizerState,
  PreparedData,
  Scores,
  Settings,
  TestMetrics,
} from '../types';
import { EMPTY_TOPOLOGY, hasNetwork } from './emptyNetwork';
import { glorotUniform, lstmBias, orthogonal, uniform } from './initializers';
import type { Network } from './network';
import { newId } from './newId';
import { TOKENIZER } from './tokenizerSettings';
import { buildTopology, tableRows, weightSpecs, type Table } from './topology';

/** What a model is made of, before it lives on a backend. */
export interface ModelParts {
  topology: KerasTopology;
  weights: NamedWeight[];
  optimizer: OptimizerState | null;
  vocabulary: string;
  /** As in PreparedData; none where there are no n-grams. */
  ngrams: Int32Array[];
  linear: LinearModel | null;
  /** Fitted on the validation reviews after each epoch; null where there are not both branches. */
  blend: Blend | null;
  /** Likewise; null without validation reviews. */
  temperature: number | null;
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
  /** What it says of the validation reviews; null where it has not been asked. */
  validation: Scores | null;
}

/** A new model for prepared data: seeded weights in Keras's default distributions. */
export function newModel(settings: Settings, data: PreparedData): ModelParts {
  // A small dataset has fewer words than the vocabulary could hold: no rows for words that do not exist.
  const numWords = Math.min(settings.numWords, FIRST_WORD_ID + splitWords(data.vocabulary).length);
  const ngrams = data.ngrams ?? [];
  const topology =
    settings.branches === 'linear'
      ? EMPTY_TOPOLOGY
      : buildTopology(settings, tablesOf(settings, numWords, ngrams));
  return {
    topology,
    weights: startVectors(initialWeights(topology, settings.seed), data.vectors),
    optimizer: null,
    vocabulary: data.vocabulary,
    ngrams,
    linear: null,
    blend: null,
    temperature: null,
    settings,
    datasetTitle: data.datasetTitle,
    citation: data.citation,
    datasetHash: data.datasetHash,
    history: [],
    steps: 0,
  };
}

/** The tables that the words and n-grams which are there need. */
function tablesOf(settings: Settings, numWords: number, ngrams: Int32Array[]): Table[] {
  let next = 0;
  return tableRows(settings).map(({ input }) => {
    if (input === 'words') return { input, numRows: numWords };
    const order = input === 'bigrams' ? 2 : 3;
    return { input, numRows: (ngrams[next++]?.length ?? 0) / order + 1 };
  });
}

/** The embedding tables' weights replaced by vectors that were made from the texts. @throws VerdictError 'internal' */
function startVectors(weights: NamedWeight[], vectors: Float32Array[] = []): NamedWeight[] {
  return weights.map((weight, i) => {
    const values = vectors[i];
    if (values === undefined) return weight;
    if (values.length !== weight.values.length) {
      throw new VerdictError('internal', `${values.length} numbers were made for ${weight.name}.`);
    }
    return { ...weight, values };
  });
}

/** One stream of random numbers per weight, so that a change in one layer leaves the others alone. */
export function initialWeights(topology: KerasTopology, seed: number): NamedWeight[] {
  const specs = hasNetwork(topology) ? weightSpecs(topology) : [];
  return specs.map(({ name, shape }) => {
    const random = new Random(seed, `weights/${name}`);
    const [rows = 1, columns = 1] = shape;
    const [layer, kind] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)];
    switch (kind) {
      case 'embeddings':
        // N-grams begin by adding nothing.
        return name === 'embedding/embeddings'
          ? { name, shape, values: uniform(random, rows * columns, 0.05) }
          : { name, shape, values: new Float32Array(rows * columns) };
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

/** Of network and linear model together. */
export function countParams({ topology, linear }: Pick<ModelParts, 'topology' | 'linear'>): number {
  const specs = hasNetwork(topology) ? weightSpecs(topology) : [];
  const inNetwork = specs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  return inNetwork + (linear === null ? 0 : linear.weights.length + 1);
}

/** A copy of the model as it is now. */
export async function toBundle(model: CurrentModel, isAutosave: boolean, id = newId()): Promise<ModelBundle> {
  return bundleOf(model, await model.network.readOptimizer(), isAutosave, id);
}

/** A copy that answers but cannot go on training: a third of the size. */
export function withoutOptimizer(model: CurrentModel): Promise<ModelBundle> {
  return bundleOf(model, null, false, newId());
}

async function bundleOf(
  model: CurrentModel,
  optimizer: OptimizerState | null,
  isAutosave: boolean,
  id: string,
): Promise<ModelBundle> {
  const weights = await model.network.readWeights();
  const numParams = countParams(model);
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
      ...(model.blend === null ? {} : { blend: model.blend }),
      ...(model.temperature === null ? {} : { temperature: model.temperature }),
      backend: model.backend,
      numParams,
      sizeBytes: 4 * (numParams + numSlots) + model.vocabulary.length,
      versions: { format: 1, app: appVersion, tfjs: tfjsVersion },
    },
    topology: model.topology,
    weights,
    optimizer,
    vocabulary: model.vocabulary,
    ...(model.ngrams.length === 0 ? {} : { ngrams: model.ngrams }),
    ...(model.linear === null ? {} : { linear: model.linear }),
  };
}

export function fromBundle(bundle: ModelBundle): ModelParts {
  return {
    topology: bundle.topology,
    weights: bundle.weights,
    optimizer: bundle.optimizer,
    vocabulary: bundle.vocabulary,
    ngrams: bundle.ngrams ?? [],
    linear: bundle.linear ?? null,
    blend: bundle.meta.blend ?? null,
    temperature: bundle.meta.temperature ?? null,
    settings: bundle.meta.settings,
    datasetTitle: bundle.meta.datasetTitle,
    citation: bundle.meta.citation,
    datasetHash: bundle.meta.datasetHash,
    history: bundle.meta.history,
    steps: bundle.optimizer?.iterations ?? 0,
  };
}
