/**
 * Where the parameters of a whole network stand in the WASM kernel's memory.
 *
 * The embedding tables, one behind the other, [rows of all][paddedE], stand by themselves. All other parameters
 * form one block of float32 values: each direction of each LSTM layer in the block layout (wasmLayout.ts), then
 * each dense layer as [inputs][outputs] with its bias behind. Gradients, Adam's moments and the moving average
 * have the same layout.
 */
import { VerdictError } from '../errors';
import { blockValues, paddedSizes, type PaddedSizes } from './wasmLayout';

/** How the steps of the last LSTM, or the words where there is none, become one vector. */
export type Pooling = 'last' | 'max' | 'mean' | 'maxMean';

/** The network in Keras's sizes: embedding, LSTM layers, pooling over time, dense layers, two classes. */
export interface StackLayers {
  /** Of words, then up to two of n-grams. The vectors of one position are added. */
  tables: { numRows: number }[];
  embeddingUnits: number;
  /** From the first; none is allowed. */
  lstms: LstmLayer[];
  /**
   * Over the real steps of each row; 'maxMean' is both, maxima first. 'last' is the state after the last step that
   * was walked, for a bidirectional layer [at the last real word, at the first].
   */
  pooling: Pooling;
  denses: { units: number; isRelu: boolean }[];
}

export interface LstmLayer {
  units: number;
  /** Two LSTMs, forward and backward; the output is [forward, backward]. */
  isBidirectional: boolean;
  /** Reads from the last real word to the first; only for a single layer with pooling 'last'. */
  goBackwards: boolean;
}

/** Of one direction of a layer. E and H as in Keras; inputs in `inputParts` equal parts, each padded by itself. */
export interface LstmPlace extends PaddedSizes {
  /** Index of its layer. */
  layer: number;
  /** Directions of its layer, and which of them this is: 1 for the one that walks from each row's end. */
  numDirections: number;
  direction: number;
  inputParts: number;
  /** Index of the first value. */
  start: number;
  size: number;
  /** Index of its layer's input mask [R][E] and its own recurrent mask [R][H] per row of a group, in values. */
  inputMaskStart: number;
  recurrentMaskStart: number;
}

export interface DensePlace {
  inputs: number;
  outputs: number;
  inputParts: number;
  paddedInputs: number;
  paddedOutputs: number;
  isRelu: boolean;
  start: number;
  size: number;
  /** Of the mask on its inputs [R][inputs]. */
  maskStart: number;
}

export interface StackLayout {
  /** Rows of each table, the first row of each among those of all, and their number. */
  tables: { numRows: number; firstRow: number }[];
  numRows: number;
  /** As in Keras, and padded. */
  E: number;
  paddedE: number;
  lstms: LstmPlace[];
  pooling: Pooling;
  denses: DensePlace[];
  /** Values of all parameters but the tables. */
  size: number;
  /** Values of all masks of one row. */
  maskSize: number;
}

const VECTOR = 4;
const MAX_TABLES = 3;

/** Places are given out in this order, parameters and masks alike. */
class Places {
  size = 0;
  maskSize = 0;

  parameters(size: number): number {
    this.size += size;
    return this.size - size;
  }

  mask(size: number): number {
    this.maskSize += size;
    return this.maskSize - size;
  }
}

/** Values of a row in equal parts, each padded by itself. */
interface Columns {
  parts: number;
  size: number;
  padded: number;
}

export function stackLayout(layers: StackLayers): StackLayout {
  checkLayers(layers);
  const { embeddingUnits, pooling } = layers;
  const places = new Places();
  const { paddedE } = paddedSizes(embeddingUnits, 0);
  const words = { parts: 1, size: embeddingUnits, padded: paddedE };
  // Without any LSTM the first mask is that of the words.
  if (layers.lstms.length === 0) places.mask(paddedE);
  const { lstms, states } = placeLstms(layers, words, places);
  const denses = placeDenses(layers, times(states, pooling === 'maxMean' ? 2 : 1), places);
  let numRows = 0;
  const tables = layers.tables.map((table) => {
    numRows += table.numRows;
    return { numRows: table.numRows, firstRow: numRows - table.numRows };
  });
  const { size, maskSize } = places;
  return { tables, numRows, E: embeddingUnits, paddedE, lstms, pooling, denses, size, maskSize };
}

function checkLayers({ tables, lstms, pooling, denses }: StackLayers): void {
  const isReversed = lstms.some(({ goBackwards }) => goBackwards);
  const [first] = lstms;
  if (
    tables.length < 1 ||
    tables.length > MAX_TABLES ||
    denses.at(-1)?.units !== 2 ||
    (pooling === 'last' && lstms.length === 0) ||
    (isReversed && (lstms.length > 1 || first!.isBidirectional || pooling !== 'last'))
  ) {
    throw new VerdictError('internal', 'The WASM kernel cannot train a network of these layers.');
  }
}

function placeLstms(
  { lstms }: StackLayers,
  words: Columns,
  places: Places,
): { lstms: LstmPlace[]; states: Columns } {
  let below = words;
  const all = lstms.flatMap(({ units, isBidirectional }, layer) => {
    const sizes = {
      E: below.size,
      H: units,
      paddedE: below.padded,
      paddedH: paddedSizes(units, units).paddedH,
    };
    const numDirections = isBidirectional ? 2 : 1;
    const inputMaskStart = places.mask(sizes.paddedE);
    const directions = Array.from({ length: numDirections }, (_, direction): LstmPlace => ({
      ...sizes,
      layer,
      numDirections,
      direction,
      inputParts: below.parts,
      start: places.parameters(blockValues(sizes)),
      size: blockValues(sizes),
      inputMaskStart,
      recurrentMaskStart: places.mask(sizes.paddedH),
    }));
    below = times({ parts: 1, size: units, padded: sizes.paddedH }, numDirections);
    return directions;
  });
  return { lstms: all, states: below };
}

function placeDenses({ denses }: StackLayers, pooled: Columns, places: Places): DensePlace[] {
  let below = pooled;
  return denses.map(({ units, isRelu }): DensePlace => {
    const paddedOutputs = Math.ceil(units / VECTOR) * VECTOR;
    const size = (below.padded + 1) * paddedOutputs;
    const layer = {
      inputs: below.size,
      outputs: units,
      inputParts: below.parts,
      paddedInputs: below.padded,
      paddedOutputs,
      isRelu,
      start: places.parameters(size),
      size,
      maskStart: places.mask(below.padded),
    };
    below = { parts: 1, size: units, padded: paddedOutputs };
    return layer;
  });
}

const times = ({ parts, size, padded }: Columns, count: number): Columns => ({
  parts: parts * count,
  size: size * count,
  padded: padded * count,
});
