/** Vectors of four float32: sizes, and the activations of the LSTM. */

/** float32 values of a vector, and its bytes. */
export const LANES = 4;
export const VECTOR: usize = 16;
/** Bytes of the four gates of four units (a "block"), and of what the forward pass records of them. */
export const GATES: usize = 64;
export const RECORD: usize = 96;

/**
 * Coefficients of tanh(x) = x P(x^2) / Q(x^2) on |x| <= 7.905, each splatted. Source: Eigen's float
 * approximation (Eigen/src/Core/MathFunctionsImpl.h); error about 1e-7.
 */
export const TANH: usize = memory.data<f32>(
  [
    7.90531110763549805, 7.90531110763549805, 7.90531110763549805, 7.90531110763549805,
    -7.90531110763549805, -7.90531110763549805, -7.90531110763549805, -7.90531110763549805,
    -2.76076847742355e-16, -2.76076847742355e-16, -2.76076847742355e-16, -2.76076847742355e-16,
    2.00018790482477e-13, 2.00018790482477e-13, 2.00018790482477e-13, 2.00018790482477e-13,
    -8.60467152213735e-11, -8.60467152213735e-11, -8.60467152213735e-11, -8.60467152213735e-11,
    5.12229709037114e-8, 5.12229709037114e-8, 5.12229709037114e-8, 5.12229709037114e-8,
    1.48572235717979e-5, 1.48572235717979e-5, 1.48572235717979e-5, 1.48572235717979e-5,
    6.37261928875436e-4, 6.37261928875436e-4, 6.37261928875436e-4, 6.37261928875436e-4,
    4.89352455891786e-3, 4.89352455891786e-3, 4.89352455891786e-3, 4.89352455891786e-3,
    1.19825839466702e-6, 1.19825839466702e-6, 1.19825839466702e-6, 1.19825839466702e-6,
    1.18534705686654e-4, 1.18534705686654e-4, 1.18534705686654e-4, 1.18534705686654e-4,
    2.26843463243900e-3, 2.26843463243900e-3, 2.26843463243900e-3, 2.26843463243900e-3,
    4.89352518554385e-3, 4.89352518554385e-3, 4.89352518554385e-3, 4.89352518554385e-3,
    0.5, 0.5, 0.5, 0.5,
    1, 1, 1, 1,
  ],
  16,
);

/** sum + a * b, in one instruction where the build may use relaxed SIMD; that rounds once instead of twice. */
@inline
export function madd(a: v128, b: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

@inline
export function tanh4(value: v128): v128 {
  // In this order of operands what is not a number stays so.
  const x = f32x4.pmax(f32x4.pmin(value, v128.load(TANH, 0)), v128.load(TANH, 16));
  const s = f32x4.mul(x, x);
  let p = madd(s, v128.load(TANH, 32), v128.load(TANH, 48));
  p = madd(s, p, v128.load(TANH, 64));
  p = madd(s, p, v128.load(TANH, 80));
  p = madd(s, p, v128.load(TANH, 96));
  p = madd(s, p, v128.load(TANH, 112));
  p = madd(s, p, v128.load(TANH, 128));
  let q = madd(s, v128.load(TANH, 144), v128.load(TANH, 160));
  q = madd(s, q, v128.load(TANH, 176));
  q = madd(s, q, v128.load(TANH, 192));
  return f32x4.div(f32x4.mul(x, p), q);
}

@inline
export function one4(): v128 {
  return v128.load(TANH, 224);
}

/** Copies `size` bytes of the rows whose length is `length`, rows `fromRow` and `toRow` bytes apart. */
export function copyEndingRows(
  lengths: usize, length: i32, from: usize, fromRow: usize, to: usize, toRow: usize, size: usize, R: i32,
): void {
  for (let r = 0; r < R; r++) {
    if (load<i32>(lengths + <usize>r * 4) == length) {
      memory.copy(to + <usize>r * toRow, from + <usize>r * fromRow, size);
    }
  }
}

/** values *= mask */
export function multiply(values: usize, mask: usize, size: usize): void {
  for (let i: usize = 0; i < size; i += VECTOR) {
    v128.store(values + i, f32x4.mul(v128.load(values + i), v128.load(mask + i)));
  }
}
