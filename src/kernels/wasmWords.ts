/** The positions of a batch by word, so that the embedding's gradient is one sum per word. */
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
 * @param counts [V] zeros, and zeros again afterwards.
 * @returns how many words the batch has.
 */
export function writeWords(
  module: WasmModule,
  groups: BatchGroup[],
  numPositions: number,
  { numWords, paddedE }: StackLayout,
  counts: Int32Array,
  to: { rows: number; starts: number; ids: number },
): number {
  const rows = module.ints(to.rows, numPositions);
  const maxWords = Math.min(numWords, numPositions);
  const starts = module.ints(to.starts, maxWords + 1);
  const wordIds = module.ints(to.ids, maxWords + 1);
  eachPosition(module, groups, paddedE, (id) => {
    counts[id]!++;
  });
  let numFound = 0;
  let next = 0;
  for (let id = 0; id < numWords; id++) {
    const count = counts[id]!;
    if (count === 0) continue;
    starts[numFound] = next;
    wordIds[numFound++] = id;
    // From here on: where the word's next position goes.
    counts[id] = next;
    next += count;
  }
  starts[numFound] = next;
  wordIds[numFound] = numWords;
  eachPosition(module, groups, paddedE, (id, address) => {
    rows[counts[id]!++] = address;
  });
  for (let word = 0; word < numFound; word++) counts[wordIds[word]!] = 0;
  return numFound;
}

function eachPosition(
  module: WasmModule,
  groups: BatchGroup[],
  paddedE: number,
  visit: (id: number, address: number) => void,
): void {
  for (const { R, steps, dX, ...group } of groups) {
    const ids = module.ints(group.ids, steps * R);
    const lengths = module.ints(group.lengths, R);
    for (let t = 0; t < steps; t++) {
      for (let r = 0; r < R; r++) {
        const position = t * R + r;
        if (t < lengths[r]!) visit(ids[position]!, dX + 4 * paddedE * position);
      }
    }
  }
}
