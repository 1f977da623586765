/** Random networks, batches and masks for the tests of wasmStack.ts. */
import { Random } from '../../data/random';
import type { StackBatch } from '../wasmBatch';
import type { LstmLayer, Pooling, StackLayers } from '../wasmStackLayout';
import type { StackMasks } from '../wasmStackMasks';

export interface StackCase {
  title: string;
  layers: StackLayers;
}

const forward = (units: number): LstmLayer => ({ units, isBidirectional: false, goBackwards: false });
const bidirectional = (units: number): LstmLayer => ({ units, isBidirectional: true, goBackwards: false });

/** With odd sizes, and tables of 29 words and, as there are more, 17 and 13 n-grams. */
function stack(lstms: LstmLayer[], pooling: Pooling, numTables = 1): StackLayers {
  return {
    tables: [29, 17, 13].slice(0, numTables).map((numRows) => ({ numRows })),
    embeddingUnits: 5,
    lstms,
    pooling,
    denses: [
      { units: 9, isRelu: true },
      { units: 2, isRelu: false },
    ],
  };
}

/** Every layer and pooling, alone and together. */
export const stackCases: StackCase[] = [
  { title: 'two LSTMs, last state', layers: stack([forward(7), forward(6)], 'last') },
  { title: 'an LSTM that goes backwards', layers: stack([{ ...forward(7), goBackwards: true }], 'last') },
  { title: 'two LSTMs, maxima', layers: stack([forward(7), forward(6)], 'max') },
  { title: 'an LSTM, means', layers: stack([forward(7)], 'mean') },
  { title: 'two LSTMs, maxima and means', layers: stack([forward(7), forward(6)], 'maxMean') },
  { title: 'a bidirectional LSTM, last states', layers: stack([bidirectional(7)], 'last') },
  { title: 'a bidirectional LSTM, maxima', layers: stack([bidirectional(7)], 'max') },
  { title: 'a bidirectional LSTM, means', layers: stack([bidirectional(7)], 'mean') },
  {
    title: 'two bidirectional LSTMs, last states',
    layers: stack([bidirectional(7), bidirectional(6)], 'last'),
  },
  {
    title: 'three bidirectional LSTMs, maxima and means',
    layers: stack([bidirectional(3), bidirectional(6), bidirectional(9)], 'maxMean'),
  },
  { title: 'bidirectional below forward', layers: stack([bidirectional(7), forward(6)], 'last') },
  { title: 'forward below bidirectional', layers: stack([forward(7), bidirectional(6)], 'maxMean') },
  { title: 'words alone, maxima', layers: stack([], 'max') },
  { title: 'words alone, means', layers: stack([], 'mean') },
  { title: 'two tables alone, maxima and means', layers: stack([], 'maxMean', 2) },
  { title: 'three tables, an LSTM', layers: stack([forward(7)], 'last', 3) },
  { title: 'three tables, a bidirectional LSTM', layers: stack([bidirectional(7)], 'maxMean', 3) },
  {
    title: 'sizes without padding',
    layers: {
      ...stack([bidirectional(16)], 'maxMean', 3),
      embeddingUnits: 16,
      denses: [{ units: 2, isRelu: false }],
    },
  },
];

const normals = (random: Random, size: number, scale: number): Float32Array =>
  Float32Array.from({ length: size }, () => scale * random.normal());

/** In the order of packParameters. */
export function drawWeights(layers: StackLayers, seed: number): Float32Array[] {
  const { tables, embeddingUnits, lstms, pooling, denses } = layers;
  const random = new Random(seed, 'weights');
  const weights = tables.map(({ numRows }) => normals(random, numRows * embeddingUnits, 0.5));
  let inputs = embeddingUnits;
  for (const { units, isBidirectional } of lstms) {
    const numDirections = isBidirectional ? 2 : 1;
    for (let d = 0; d < numDirections; d++) {
      weights.push(
        normals(random, inputs * 4 * units, 0.4),
        normals(random, units * 4 * units, 0.4),
        normals(random, 4 * units, 0.3),
      );
    }
    inputs = numDirections * units;
  }
  if (pooling === 'maxMean') inputs *= 2;
  for (const { units } of denses) {
    weights.push(normals(random, inputs * units, 0.5), normals(random, units, 0.3));
    inputs = units;
  }
  return weights;
}

const draw = (count: number, next: () => number): Int32Array => Int32Array.from({ length: count }, next);

/** Lengths from 0 to T; half of the n-gram ids are 0. */
export function drawBatch({ tables }: StackLayers, seed: number, size: number, T: number): StackBatch {
  const random = new Random(seed, 'batch');
  return {
    size,
    ids: draw(T * size, () => random.int(tables[0]!.numRows)),
    ngramIds: tables
      .slice(1)
      .map(({ numRows }) => draw(T * size, () => (random.next() < 0.5 ? 0 : random.int(numRows)))),
    lengths: draw(size, () => random.int(T + 1)),
    labels: Uint8Array.from({ length: size }, () => random.int(2)),
  };
}

/** Of everything that can be masked. */
export function drawMasks(layers: StackLayers, size: number, seed: number): StackMasks {
  const { embeddingUnits, lstms, pooling, denses } = layers;
  const random = new Random(seed, 'masks');
  const mask = (columns: number): Float32Array =>
    Float32Array.from({ length: size * columns }, () => (random.next() < 0.25 ? 0 : 1 / 0.75));
  let inputs = embeddingUnits;
  const ofLstms = lstms.map(({ units, isBidirectional }) => {
    const states = isBidirectional ? 2 * units : units;
    const masks = { input: mask(inputs), recurrent: mask(states) };
    inputs = states;
    return masks;
  });
  if (pooling === 'maxMean') inputs *= 2;
  const ofDenses = denses.map(({ units }) => {
    const masks = mask(inputs);
    inputs = units;
    return masks;
  });
  return { lstms: ofLstms, denses: ofDenses, embedding: lstms.length === 0 ? mask(embeddingUnits) : null };
}

export const noMasks = ({ lstms }: StackLayers): StackMasks => ({
  lstms: lstms.map(() => ({ input: null, recurrent: null })),
  denses: [],
  embedding: null,
});
