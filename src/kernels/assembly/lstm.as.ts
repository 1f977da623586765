/**
 * Fused LSTM in WebAssembly SIMD (AssemblyScript): all time steps of a group of rows in one call.
 *
 * A group is R rows of a batch that walk through time together, so that their state stays in cache.
 * Sizes are padded by the caller: E and H to multiples of 8, R to a multiple of 4, with zeros; a padded
 * unit has zero weights, hence h = c = 0 and no gradient. All values are float32, all addresses bytes.
 *
 * Layouts (K = E + H, a "block" is 4 units, 4H/16 = H/4 blocks):
 *   xh       [T + 1][R][K]         x_t * inputMask, then h_(t-1) * recurrentMask
 *   h        [T][R][H]             h_t
 *   record   [T + 1][blocks][R][6][4]  i, f, g, o, c, tanh(c) of four units; step t stands at slot t + 1
 *   weights  [blocks][K][4 gates][4 units]   i, f and o halved: sigmoid(z) = 0.5 + 0.5 tanh(z / 2)
 *   bias     [blocks][4 gates][4 units]      likewise
 *   weightsT [K / 8][blocks][4 gates][4 units][8]   not halved, for the products with dz
 * Gate order i, f, c, o as in Keras; g is the candidate tanh(z_c).
 */

/** float32 values of a vector. */
const LANES = 4;
/** Bytes: a vector, the four gates of four units, one unit block of `record`, and eight columns of weightsT for 16 dz values. */
const VECTOR: usize = 16;
const GATES: usize = 64;
const RECORD: usize = 96;
const PANEL: usize = 512;
/** Steps whose dz are kept together before they go into the weight gradients: enough to amortise, few enough for the cache. */
const CHUNK = 4;

/**
 * Coefficients of tanh(x) = x P(x^2) / Q(x^2) on |x| <= 7.905, each splatted. Source: Eigen's float
 * approximation (Eigen/src/Core/MathFunctionsImpl.h); error about 1e-7.
 */
