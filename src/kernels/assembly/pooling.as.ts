/**
 * Pooling over the real steps of each row. In a group's [R][features] every pooled part stands by itself: the
 * directions side by side, first their maxima, then their means. `row` is the bytes from one row of it to the next;
 * the address of a part that is not wanted is 0.
 */
import { VECTOR } from './vector.as';

export const LAST = 0;
export const MAX = 1;
export const MEAN = 2;
export const MAX_MEAN = 3;

@inline
export function hasMax(pooling: i32): bool {
  return pooling == MAX || pooling == MAX_MEAN;
}

@inline
export function hasMean(pooling: i32): bool {
  return pooling == MEAN || pooling == MAX_MEAN;
}

export function startPooling(max: usize, mean: usize, row: usize, size: usize, lengths: usize, R: i32): void {
  for (let r = 0; r < R; r++) {
    const at = <usize>r * row;
    // A row without any step has no maximum; it pools to zeros.
    const lowest = f32x4.splat(load<i32>(lengths + <usize>r * 4) == 0 ? 0 : -Infinity);
    for (let i: usize = 0; i < size; i += VECTOR) {
      if (max != 0) v128.store(max + at + i, lowest);
      if (mean != 0) v128.store(mean + at + i, f32x4.splat(0));
    }
  }
}

/**
 * Takes in the values [R][size bytes] of step t.
 * @param maxSteps int32 [R][size / 4], the step of each maximum. @param isReversed whether of equal values the last one walked counts, which is the first in time.
 */
export function poolStep(
  values: usize, size: usize, t: i32, max: usize, mean: usize, row: usize, maxSteps: usize,
  isReversed: bool, lengths: usize, R: i32,
): void {
  const step = i32x4.splat(t);
  for (let r = 0; r < R; r++) {
    if (t < load<i32>(lengths + <usize>r * 4)) {
      const at = <usize>r * row;
      const from = values + <usize>r * size;
      if (max != 0) {
        const steps = maxSteps + <usize>r * size;
        const largest = max + at;
        for (let i: usize = 0; i < size; i += VECTOR) {
          const value = v128.load(from + i), before = v128.load(largest + i);
          // In this form what is not a number becomes the maximum.
          const isOld = isReversed ? f32x4.lt(value, before) : f32x4.le(value, before);
          v128.store(largest + i, v128.bitselect(before, value, isOld));
          v128.store(steps + i, v128.bitselect(v128.load(steps + i), step, isOld));
        }
      }
      if (mean != 0) {
        const sum = mean + at;
        for (let i: usize = 0; i < size; i += VECTOR) {
          v128.store(sum + i, f32x4.add(v128.load(sum + i), v128.load(from + i)));
        }
      }
    }
  }
}

/** From sums to means. */
export function finishPooling(mean: usize, row: usize, size: usize, lengths: usize, R: i32): void {
  if (mean == 0) return;
  for (let r = 0; r < R; r++) {
    const share = meanShare(lengths, r);
    for (let i: usize = 0; i < size; i += VECTOR) {
      const at = mean + <usize>r * row + i;
      v128.store(at, f32x4.mul(v128.load(at), share));
    }
  }
}

/** Writes the gradient of the pooled values, times `mask` [R][size bytes], for every step: [T][R][size bytes]. */
export function poolGradient(
  dMax: usize, dMean: usize, row: usize, size: usize, maxSteps: usize, mask: usize, out: usize,
  lengths: usize, R: i32, T: i32,
): void {
  for (let t = 0; t < T; t++) {
    for (let r = 0; r < R; r++) {
      const to = out + <usize>(t * R + r) * size;
      if (dMean == 0 || t >= load<i32>(lengths + <usize>r * 4)) {
        memory.fill(to, 0, size);
        continue;
      }
      const share = meanShare(lengths, r);
      const from = dMean + <usize>r * row, m = mask + <usize>r * size;
      for (let i: usize = 0; i < size; i += VECTOR) {
        v128.store(to + i, f32x4.mul(f32x4.mul(v128.load(from + i), share), v128.load(m + i)));
      }
    }
  }
  if (dMax == 0) return;
  for (let r = 0; r < R; r++) {
    if (load<i32>(lengths + <usize>r * 4) == 0) continue;
    for (let i: usize = 0; i < size; i += 4) {
      const inRow = <usize>r * size + i;
      const to = out + <usize>(load<i32>(maxSteps + inRow) * R) * size + inRow;
      store<f32>(to, load<f32>(to) + load<f32>(dMax + <usize>r * row + i) * load<f32>(mask + inRow));
    }
  }
}

@inline
function meanShare(lengths: usize, r: i32): v128 {
  return f32x4.splat(1 / <f32>max(1, load<i32>(lengths + <usize>r * 4)));
}
