/** A batch laid out for the WASM kernel: ids, lengths, labels and masks by group, and its positions by word. */
import { VerdictError } from '../errors';
import { groupRows } from './wasmGroups';
import type { WasmModule } from './wasmModule';
import type { Reserve } from './wasmReserve';
import type { StackLayout } from './wasmStackLayout';
import { writeMasks, type StackMasks } from './wasmStackMasks';
import { writeWords, type BatchGroup, type BatchWords } from './wasmWords';

/** As data/batches.ts makes it. */
export interface StackBatch {
  /** B */
  size: number;
  /** [T * B], time-major: rows of the first table. */
  ids: Int32Array;
  /** Likewise for each further table. Id 0 is no n-gram: it adds nothing, and its row gets no gradient. */
  ngramIds: readonly Int32Array[];
  /** [B], 0..T */
  lengths: Int32Array;
  /** [B], 0 or 1. */
  labels: Uint8Array;
}

/**
 * Rows that walk through time together. Few, so that what one step of them writes for the way back is still in
 * the second-level cache then; a group's gradients go on top of those of the group before.
 */
export const STACK_GROUP_ROWS = 4;
/** Pieces of work that a large batch is cut into; a smaller one has two groups in each. */
const MAX_PIECES = 16;
const MIN_PIECE_GROUPS = 2;

/** Fields of Group in assembly/network.as.ts. */
const GROUP_FIELDS = 8;
/** As a row of a table: none. */
const NO_ROW = -1;

/** Groups that are one job. */
export interface BatchPiece {
  firstGroup: number;
  lastGroup: number;
  /** Address of the sum of their weights' gradients, 0 when none is wanted. */
  gradients: number;
}

/** What goes back through the network: nothing, gradients of the embedded words, or those of all weights too. */
export type WantedGradients = 'none' | 'words' | 'weights';

export interface LaidBatch {
  /** The largest of the groups. */
  steps: number;
  groups: BatchGroup[];
  /** Address of the groups' addresses, as assembly/network.as.ts reads them. */
  groupTable: number;
  pieces: BatchPiece[];
  /** Address of each row's results, in the order of the batch. */
  results: number[];
  /** Null when no gradient of the weights is wanted. */
  words: BatchWords | null;
}

interface LayOptions {
  layout: StackLayout;
  goBackwards: boolean;
  wanted: WantedGradients;
  /** Null for none. */
  masks: StackMasks | null;
  /** [rows of all tables], as writeWords takes it. */
  counts: Int32Array;
}

export function layBatch(
  module: WasmModule,
  reserve: Reserve,
  batch: StackBatch,
  options: LayOptions,
): LaidBatch {
  const { layout, masks, wanted } = options;
  const isTraining = wanted === 'weights';
  const groups = groupRows(batch.lengths, STACK_GROUP_ROWS, true);
  const pieces = cutIntoPieces(groups.length);
  const numTables = layout.tables.length;
  if (batch.ngramIds.length !== numTables - 1) {
    throw new VerdictError(
      'internal',
      `A batch has n-grams for ${batch.ngramIds.length + 1} of ${numTables} tables.`,
    );
  }
  const numPositions = isTraining ? numTables * batch.lengths.reduce((sum, length) => sum + length, 0) : 0;
  const maxWords = Math.min(layout.numRows, numPositions);
  const addresses = reserve.take([
    numPositions,
    maxWords + 1,
    maxWords + 1,
    maxWords * layout.paddedE,
    GROUP_FIELDS * groups.length,
    ...pieces.map(() => (isTraining ? layout.size : 0)),
    ...groups.flatMap(({ R, steps }) => [
      steps * R * numTables,
      R,
      R,
      R * layout.maskSize,
      4 * R,
      wanted === 'none' ? 0 : steps * R * layout.paddedE,
    ]),
  ]);
  let next = 0;
  const take = (): number => addresses[next++]!;
  const words = { rows: take(), starts: take(), ids: take(), sums: take() };
  const groupTable = take();
  const laidPieces = pieces.map(({ firstGroup, lastGroup }): BatchPiece => {
    const gradients = take();
    return { firstGroup, lastGroup, gradients: isTraining ? gradients : 0 };
  });
  const laid = groups.map(({ rows, R, steps }): BatchGroup => {
    const [ids, lengths, labels, ofMasks, results, dX] = [take(), take(), take(), take(), take(), take()];
    return { rows, R, steps, ids, lengths, labels, masks: ofMasks, results, dX };
  });
  const table = module.ints(groupTable, GROUP_FIELDS * groups.length);
  const results: number[] = [];
  laid.forEach((group, g) => {
    writeRows(module, group, batch, options);
    writeMasks(module.floats(group.masks, group.R * layout.maskSize), group, layout, masks);
    const { rows, steps, ids, lengths, labels, dX } = group;
    table.set([rows.length, steps, ids, lengths, labels, group.masks, group.results, dX], GROUP_FIELDS * g);
    rows.forEach((row, r) => {
      results[row] = group.results + 16 * r;
    });
  });
  const numWords = isTraining ? writeWords(module, laid, numPositions, layout, options.counts, words) : 0;
  return {
    steps: groups[0]!.steps,
    groups: laid,
    groupTable,
    pieces: laidPieces,
    results,
    words: isTraining ? { numWords, ...words } : null,
  };
}

function cutIntoPieces(numGroups: number): { firstGroup: number; lastGroup: number }[] {
  const size = Math.max(MIN_PIECE_GROUPS, Math.ceil(numGroups / MAX_PIECES));
  return Array.from({ length: Math.ceil(numGroups / size) }, (_, piece) => ({
    firstGroup: piece * size,
    lastGroup: Math.min(numGroups, (piece + 1) * size),
  }));
}

/** Ids [steps][R][numTables], lengths [R] and labels [R]; padding reads word 0, which leads nowhere. */
function writeRows(
  module: WasmModule,
  group: BatchGroup,
  { size, ...batch }: StackBatch,
  { layout: { tables }, goBackwards }: LayOptions,
): void {
  const { R, steps } = group;
  const numTables = tables.length;
  const ids = module.ints(group.ids, steps * R * numTables).fill(0);
  const lengths = module.ints(group.lengths, R).fill(0);
  const labels = module.ints(group.labels, R).fill(0);
  group.rows.forEach((row, r) => {
    const length = batch.lengths[row]!;
    lengths[r] = length;
    labels[r] = batch.labels[row]!;
    for (let t = 0; t < length; t++) {
      ids[(t * R + r) * numTables] = batch.ids[(goBackwards ? length - 1 - t : t) * size + row]!;
    }
    for (let k = 1; k < numTables; k++) {
      const { firstRow } = tables[k]!;
      const ngramIds = batch.ngramIds[k - 1]!;
      for (let t = 0; t < length; t++) {
        const id = ngramIds[(goBackwards ? length - 1 - t : t) * size + row]!;
        ids[(t * R + r) * numTables + k] = id === 0 ? NO_ROW : firstRow + id;
      }
    }
  });
}
