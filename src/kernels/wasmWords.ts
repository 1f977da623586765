/**
 * The positions of a batch by word, so that the embedding's gradient is one sum per word. A "word" is a row of
 * the embedding tables, those of n-grams included.
 */
import type { Group } from './wasmGroups';
import type { WasmModule } from './wasmModule';
import type { StackLayout } from './wasmStackLayout';

/** Addresses of one group's part of a batch. */
export interface BatchGroup extends Group {
  ids: number;
  lengths: number;
  labels: number;
  masks: number;
  results: number;
  /** 0 when no gradient is wanted. */
  dX: number;
}

/** The positions of a batch by word, as assembly/embedding.as.ts reads them. */
export interface BatchWords {
  numWords: number;
  /** Addresses of [numPositions] addresses, [numWords + 1] starts, [numWords + 1] ascending ids, [numWords][E] sums. */
  rows: number;
  starts: number;
  ids: number;
  sums: number;
}

/**
 * Sorts the real positions by word (counting sort, stable).
 * @param numPositions at least the words of all positions. @param counts [rows of all tables] zeros, and zeros again afterwards.
 * @returns how many words the batch has.
 */
export function writeWords(
  module: WasmModule,
  groups: BatchGroup[],
  numPositions: number,
  { numRows, tables, paddedE }: StackLayout,
  counts: Int32Array,
  to: { rows: number; starts: number; ids: number },
): number {
  const rows = module.ints(to.rows, numPositions);
  const maxWords = Math.min(numRows, numPositions);
  const starts = module.ints(to.starts, maxWords + 1);
  const wordIds = module.ints(to.ids, maxWords + 1);
  eachWord(module, groups, tables.length, paddedE, (id) => {
    counts[id]!++;
  });
  let numFound = 0;
  let next = 0;
  for (let id = 0; id < numRows; id++) {
    const count = counts[id]!;
    if (count === 0) continue;
    starts[numFound] = next;
    wordIds[numFound++] = id;
    // From here on: where the word's next position goes.
    counts[id] = next;
    next += count;
  }
  starts[numFound] = next;
  wordIds[numFound] = numRows;
  eachWord(module, groups, tables.length, paddedE, (id, address) => {
    rows[counts[id]!++] = address;
  });
  for (let word = 0; word < numFound; word++) counts[wordIds[word]!] = 0;
  return numFound;
}

function eachWord(
  module: WasmModule,
  groups: BatchGroup[],
  numTables: number,
  paddedE: number,
  visit: (id: number, address: number) => void,
): void {
  for (const { R, steps, dX, ...group } of groups) {
    const ids = module.ints(group.ids, steps * R * numTables);
    const lengths = module.ints(group.lengths, R);
    for (let t = 0; t < steps; t++) {
      for (let r = 0; r < R; r++) {
        if (t >= lengths[r]!) continue;
        const position = t * R + r;
        for (let k = 0; k < numTables; k++) {
          const id = ids[position * numTables + k]!;
          if (id >= 0) visit(id, dX + 4 * paddedE * position);
        }
      }
    }
  }
}
