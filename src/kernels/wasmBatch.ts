/** A batch laid out for the WASM kernel: ids, lengths, labels and masks by group, and its positions by word. */
import { groupRows, type Group } from './wasmGroups';
import type { WasmModule } from './wasmModule';
import type { Reserve } from './wasmReserve';
import type { StackLayout } from './wasmStackLayout';

/** As data/batches.ts makes it. */
export interface StackBatch {
  /** B */
  size: number;
  /** [T * B], time-major. */
  ids: Int32Array;
  /** [B], 0..T */
  lengths: Int32Array;
  /** [B], 0 or 1. */
  labels: Uint8Array;
}

/** Dropout masks of one LSTM layer; null for none. */
export interface LayerMasks {
  /** [B, E] */
  input: Float32Array | null;
  /** [B, H] */
  recurrent: Float32Array | null;
}

/** Addresses of one group's part of a batch, as assembly/network.as.ts reads them. */
export interface BatchGroup extends Group {
  ids: number;
  lengths: number;
  labels: number;
  masks: number;
  results: number;
  /** 0 when no gradient is wanted. */
  gradients: number;
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

export interface LaidBatch {
  groups: BatchGroup[];
  /** Null when no gradient is wanted. */
  words: BatchWords | null;
}

interface LayOptions {
  layout: StackLayout;
  goBackwards: boolean;
  /** For each LSTM layer, in training; null to go forwards only, without dropout. */
  masks: LayerMasks[] | null;
  /** [V] zeros, and zeros again afterwards. */
  counts: Int32Array;
}

/** Blocks of memory of one group. */
const GROUP_BLOCKS = 7;

export function layBatch(
  module: WasmModule,
  reserve: Reserve,
  batch: StackBatch,
  options: LayOptions,
): LaidBatch {
  const { layout, masks } = options;
  const isTraining = masks !== null;
  const groups = groupRows(batch.lengths, true);
  const numPositions = isTraining ? batch.lengths.reduce((sum, length) => sum + length, 0) : 0;
  const maxWords = Math.min(layout.numWords, numPositions);
  const addresses = reserve.take([
    numPositions,
    maxWords + 1,
    maxWords + 1,
    maxWords * layout.paddedE,
    // All gradients first, so that they lie at equal distances.
    ...groups.map(() => (isTraining ? layout.size : 0)),
    ...groups.flatMap(({ R, steps }) => [
      steps * R,
      R,
      R,
      R * layout.maskSize,
      4 * R,
      isTraining ? steps * R * layout.paddedE : 0,
    ]),
  ]);
  const [rows, starts, ids, sums] = addresses as [number, number, number, number];
  const laid = groups.map((group, g): BatchGroup => {
    const first = 4 + groups.length + (GROUP_BLOCKS - 1) * g;
    const at = (i: number): number => addresses[first + i]!;
    return {
      rows: group.rows,
      R: group.R,
      steps: group.steps,
      ids: at(0),
      lengths: at(1),
      labels: at(2),
      masks: at(3),
      results: at(4),
      gradients: isTraining ? addresses[4 + g]! : 0,
      dX: isTraining ? at(5) : 0,
    };
  });
  for (const group of laid) {
    writeRows(module, group, batch, options.goBackwards);
    writeMasks(module, group, options);
  }
  if (!isTraining) return { groups: laid, words: null };
  const numWords = writeWords(module, laid, numPositions, options, { rows, starts, ids });
  return { groups: laid, words: { numWords, rows, starts, ids, sums } };
}

/** Ids [steps][R], lengths [R] and labels [R]; padding reads word 0, which leads nowhere. */
function writeRows(module: WasmModule, group: BatchGroup, batch: StackBatch, goBackwards: boolean): void {
  const { R, steps } = group;
  const ids = module.ints(group.ids, steps * R).fill(0);
  const lengths = module.ints(group.lengths, R).fill(0);
  const labels = module.ints(group.labels, R).fill(0);
  group.rows.forEach((row, r) => {
    const length = batch.lengths[row]!;
    lengths[r] = length;
    labels[r] = batch.labels[row]!;
    for (let t = 0; t < length; t++) {
      ids[t * R + r] = batch.ids[(goBackwards ? length - 1 - t : t) * batch.size + row]!;
    }
  });
}

/** For each LSTM layer [R][paddedE] and [R][paddedH]; ones where there is no mask, padding included. */
function writeMasks(module: WasmModule, group: BatchGroup, { layout, masks }: LayOptions): void {
  const { R } = group;
  const values = module.floats(group.masks, R * layout.maskSize).fill(1);
  const write = (mask: Float32Array | null, start: number, size: number, stride: number): void => {
    if (mask === null) return;
    group.rows.forEach((row, r) =>
      values.set(mask.subarray(row * size, (row + 1) * size), start + r * stride),
    );
  };
  layout.lstms.forEach(({ E, H, paddedE, paddedH, masksStart }, i) => {
    const start = R * masksStart;
    write(masks?.[i]?.input ?? null, start, E, paddedE);
    write(masks?.[i]?.recurrent ?? null, start + R * paddedE, H, paddedH);
  });
}

/** Sorts the real positions by word (counting sort, stable). @returns how many words the batch has. */
function writeWords(
  module: WasmModule,
  groups: BatchGroup[],
  numPositions: number,
  { layout, counts }: LayOptions,
  to: { rows: number; starts: number; ids: number },
): number {
  const { numWords, paddedE } = layout;
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
