/** The norms of the gradients that a training step leaves in the WASM kernel's memory. */
import type { WasmModule } from './wasmModule';
import type { StackLayout } from './wasmStackLayout';
import type { StackMemory } from './wasmStackMemory';
import { unpackRest } from './wasmStackParameters';
import type { BatchWords } from './wasmWords';

/**
 * L2 norm of the gradient of each weight, in Keras's order (packParameters), in float64.
 * @param words of the batch that was trained last, before anything else ran
 */
export function gradientNorms(
  module: WasmModule,
  layout: StackLayout,
  memory: StackMemory,
  words: BatchWords,
): number[] {
  const rest = unpackRest(layout, module.floats(memory.gradients, layout.size));
  return [...tableNorms(module, layout, words), ...rest.map((values) => Math.sqrt(sumOfSquares(values)))];
}

/** Words that are not in the batch have no gradient, so the sums of those that are in it are all there is. */
function tableNorms(module: WasmModule, { tables, paddedE }: StackLayout, words: BatchWords): number[] {
  const ids = module.ints(words.ids, words.numWords);
  const sums = module.floats(words.sums, words.numWords * paddedE);
  let word = 0;
  return tables.map(({ firstRow, numRows }) => {
    const start = word;
    // Ascending, over the rows of all tables.
    while (word < ids.length && ids[word]! < firstRow + numRows) word++;
    return Math.sqrt(sumOfSquares(sums.subarray(start * paddedE, word * paddedE)));
  });
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}
