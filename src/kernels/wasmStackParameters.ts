/** Parameters of a whole network between Keras's layout and that of the WASM kernel (wasmStackLayout.ts). */
import { packBlocks, unpackBlocks } from './wasmLayout';
import type { StackLayout } from './wasmStackLayout';

/**
 * @param values in Keras's order: tables; kernel, recurrent kernel and bias of each LSTM, forward before backward;
 * kernel and bias of each dense layer.
 * @param table and @param parameters zeroed.
 */
export function packParameters(
  layout: StackLayout,
  values: readonly Float32Array[],
  table: Float32Array,
  parameters: Float32Array,
): void {
  const { tables, E, paddedE } = layout;
  let next = 0;
  for (const { numRows, firstRow } of tables) {
    copyRows(values[next++]!, E, table.subarray(firstRow * paddedE), paddedE, numRows);
  }
  for (const layer of layout.lstms) {
    const into = parameters.subarray(layer.start, layer.start + layer.size);
    const kernel = new Float32Array(layer.paddedE * 4 * layer.H);
    spread(values[next]!, kernel, layer.inputParts);
    packBlocks({ ...layer, E: layer.paddedE }, kernel, values[next + 1]!, values[next + 2]!, into);
    next += 3;
  }
  for (const { start, inputs, inputParts, paddedInputs, outputs, paddedOutputs } of layout.denses) {
    const rows = new Float32Array(inputs * paddedOutputs);
    copyRows(values[next]!, outputs, rows, paddedOutputs, inputs);
    const kernelSize = paddedInputs * paddedOutputs;
    spread(rows, parameters.subarray(start, start + kernelSize), inputParts);
    parameters.set(values[next + 1]!, start + kernelSize);
    next += 2;
  }
}

/** Copies in Keras's order, as `packParameters` takes them. */
export function unpackParameters(
  layout: StackLayout,
  table: Float32Array,
  parameters: Float32Array,
): Float32Array[] {
  const tables = layout.tables.map((_, index) => unpackTable(layout, index, table));
  return [...tables, ...unpackRest(layout, parameters)];
}

/** All but the tables. */
export function unpackRest(layout: StackLayout, parameters: Float32Array): Float32Array[] {
  const values: Float32Array[] = [];
  for (const layer of layout.lstms) {
    const from = parameters.subarray(layer.start, layer.start + layer.size);
    const blocks = unpackBlocks({ ...layer, E: layer.paddedE }, from);
    const kernel = new Float32Array(layer.E * 4 * layer.H);
    gather(blocks.kernel, kernel, layer.inputParts);
    values.push(kernel, blocks.recurrentKernel, blocks.bias);
  }
  for (const { start, inputs, inputParts, paddedInputs, outputs, paddedOutputs } of layout.denses) {
    const bias = start + paddedInputs * paddedOutputs;
    const rows = new Float32Array(inputs * paddedOutputs);
    gather(parameters.subarray(start, bias), rows, inputParts);
    const kernel = new Float32Array(inputs * outputs);
    copyRows(rows, paddedOutputs, kernel, outputs, inputs);
    values.push(kernel, parameters.slice(bias, bias + outputs));
  }
  return values;
}

/** One of the tables, [rows, E], from [rows of all][paddedE]. */
export function unpackTable(
  { tables, E, paddedE }: StackLayout,
  index: number,
  table: Float32Array,
): Float32Array {
  const { numRows, firstRow } = tables[index]!;
  const values = new Float32Array(numRows * E);
  copyRows(table.subarray(firstRow * paddedE), paddedE, values, E, numRows);
  return values;
}

/**
 * Spreads values that come in equal parts, so that each part has room for its padding.
 * @param to zeroed.
 */
export function spread(from: Float32Array, to: Float32Array, parts: number): void {
  const [part, padded] = [from.length / parts, to.length / parts];
  for (let p = 0; p < parts; p++) to.set(from.subarray(p * part, (p + 1) * part), p * padded);
}

/** The reverse of `spread`. */
function gather(from: Float32Array, to: Float32Array, parts: number): void {
  const [part, padded] = [to.length / parts, from.length / parts];
  for (let p = 0; p < parts; p++) to.set(from.subarray(p * padded, p * padded + part), p * part);
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
