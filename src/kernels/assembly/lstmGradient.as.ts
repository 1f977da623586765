/**
 * Backward pass of the fused LSTM; layouts as in lstmForward.as.ts, and
 *   weightsT [K / 8][blocks][4 gates][4 units][8]   not halved, for the products with dz
 */
import { copyEndingRows, GATES, LANES, madd, one4, RECORD, VECTOR } from './vector.as';

/** Bytes of eight columns of weightsT for the 16 dz of a block. */
const PANEL: usize = 512;
/** Steps whose dz are kept together before they go into the weight gradients: enough to amortise, few enough for the cache. */
const CHUNK = 8;

/**
 * out[R][N] = mask * (dz W^T) for one step: `panels` are the N / 8 panels of weightsT, dz is [blocks] apart by
 * `dzBlock` bytes with rows of 16 values. Tiles of 4 rows x 8 columns.
 */
function timesTransposed(
  dz: usize, dzBlock: usize, panels: usize, mask: usize, out: usize, R: i32, N: i32, blocks: i32,
): void {
  const outRow: usize = N * 4;
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
      const at = <usize>r * outRow + <usize>n * 4;
      const m = mask + at;
      const o = out + at;
      v128.store(o, f32x4.mul(s00, v128.load(m, 0)), 0);
      v128.store(o, f32x4.mul(s01, v128.load(m, 16)), 16);
      v128.store(o + outRow, f32x4.mul(s10, v128.load(m + outRow, 0)), 0);
      v128.store(o + outRow, f32x4.mul(s11, v128.load(m + outRow, 16)), 16);
      v128.store(o + 2 * outRow, f32x4.mul(s20, v128.load(m + 2 * outRow, 0)), 0);
      v128.store(o + 2 * outRow, f32x4.mul(s21, v128.load(m + 2 * outRow, 16)), 16);
      v128.store(o + 3 * outRow, f32x4.mul(s30, v128.load(m + 3 * outRow, 0)), 0);
      v128.store(o + 3 * outRow, f32x4.mul(s31, v128.load(m + 3 * outRow, 16)), 16);
    }
  }
}

/** One step of the cell backwards: from dh and dc to dz of every row and block; dc becomes dc_(t-1); db gathers. */
function cellGradient(
  dH: usize, dh: usize, dc: usize, previous: usize, now: usize,
  dz: usize, dzBlock: usize, dBias: usize, H: i32, R: i32,
): void {
  const one = one4();
  const hRow: usize = H * 4;
  for (let block = 0; block < H / LANES; block++) {
    const at = <usize>block * VECTOR;
    const b = dBias + <usize>block * GATES;
    let bi = v128.load(b, 0), bf = v128.load(b, 16), bc = v128.load(b, 32), bo = v128.load(b, 48);
    let q = dz + <usize>block * dzBlock;
    for (let r = 0; r < R; r++) {
      const hAt = <usize>r * hRow + at;
      const dhRow = f32x4.add(v128.load(dh + hAt), v128.load(dH + hAt));
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
export function gradientScratchBytes(E: i32, H: i32, R: i32): usize {
  return <usize>(2 * R * H * 4) + <usize>(H / LANES) * (<usize>(CHUNK * R) * GATES + GATES) + <usize>(CHUNK * R * (E + H) * 4);
}

/**
 * All steps backwards.
 * @param dH gradient of every h_t * outMask, times that mask: [R][H] each, `dHStep` bytes apart.
 * @param lengths [R] int32 and @param dLast [R], rows of H `lastRow` bytes apart: gradient of the state after each
 * row's last step. 0 for none.
 * @param dWeights [blocks][K][16] and @param dBias [blocks][16] are added to; both 0 when they are not wanted.
 * @param dX [T][R][E], gradient of x, its mask applied; 0 when it is not wanted.
 */
export function gradient(
  xh: usize, record: usize, inputMask: usize, recurrentMask: usize, dH: usize, dHStep: usize,
  lengths: usize, dLast: usize, lastRow: usize, weightsT: usize, dWeights: usize, dBias: usize, dX: usize, scratch: usize,
  E: i32, H: i32, R: i32, T: i32,
): void {
  const K = E + H;
  const blocks = H / LANES;
  const row: usize = K * 4;
  const hRow: usize = H * 4;
  const recordStep: usize = <usize>(blocks * R) * RECORD;
  const dh = scratch;
  const dc = dh + <usize>R * hRow;
  const dz = dc + <usize>R * hRow;
  // One vector more than needed between blocks: powers of two would collide in the cache.
  const dzBlock: usize = <usize>(CHUNK * R) * GATES + GATES;
  const packed = dz + <usize>blocks * dzBlock;
  // Behind dz there is room for a gradient of the bias that nobody reads.
  const biases = dWeights == 0 ? packed : dBias;
  if (dWeights == 0) memory.fill(packed, 0, <usize>blocks * GATES);
  const recurrentPanels = weightsT + <usize>((E >> 3) * blocks) * PANEL;
  memory.fill(dh, 0, 2 * <usize>R * hRow);
  let end = T;
  while (end > 0) {
    const steps = end < CHUNK ? end : CHUNK;
    const first = end - steps;
    for (let s = steps - 1; s >= 0; s--) {
      const t = first + s;
      const dzStep = dz + <usize>(s * R) * GATES;
      const previous = record + <usize>t * recordStep;
      // Until its last step nothing has come back to a row: its dh is still zero.
      if (lengths != 0) copyEndingRows(lengths, t + 1, dLast, lastRow, dh, hRow, hRow, R);
      cellGradient(dH + <usize>t * dHStep, dh, dc, previous, previous + recordStep, dzStep, dzBlock, biases, H, R);
      timesTransposed(dzStep, dzBlock, recurrentPanels, recurrentMask, dh, R, H, blocks);
      if (dX != 0) {
        timesTransposed(dzStep, dzBlock, weightsT, inputMask, dX + <usize>(t * R * E) * 4, R, E, blocks);
      }
    }
    if (dWeights != 0) {
      packRows(xh + <usize>(first * R) * row, packed, K, steps * R);
      addWeightGradient(packed, dz, dzBlock, dWeights, K, steps * R, blocks);
    }
    end = first;
  }
}
