/** Small networks of any sizes with distinct random weights, and batches for them, for tests and measurements. */
import { Random } from '../../data/random';
import type { Batch } from '../../data/batches';
import { RECIPES } from '../../recipes';
import type { KerasTopology, NamedWeight } from '../../types';
import { initialWeights } from '../currentModel';
import { buildTopology } from '../topology';

export interface ExampleSizes {
  /** V, E, H of each LSTM, units of each hidden dense layer. */
  numWords: number;
  embeddingUnits: number;
  lstmUnits: number[];
  denseUnits: number[];
  dropout?: number;
  recurrentDropout?: number;
  goBackwards?: boolean;
}

/** The tutorial's layers in other sizes. */
export function exampleTopology(sizes: ExampleSizes): KerasTopology {
  const topology = buildTopology({
    ...RECIPES.tutorial.settings,
    readout: 'lastWord',
    numWords: sizes.numWords,
    maxLen: 512,
  });
  const [embedding, lstm, , dense, softmax] = topology.config.layers as [
    KerasTopology['config']['layers'][0],
    KerasTopology['config']['layers'][0],
    KerasTopology['config']['layers'][0],
    KerasTopology['config']['layers'][0],
    KerasTopology['config']['layers'][0],
  ];
  const layers = [
    { ...embedding, config: { ...embedding.config, output_dim: sizes.embeddingUnits } },
    ...sizes.lstmUnits.map((units, i) => ({
      ...lstm,
      config: {
        ...lstm.config,
        name: `lstm_${i}`,
        units,
        dropout: sizes.dropout ?? 0,
        recurrent_dropout: sizes.recurrentDropout ?? 0,
        return_sequences: i < sizes.lstmUnits.length - 1,
        go_backwards: sizes.goBackwards ?? false,
      },
    })),
    ...sizes.denseUnits.map((units, i) => ({
      ...dense,
      config: { ...dense.config, name: `dense_${i}`, units },
    })),
    { ...softmax, config: { ...softmax.config, name: 'softmax' } },
  ];
  return { ...topology, config: { ...topology.config, layers } };
}

/** Keras's initial weights, and biases that are not zero. */
export function exampleWeights(topology: KerasTopology, seed: number): NamedWeight[] {
  const random = new Random(seed, 'biases');
  return initialWeights(topology, seed).map(({ name, shape, values }) => ({
    name,
    shape,
    values: shape.length === 1 ? values.map((value) => value + 0.1 * random.normal()) : values,
  }));
}

/** A batch of random words. @param lengths of its rows; T is the largest, at least 1. */
export function exampleBatch(numWords: number, lengths: number[], seed: number): Batch {
  const random = new Random(seed, 'batch');
  const size = lengths.length;
  const steps = Math.max(1, ...lengths);
  const ids = new Int32Array(steps * size);
  lengths.forEach((length, row) => {
    // Some words are much more frequent than others, as in a language.
    for (let t = 0; t < length; t++) ids[t * size + row] = Math.floor(numWords * random.next() ** 3);
  });
  return {
    size,
    steps,
    ids,
    lengths: Int32Array.from(lengths),
    labels: Uint8Array.from(lengths, () => random.int(2)),
  };
}
