/**
 * Adversarial perturbation of the embedded words (Miyato, Dai and Goodfellow 2017, "Adversarial training methods
 * for semi-supervised text classification"): `r = size * rms * g / |g|` for each review, g being the gradient of
 * the loss over all its words and rms the root mean square norm of their vectors.
 */
import { embeddedAddress } from './embedding.as';
import { VECTOR } from './vector.as';

/** scales[r] = size * rms / |g|, what a row's gradient [T][R][E] is multiplied by; 0 where there is no gradient. */
export function perturbationScales(
  ids: usize, numTables: i32, table: usize, zeros: usize, dX: usize, size: f32, scales: usize,
  lengths: usize, E: i32, R: i32,
): void {
  const row: usize = E * 4;
  for (let r = 0; r < R; r++) {
    const length = load<i32>(lengths + <usize>r * 4);
    let words = f64x2.splat(0), gradients = f64x2.splat(0);
    for (let t = 0; t < length; t++) {
      const position = <usize>(t * R + r);
      const id = ids + position * <usize>numTables * 4;
      const a = embeddedAddress(id, 0, numTables, table, zeros, row);
      const b = embeddedAddress(id, 1, numTables, table, zeros, row);
      const c = embeddedAddress(id, 2, numTables, table, zeros, row);
      const g = dX + position * row;
      for (let e: usize = 0; e < row; e += VECTOR) {
        const word = f32x4.add(f32x4.add(v128.load(a + e), v128.load(b + e)), v128.load(c + e));
        words = addSquares(words, word);
        gradients = addSquares(gradients, v128.load(g + e));
      }
    }
    const norm = Math.sqrt(f64x2.extract_lane(gradients, 0) + f64x2.extract_lane(gradients, 1));
    const rms = Math.sqrt((f64x2.extract_lane(words, 0) + f64x2.extract_lane(words, 1)) / f64(max(1, length)));
    store<f32>(scales + <usize>r * 4, norm > 0 ? <f32>(f64(size) * rms / norm) : 0);
  }
}

@inline
function addSquares(sum: v128, values: v128): v128 {
  const low = f64x2.promote_low_f32x4(values);
  const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1));
  return f64x2.add(sum, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
}
