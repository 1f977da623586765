/** Between the two directions in which a row can be walked: each is reversed within its own length. */
import { VECTOR } from './vector.as';

/** Step t of one direction is this step of the other, for t of 0..length - 1; padding stays where it is. */
@inline
export function mirrored(t: i32, length: i32): i32 {
  return t < length ? length - 1 - t : t;
}

/** Copies `size` bytes of each row of step t to where the other direction has it. Rows are `row` bytes apart. */
export function mirrorStep(from: usize, to: usize, row: usize, size: usize, t: i32, lengths: usize, R: i32): void {
  let target = to + <usize>(t * R) * row;
  for (let r = 0; r < R; r++) {
    const source = from + <usize>(mirrored(t, load<i32>(lengths + <usize>r * 4)) * R + r) * row;
    for (let i: usize = 0; i < size; i += VECTOR) v128.store(target + i, v128.load(source + i));
    target += row;
  }
}

/**
 * Hands the states of step t, [R][H], to the layer above, times its input mask.
 * @param to where its inputs of step 0 begin, rows `row` bytes apart; @param mask likewise, `maskRow` bytes apart.
 */
export function passUp(
  states: usize, H: i32, to: usize, row: usize, mask: usize, maskRow: usize,
  t: i32, isMirrored: bool, lengths: usize, R: i32,
): void {
  const size: usize = H * 4;
  for (let r = 0; r < R; r++) {
    const step = isMirrored ? mirrored(t, load<i32>(lengths + <usize>r * 4)) : t;
    const target = to + <usize>(step * R + r) * row;
    for (let i: usize = 0; i < size; i += VECTOR) {
      v128.store(target + i, f32x4.mul(v128.load(states + i), v128.load(mask + i)));
    }
    states += size;
    mask += maskRow;
  }
}

/** Copies or adds `size` bytes of each row of [T][R], rows `fromRow` and `toRow` bytes apart. */
export function moveRows(
  from: usize, fromRow: usize, to: usize, toRow: usize, size: usize,
  isMirrored: bool, isAdded: bool, lengths: usize, R: i32, T: i32,
): void {
  for (let t = 0; t < T; t++) {
    for (let r = 0; r < R; r++) {
      const step = isMirrored ? mirrored(t, load<i32>(lengths + <usize>r * 4)) : t;
      const target = to + <usize>(step * R + r) * toRow;
      if (isAdded) {
        for (let i: usize = 0; i < size; i += VECTOR) {
          v128.store(target + i, f32x4.add(v128.load(target + i), v128.load(from + i)));
        }
      } else {
        for (let i: usize = 0; i < size; i += VECTOR) v128.store(target + i, v128.load(from + i));
      }
      from += fromRow;
    }
  }
}