const TANH: usize = memory.data<f32>(
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

/** First address that the caller may use. */
export function heapBase(): usize {
  return __heap_base;
}

@inline
function madd(a: v128, b: v128, sum: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

@inline
function tanh4(value: v128): v128 {
  const x = f32x4.pmax(v128.load(TANH, 16), f32x4.pmin(v128.load(TANH, 0), value));
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

/** sigmoid(2 z) from z: the halving is in the weights. */
@inline
function sigmoidOfHalf(z: v128): v128 {
  const half = v128.load(TANH, 208);
  return madd(half, tanh4(z), half);
}

/** From the four gates' sums to c, h and the record of one row and block. Returns h. */
@inline
function activate(zi: v128, zf: v128, zc: v128, zo: v128, previous: usize, now: usize): v128 {
  const i = sigmoidOfHalf(zi);
  const f = sigmoidOfHalf(zf);
  const g = tanh4(zc);
  const o = sigmoidOfHalf(zo);
  const c = f32x4.add(f32x4.mul(f, v128.load(previous, 64)), f32x4.mul(i, g));
  const tanhC = tanh4(c);
  v128.store(now, i, 0);
  v128.store(now, f, 16);
  v128.store(now, g, 32);
  v128.store(now, o, 48);
  v128.store(now, c, 64);
  v128.store(now, tanhC, 80);
  return f32x4.mul(o, tanhC);
}

/**
 * All steps forwards. `xh` holds x and, at t = 0, zeros for h; `record` slot 0 is zero.
 * @param mask [R][H], what h_(t-1) is multiplied by before the recurrent product.
 * @param recordStep bytes from one slot of `record` to the next; 0 keeps only the newest (no gradient wanted).
 */
export function forward(
  xh: usize, h: usize, record: usize, recordStep: usize, mask: usize,
  weights: usize, bias: usize, E: i32, H: i32, R: i32, T: i32,
): void {
  const K = E + H;
  const row: usize = K * 4;
  const hRow: usize = H * 4;
  for (let t = 0; t < T; t++) {
    const inputs = xh + <usize>t * R * row;
    const nextState = inputs + <usize>R * row + <usize>E * 4;
    const out = h + <usize>t * R * hRow;
    let previous = record + <usize>t * recordStep;
    let now = previous + recordStep;
    for (let block = 0; block < H / LANES; block++) {
      const at = <usize>block * VECTOR;
      const b = bias + <usize>block * GATES;
      // A tile of 2 rows x 4 gates x 4 units: eight sums in registers over all K inputs.
      for (let r = 0; r < R; r += 2) {
        let a = inputs + <usize>r * row;
        let w = weights + <usize>(block * K) * GATES;
        let i0 = v128.load(b, 0), f0 = v128.load(b, 16), c0 = v128.load(b, 32), o0 = v128.load(b, 48);
        let i1 = i0, f1 = f0, c1 = c0, o1 = o0;
        let a1 = a + row;
        for (let k = 0; k < K; k += 4) {
          let u = v128.load32_splat(a, 0), v = v128.load32_splat(a1, 0);
          let wi = v128.load(w, 0), wf = v128.load(w, 16), wc = v128.load(w, 32), wo = v128.load(w, 48);
          i0 = madd(u, wi, i0); f0 = madd(u, wf, f0); c0 = madd(u, wc, c0); o0 = madd(u, wo, o0);
          i1 = madd(v, wi, i1); f1 = madd(v, wf, f1); c1 = madd(v, wc, c1); o1 = madd(v, wo, o1);
          u = v128.load32_splat(a, 4); v = v128.load32_splat(a1, 4);
          wi = v128.load(w, 64); wf = v128.load(w, 80); wc = v128.load(w, 96); wo = v128.load(w, 112);
          i0 = madd(u, wi, i0); f0 = madd(u, wf, f0); c0 = madd(u, wc, c0); o0 = madd(u, wo, o0);
          i1 = madd(v, wi, i1); f1 = madd(v, wf, f1); c1 = madd(v, wc, c1); o1 = madd(v, wo, o1);
          u = v128.load32_splat(a, 8); v = v128.load32_splat(a1, 8);
          wi = v128.load(w, 128); wf = v128.load(w, 144); wc = v128.load(w, 160); wo = v128.load(w, 176);
          i0 = madd(u, wi, i0); f0 = madd(u, wf, f0); c0 = madd(u, wc, c0); o0 = madd(u, wo, o0);
          i1 = madd(v, wi, i1); f1 = madd(v, wf, f1); c1 = madd(v, wc, c1); o1 = madd(v, wo, o1);
          u = v128.load32_splat(a, 12); v = v128.load32_splat(a1, 12);
          wi = v128.load(w, 192); wf = v128.load(w, 208); wc = v128.load(w, 224); wo = v128.load(w, 240);
          i0 = madd(u, wi, i0); f0 = madd(u, wf, f0); c0 = madd(u, wc, c0); o0 = madd(u, wo, o0);
          i1 = madd(v, wi, i1); f1 = madd(v, wf, f1); c1 = madd(v, wc, c1); o1 = madd(v, wo, o1);
          a += 16; a1 += 16; w += 256;
        }
        const h0 = activate(i0, f0, c0, o0, previous, now);
        const h1 = activate(i1, f1, c1, o1, previous + RECORD, now + RECORD);
        const hAt = <usize>r * hRow + at;
        v128.store(out + hAt, h0);
        v128.store(out + hAt + hRow, h1);
        const next = nextState + <usize>r * row + at;
        v128.store(next, f32x4.mul(h0, v128.load(mask + hAt)));
        v128.store(next + row, f32x4.mul(h1, v128.load(mask + hAt + hRow)));
        previous += 2 * RECORD;
        now += 2 * RECORD;
      }
    }
  }
}

/**
 * out[R][N] = dz W^T for one step: `panels` are the N / 8 panels of weightsT, dz is [blocks] apart by
 * `dzBlock` bytes with rows of 16 values. Tiles of 4 rows x 8 columns.
 */
function timesTransposed(
  dz: usize, dzBlock: usize, panels: usize, out: usize, outRow: usize, R: i32, N: i32, blocks: i32,
): void {
  for (let n = 0; n < N; n += 8) {
    const panel = panels + <usize>(n >> 3) * blocks * PANEL;
    for (let r = 0; r < R; r += 4) {
      let a = dz + <usize>r * GATES;
      let w = panel;
      let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      for (let block = 0; block < blocks; block++) {
        let q = a;
        const end = w + PANEL;
        while (w < end) {
          let left = v128.load(w, 0), right = v128.load(w, 16);
          let u = v128.load32_splat(q, 0);
          s00 = madd(u, left, s00); s01 = madd(u, right, s01);
          u = v128.load32_splat(q, 64);
          s10 = madd(u, left, s10); s11 = madd(u, right, s11);
          u = v128.load32_splat(q, 128);
          s20 = madd(u, left, s20); s21 = madd(u, right, s21);
          u = v128.load32_splat(q, 192);
          s30 = madd(u, left, s30); s31 = madd(u, right, s31);
          left = v128.load(w, 32); right = v128.load(w, 48);
          u = v128.load32_splat(q, 4);
          s00 = madd(u, left, s00); s01 = madd(u, right, s01);
          u = v128.load32_splat(q, 68);
          s10 = madd(u, left, s10); s11 = madd(u, right, s11);
          u = v128.load32_splat(q, 132);
          s20 = madd(u, left, s20); s21 = madd(u, right, s21);
          u = v128.load32_splat(q, 196);
          s30 = madd(u, left, s30); s31 = madd(u, right, s31);
          w += 64; q += 8;
        }
        a += dzBlock;
      }
      const o = out + <usize>r * outRow + <usize>n * 4;
      v128.store(o, s00, 0); v128.store(o, s01, 16);
      v128.store(o + outRow, s10, 0); v128.store(o + outRow, s11, 16);
      v128.store(o + 2 * outRow, s20, 0); v128.store(o + 2 * outRow, s21, 16);
      v128.store(o + 3 * outRow, s30, 0); v128.store(o + 3 * outRow, s31, 16);
    }
  }
}

/** One step of the cell backwards: from dh and dc to dz of every row and block; dc becomes dc_(t-1); db gathers. */
function cellGradient(
  dH: usize, dh: usize, dc: usize, mask: usize, previous: usize, now: usize,
  dz: usize, dzBlock: usize, dBias: usize, H: i32, R: i32,
): void {
  const one = v128.load(TANH, 224);
  const hRow: usize = H * 4;
  for (let block = 0; block < H / LANES; block++) {
    const at = <usize>block * VECTOR;
    const b = dBias + <usize>block * GATES;
    let bi = v128.load(b, 0), bf = v128.load(b, 16), bc = v128.load(b, 32), bo = v128.load(b, 48);
    let q = dz + <usize>block * dzBlock;
    for (let r = 0; r < R; r++) {
      const hAt = <usize>r * hRow + at;
      // What came through the recurrent product went through its mask; what came from above did not.
      const dhRow = madd(v128.load(dh + hAt), v128.load(mask + hAt), v128.load(dH + hAt));
      const i = v128.load(now, 0), f = v128.load(now, 16), g = v128.load(now, 32), o = v128.load(now, 48);
      const tanhC = v128.load(now, 80);
      const dTanh = f32x4.mul(dhRow, o);
      const dcRow = madd(dTanh, f32x4.sub(one, f32x4.mul(tanhC, tanhC)), v128.load(dc));
      const dci = f32x4.mul(dcRow, i);
      const dcf = f32x4.mul(dcRow, f);
      const zi = f32x4.mul(f32x4.mul(dci, g), f32x4.sub(one, i));
      const zf = f32x4.mul(f32x4.mul(dcf, v128.load(previous, 64)), f32x4.sub(one, f));
      const zc = f32x4.mul(dci, f32x4.sub(one, f32x4.mul(g, g)));
      const zo = f32x4.mul(f32x4.mul(dTanh, tanhC), f32x4.sub(one, o));
      v128.store(dc, dcf);
      v128.store(q, zi, 0); v128.store(q, zf, 16); v128.store(q, zc, 32); v128.store(q, zo, 48);
      bi = f32x4.add(bi, zi); bf = f32x4.add(bf, zf); bc = f32x4.add(bc, zc); bo = f32x4.add(bo, zo);
      q += GATES; dc += VECTOR; now += RECORD; previous += RECORD;
    }
    v128.store(b, bi, 0); v128.store(b, bf, 16); v128.store(b, bc, 32); v128.store(b, bo, 48);
  }
}

/** Packs `rows` rows of K values as [K / 4][rows][4], so that dW's tiles read them in order. */
function packRows(from: usize, to: usize, K: i32, rows: i32): void {
  const stride = <usize>rows * VECTOR;
  for (let r = 0; r < rows; r++) {
    let q = to + <usize>r * VECTOR;
    for (let k = 0; k < K; k += 4) {
      v128.store(q, v128.load(from));
      from += VECTOR;
      q += stride;
    }
  }
}

/** dWeights[blocks][K][16] += xh^T dz over `rows` rows. Tiles of 4 inputs x 8 of a block's 16 values. */
function addWeightGradient(
  packed: usize, dz: usize, dzBlock: usize, dWeights: usize, K: i32, rows: i32, blocks: i32,
): void {
  for (let block = 0; block < blocks; block++) {
    for (let k = 0; k < K; k += 4) {
      for (let half: usize = 0; half < GATES; half += 32) {
        let a = packed + <usize>(k * rows) * 4;
        let z = dz + <usize>block * dzBlock + half;
        const d = dWeights + <usize>(block * K + k) * GATES + half;
        let s00 = v128.load(d, 0), s01 = v128.load(d, 16), s10 = v128.load(d, 64), s11 = v128.load(d, 80);
        let s20 = v128.load(d, 128), s21 = v128.load(d, 144), s30 = v128.load(d, 192), s31 = v128.load(d, 208);
        for (let r = 0; r < rows; r += 2) {
          let left = v128.load(z, 0), right = v128.load(z, 16);
          let u = v128.load32_splat(a, 0);
          s00 = madd(u, left, s00); s01 = madd(u, right, s01);
          u = v128.load32_splat(a, 4);
          s10 = madd(u, left, s10); s11 = madd(u, right, s11);
          u = v128.load32_splat(a, 8);
          s20 = madd(u, left, s20); s21 = madd(u, right, s21);
          u = v128.load32_splat(a, 12);
          s30 = madd(u, left, s30); s31 = madd(u, right, s31);
          left = v128.load(z, 64); right = v128.load(z, 80);
          u = v128.load32_splat(a, 16);
          s00 = madd(u, left, s00); s01 = madd(u, right, s01);
          u = v128.load32_splat(a, 20);
          s10 = madd(u, left, s10); s11 = madd(u, right, s11);
          u = v128.load32_splat(a, 24);
          s20 = madd(u, left, s20); s21 = madd(u, right, s21);
          u = v128.load32_splat(a, 28);
          s30 = madd(u, left, s30); s31 = madd(u, right, s31);
          a += 32; z += 128;
        }
        v128.store(d, s00, 0); v128.store(d, s01, 16); v128.store(d, s10, 64); v128.store(d, s11, 80);
        v128.store(d, s20, 128); v128.store(d, s21, 144); v128.store(d, s30, 192); v128.store(d, s31, 208);
      }
    }
  }
}

/** Bytes of scratch memory that `gradient` needs. */
export function scratchBytes(E: i32, H: i32, R: i32): usize {
  return <usize>(2 * R * H * 4) + <usize>(H / LANES) * (<usize>(CHUNK * R) * GATES + GATES) + <usize>(CHUNK * R * (E + H) * 4);
}

/**
 * All steps backwards.
 * @param dH [T][R][H], gradient of every h_t; zero where a row has ended.
 * @param dWeights [blocks][K][16] and dBias [blocks][16] are added to.
 * @param dX [T][R][E], gradient of x * inputMask; 0 when it is not wanted.
 */
export function gradient(
  xh: usize, record: usize, mask: usize, dH: usize, weightsT: usize,
  dWeights: usize, dBias: usize, dX: usize, scratch: usize, E: i32, H: i32, R: i32, T: i32,
): void {
  const K = E + H;
  const blocks = H / LANES;
  const row: usize = K * 4;
  const hStep: usize = R * H * 4;
  const recordStep: usize = <usize>(blocks * R) * RECORD;
  const dh = scratch;
  const dc = dh + hStep;
  const dz = dc + hStep;
  // One vector more than needed between blocks: powers of two would collide in the cache.
  const dzBlock: usize = <usize>(CHUNK * R) * GATES + GATES;
  const packed = dz + <usize>blocks * dzBlock;
  const recurrentPanels = weightsT + <usize>((E >> 3) * blocks) * PANEL;
  memory.fill(dh, 0, 2 * hStep);
  let end = T;
  while (end > 0) {
    const steps = end < CHUNK ? end : CHUNK;
    const first = end - steps;
    for (let s = steps - 1; s >= 0; s--) {
      const t = first + s;
      const dzStep = dz + <usize>(s * R) * GATES;
      const previous = record + <usize>t * recordStep;
      cellGradient(dH + <usize>t * hStep, dh, dc, mask, previous, previous + recordStep, dzStep, dzBlock, dBias, H, R);
      timesTransposed(dzStep, dzBlock, recurrentPanels, dh, <usize>H * 4, R, H, blocks);
      if (dX != 0) {
        timesTransposed(dzStep, dzBlock, weightsT, dX + <usize>(t * R * E) * 4, <usize>E * 4, R, E, blocks);
      }
    }
    packRows(xh + <usize>(first * R) * row, packed, K, steps * R);
    addWeightGradient(packed, dz, dzBlock, dWeights, K, steps * R, blocks);
    end = first;
  }
}
