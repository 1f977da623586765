/**
 * Where the parameters of a whole network stand in the WASM kernel's memory, and back to Keras's layout.
 *
 * The embedding table [V][paddedE] stands by itself. All other parameters form one block of float32 values:
 * each LSTM layer in the block layout (wasmLayout.ts), then each dense layer as [inputs][outputs] with its
 * bias behind. Gradients and Adam's moments have the same layout.
 */
import { blockValues, packBlocks, paddedSizes, unpackBlocks, type PaddedSizes } from './wasmLayout';

/** The network in Keras's sizes: embedding, LSTM layers of which the last gives its last state, dense layers, two classes. */
export interface StackLayers {
  numWords: number;
  embeddingUnits: number;
  lstms: { units: number }[];
  denses: { units: number; isRelu: boolean }[];
  /** True for a single LSTM that reads from the last real word to the first. */
  goBackwards: boolean;
}

export interface LstmPlace extends PaddedSizes {
  /** Index of the first value. */
  start: number;
  size: number;
  /** Index of its input mask [R][E] and recurrent mask [R][H] per row of a group, in values. */
  masksStart: number;
}

export interface DensePlace {
  inputs: number;
  outputs: number;
  paddedInputs: number;
  paddedOutputs: number;
  isRelu: boolean;
  start: number;
  size: number;
}

export interface StackLayout {
  numWords: number;
  /** As in Keras, and padded. */
  E: number;
  paddedE: number;
  lstms: LstmPlace[];
  denses: DensePlace[];
  /** Values of all parameters but the table. */
  size: number;
  /** Values of all masks of one row. */
  maskSize: number;
}

const VECTOR = 4;

export function stackLayout({ numWords, embeddingUnits, lstms, denses }: StackLayers): StackLayout {
  let size = 0;
  let maskSize = 0;
  let inputs = embeddingUnits;
  const lstmPlaces = lstms.map(({ units }): LstmPlace => {
    const sizes = paddedSizes(inputs, units);
    const layer = { ...sizes, start: size, size: blockValues(sizes), masksStart: maskSize };
    size += layer.size;
    maskSize += sizes.paddedE + sizes.paddedH;
    inputs = units;
    return layer;
  });
  let paddedInputs = lstmPlaces.at(-1)!.paddedH;
  const densePlaces = denses.map(({ units, isRelu }): DensePlace => {
    const paddedOutputs = Math.ceil(units / VECTOR) * VECTOR;
    const layer = {
      inputs,
      outputs: units,
      paddedInputs,
      paddedOutputs,
      isRelu,
      start: size,
      size: (paddedInputs + 1) * paddedOutputs,
    };
    size += layer.size;
    inputs = units;
    paddedInputs = paddedOutputs;
    return layer;
  });
  const { E, paddedE } = lstmPlaces[0]!;
  return { numWords, E, paddedE, lstms: lstmPlaces, denses: densePlaces, size, maskSize };
}

/**
 * @param values in Keras's order: table; kernel, recurrent kernel and bias of each LSTM; kernel and bias of each dense layer.
 * @param table and @param parameters zeroed.
 */
export function packParameters(
  layout: StackLayout,
  values: readonly Float32Array[],
  table: Float32Array,
  parameters: Float32Array,
): void {
  const { numWords, E, paddedE } = layout;
  copyRows(values[0]!, E, table, paddedE, numWords);
  let next = 1;
  for (const layer of layout.lstms) {
    const into = parameters.subarray(layer.start, layer.start + layer.size);
    packBlocks(layer, values[next]!, values[next + 1]!, values[next + 2]!, into);
    next += 3;
  }
  for (const { start, inputs, paddedInputs, outputs, paddedOutputs } of layout.denses) {
    copyRows(values[next]!, outputs, parameters.subarray(start), paddedOutputs, inputs);
    parameters.set(values[next + 1]!, start + paddedInputs * paddedOutputs);
    next += 2;
  }
}

/** Copies in Keras's order, as `packParameters` takes them. */
export function unpackParameters(
  layout: StackLayout,
  table: Float32Array,
  parameters: Float32Array,
): Float32Array[] {
  const values = [unpackTable(layout, table)];
  for (const layer of layout.lstms) {
    const blocks = unpackBlocks(layer, parameters.subarray(layer.start, layer.start + layer.size));
    values.push(blocks.kernel, blocks.recurrentKernel, blocks.bias);
  }
  for (const { start, inputs, paddedInputs, outputs, paddedOutputs } of layout.denses) {
    const kernel = new Float32Array(inputs * outputs);
    copyRows(parameters.subarray(start), paddedOutputs, kernel, outputs, inputs);
    const bias = start + paddedInputs * paddedOutputs;
    values.push(kernel, parameters.slice(bias, bias + outputs));
  }
  return values;
}

/** [V, E] from [V][paddedE]. */
export function unpackTable({ numWords, E, paddedE }: StackLayout, table: Float32Array): Float32Array {
  const values = new Float32Array(numWords * E);
  copyRows(table, paddedE, values, E, numWords);
  return values;
}

function copyRows(
  from: Float32Array,
  fromStride: number,
  to: Float32Array,
  toStride: number,
  numRows: number,
): void {
  const size = Math.min(fromStride, toStride);
  for (let row = 0; row < numRows; row++) {
    for (let i = 0; i < size; i++) to[row * toStride + i] = from[row * fromStride + i]!;
  }
}
