/** The tutorial's network in other sizes, and generated reviews for it. */
import { FIRST_WORD_ID } from '../../../src/config';
import { Random } from '../../../src/data/random';
import { buildTopology } from '../../../src/model/buildTopology';
import { RECIPES } from '../../../src/recipes';
import type { EncodedReviews, KerasTopology } from '../../../src/types';
import type { Shape } from '../protocol';

/** Enough that no batch is read twice in a row. */
const NUM_BATCHES = 4;

/** The tutorial's layers with E, H and the number of LSTM layers of the shape. */
export function topologyOf({ embeddingUnits, lstmUnits, numLayers, numWords, steps }: Shape): KerasTopology {
  const topology = buildTopology({
    ...RECIPES.tutorial.settings,
    readout: 'lastWord',
    numWords,
    maxLen: steps,
  });
  const { layers } = topology.config;
  const ofClass = (name: string): typeof layers => layers.filter(({ class_name }) => class_name === name);
  const [embedding] = ofClass('Embedding');
  const [lstm] = ofClass('LSTM');
  if (embedding === undefined || lstm === undefined) throw new Error('The recipe has no LSTM to measure.');
  const lstms = Array.from({ length: numLayers }, (_, i) => ({
    ...lstm,
    config: {
      ...lstm.config,
      name: i === 0 ? 'lstm' : `lstm_${i}`,
      units: lstmUnits,
      return_sequences: i < numLayers - 1,
    },
  }));
  const resized = { ...embedding, config: { ...embedding.config, output_dim: embeddingUnits } };
  return { ...topology, config: { ...topology.config, layers: [resized, ...lstms, ...ofClass('Dense')] } };
}

/** A word id of V; word k (from 1) is drawn about in proportion to 1/k, as in texts (Zipf's law). */
export function zipfId(random: Random, numWords: number): number {
  return Math.floor(FIRST_WORD_ID * (numWords / FIRST_WORD_ID) ** random.next());
}

/** NUM_BATCHES batches of reviews, every one `steps` words long. */
export function randomReviews({ batchSize, steps, numWords }: Shape): EncodedReviews {
  const random = new Random(1, 'bench');
  const numReviews = NUM_BATCHES * batchSize;
  return {
    ids: Int32Array.from({ length: numReviews * steps }, () => zipfId(random, numWords)),
    offsets: Uint32Array.from({ length: numReviews + 1 }, (_, i) => i * steps),
    labels: Uint8Array.from({ length: numReviews }, () => random.int(2)),
  };
}
