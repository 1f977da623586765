/**
 * How a batch is laid out for the WASM kernel: rows sorted by length in groups, each only as long as its
 * longest row, and the copies in and out.
 */
import { paddedRows } from './wasmLayout';

/** Rows per group of the op: a batch of 64 is four pieces of work, each with weight gradients of its own. */
export const GROUP_ROWS = 16;

export interface Group {
  /** Rows of the batch, longest first. */
  rows: Int32Array;
  /** R: their number padded to a multiple of 4. */
  R: number;
  /** T of this group: its longest row. */
  steps: number;
}

/**
 * @param rowsPerGroup at most so many.
 * @param withEmpty whether rows of length 0 belong to a group; an LSTM alone has nothing to compute for them.
 */
export function groupRows(lengths: Int32Array, rowsPerGroup: number, withEmpty = false): Group[] {
  const order = Int32Array.from({ length: lengths.length }, (_, i) => i)
    .filter((row) => withEmpty || lengths[row]! > 0)
    .toSorted((a, b) => lengths[b]! - lengths[a]! || a - b);
  const groups: Group[] = [];
  for (let start = 0; start < order.length; start += rowsPerGroup) {
    const rows = order.slice(start, start + rowsPerGroup);
    groups.push({ rows, R: paddedRows(rows.length), steps: lengths[rows[0]!]! });
  }
  return groups;
}

export interface CopyOptions {
  group: Group;
  lengths: Int32Array;
  /** B of the batch. */
  batchSize: number;
  /** Values per row in the batch's array and in the group's. */
  size: number;
  stride: number;
  /** Step t of the group is step lengths[row] - 1 - t of the batch. */
  isReversed: boolean;
  /** [B, size], what values are multiplied by on the way; null for 1. */
  mask: Float32Array | null;
}

/** From [T, B, size] to [T_group][R][stride]. Only real steps are written. */
export function copyIn(from: Float32Array, to: Float32Array, options: CopyOptions): void {
  eachRealStep(options, (outer, inner, maskStart, { size, mask }) => {
    if (mask === null) {
      for (let i = 0; i < size; i++) to[inner + i] = from[outer + i]!;
    } else {
      for (let i = 0; i < size; i++) to[inner + i] = from[outer + i]! * mask[maskStart + i]!;
    }
  });
}

/** From [T_group][R][stride] to [T, B, size]. Only real steps are written. */
export function copyOut(from: Float32Array, to: Float32Array, options: CopyOptions): void {
  eachRealStep(options, (outer, inner, maskStart, { size, mask }) => {
    if (mask === null) {
      for (let i = 0; i < size; i++) to[outer + i] = from[inner + i]!;
    } else {
      for (let i = 0; i < size; i++) to[outer + i] = from[inner + i]! * mask[maskStart + i]!;
    }
  });
}

function eachRealStep(
  options: CopyOptions,
  visit: (outer: number, inner: number, maskStart: number, options: CopyOptions) => void,
): void {
  const { group, lengths, batchSize, size, stride, isReversed } = options;
  group.rows.forEach((row, r) => {
    const length = lengths[row]!;
    for (let t = 0; t < length; t++) {
      const step = isReversed ? length - 1 - t : t;
      visit((step * batchSize + row) * size, (t * group.R + r) * stride, row * size, options);
    }
  });
}
