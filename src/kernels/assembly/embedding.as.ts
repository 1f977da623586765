/** Lookup in the embedding table, and the sum of its gradient by word. E is padded to a multiple of 8. */
import { VECTOR } from './vector.as';

/** inputs[r] = table[ids[r]] * mask[r] for the R rows of one step. @param row bytes from one row of `inputs` to the next. */
export function gatherStep(ids: usize, table: usize, mask: usize, inputs: usize, row: usize, E: i32, R: i32): void {
  const size: usize = E * 4;
  for (let r = 0; r < R; r++) {
    const word = table + <usize>load<i32>(ids + <usize>r * 4) * size;
    for (let e: usize = 0; e < size; e += VECTOR) {
      v128.store(inputs + e, f32x4.mul(v128.load(word + e), v128.load(mask + e)));
    }
    mask += size;
    inputs += row;
  }
}

/** Where the vector of a position's row in table k stands; zeros where it has none. */
@inline
export function embeddedAddress(ids: usize, k: i32, numTables: i32, table: usize, zeros: usize, size: usize): usize {
  const id = k < numTables ? load<i32>(ids + <usize>k * 4) : -1;
  return id < 0 ? zeros : table + <usize>id * size;
}

/**
 * Likewise from up to three tables, whose vectors are added, with a perturbation:
 * inputs[r] = (sum + scales[r] * direction[r]) * mask[r].
 * @param ids [R][numTables] @param direction [R][E], 0 for none. @param zeros [E]
 */
export function gatherSums(
  ids: usize, numTables: i32, table: usize, zeros: usize, direction: usize, scales: usize,
  mask: usize, inputs: usize, row: usize, E: i32, R: i32,
): void {
  const size: usize = E * 4;
  for (let r = 0; r < R; r++) {
    const a = embeddedAddress(ids, 0, numTables, table, zeros, size);
    const b = embeddedAddress(ids, 1, numTables, table, zeros, size);
    const c = embeddedAddress(ids, 2, numTables, table, zeros, size);
    const d = direction == 0 ? zeros : direction + <usize>r * size;
    const scale = f32x4.splat(direction == 0 ? 0 : load<f32>(scales + <usize>r * 4));
    for (let e: usize = 0; e < size; e += VECTOR) {
      const word = f32x4.add(f32x4.add(v128.load(a + e), v128.load(b + e)), v128.load(c + e));
      v128.store(inputs + e, f32x4.mul(f32x4.add(word, f32x4.mul(scale, v128.load(d + e))), v128.load(mask + e)));
    }
    ids += <usize>numTables * 4;
    mask += size;
    inputs += row;
  }
}

@unmanaged
class WordSumJob {
  /** Addresses of the rows [E] to be summed, those of one word together, always in the same order. */
  rows: usize;
  /** [numWords + 1] int32: word w of this batch has the rows starts[w] .. starts[w + 1]. */
  starts: usize;
  first: i32;
  last: i32;
  /** [words of the batch][E] */
  sums: usize;
  E: i32;
  /** Where the sum of squares of the results goes, one float64. */
  squares: usize;
}

/** Sums rows for the words first..last - 1, in float64: a frequent word has thousands. */
export function sumWords(address: usize): void {
  const job = changetype<WordSumJob>(address);
  const E = job.E;
  let squares = f64x2.splat(0);
  for (let word = job.first; word < job.last; word++) {
    const begin = job.rows + <usize>load<i32>(job.starts + <usize>word * 4) * 4;
    const end = job.rows + <usize>load<i32>(job.starts + <usize>word * 4, 4) * 4;
    const sum = job.sums + <usize>(word * E) * 4;
    for (let e: usize = 0; e < <usize>E * 4; e += 2 * VECTOR) {
      let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
      for (let row = begin; row < end; row += 4) {
        const at = <usize>load<u32>(row) + e;
        const left = v128.load(at), right = v128.load(at, 16);
        s0 = f64x2.add(s0, f64x2.promote_low_f32x4(left));
        s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.shuffle<i64>(left, left, 1, 1)));
        s2 = f64x2.add(s2, f64x2.promote_low_f32x4(right));
        s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.shuffle<i64>(right, right, 1, 1)));
      }
      v128.store(sum + e, v128.shuffle<i64>(f32x4.demote_f64x2_zero(s0), f32x4.demote_f64x2_zero(s1), 0, 2), 0);
      v128.store(sum + e, v128.shuffle<i64>(f32x4.demote_f64x2_zero(s2), f32x4.demote_f64x2_zero(s3), 0, 2), 16);
      squares = f64x2.add(squares, f64x2.add(f64x2.mul(s0, s0), f64x2.mul(s1, s1)));
      squares = f64x2.add(squares, f64x2.add(f64x2.mul(s2, s2), f64x2.mul(s3, s3)));
    }
  }
  store<f64>(job.squares, f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
}
