/**
 * Forward pass of a fused LSTM: one time step of a group of rows.
 *
 * A group is R rows of a batch that walk through time together, so that their state stays in cache.
 * Sizes are padded by the caller: E and H to multiples of 8, R to a multiple of 4, with zeros; a padded
 * unit has zero weights, hence h = c = 0 and no gradient. All values are float32, all addresses bytes.
 *
 * Layouts (K = E + H, a "block" is 4 units, 4H/16 = H/4 blocks):
 *   xh       [T + 1][R][K]         x_t * inputMask, then h_(t-1) * recurrentMask
 *   record   [T + 1][blocks][R][6][4]  i, f, g, o, c, tanh(c) of four units; step t stands at slot t + 1
 *   weights  [blocks][K][4 gates][4 units]   i, f and o halved: sigmoid(z) = 0.5 + 0.5 tanh(z / 2)
 *   bias     [blocks][4 gates][4 units]      likewise
 * Gate order i, f, c, o as in Keras; g is the candidate tanh(z_c).
 */
import { GATES, LANES, madd, RECORD, TANH, tanh4, VECTOR } from './vector.as';

/**
 * From the four gates' sums to c, h and the record of one row and block. The four activations go side by side
 * (see tanh4), so that every coefficient is read once. Returns h.
 */
@inline
function activate(zi: v128, zf: v128, zc: v128, zo: v128, previous: usize, now: usize): v128 {
  let k = v128.load(TANH, 0), n = v128.load(TANH, 16);
  let i = f32x4.pmax(f32x4.pmin(zi, k), n);
  let f = f32x4.pmax(f32x4.pmin(zf, k), n);
  let g = f32x4.pmax(f32x4.pmin(zc, k), n);
  let o = f32x4.pmax(f32x4.pmin(zo, k), n);
  const si = f32x4.mul(i, i), sf = f32x4.mul(f, f), sg = f32x4.mul(g, g), so = f32x4.mul(o, o);
  k = v128.load(TANH, 32); n = v128.load(TANH, 48);
  let pi = madd(si, k, n), pf = madd(sf, k, n), pg = madd(sg, k, n), po = madd(so, k, n);
  k = v128.load(TANH, 64);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  k = v128.load(TANH, 80);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  k = v128.load(TANH, 96);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  k = v128.load(TANH, 112);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  k = v128.load(TANH, 128);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  i = f32x4.mul(i, pi); f = f32x4.mul(f, pf); g = f32x4.mul(g, pg); o = f32x4.mul(o, po);
  k = v128.load(TANH, 144); n = v128.load(TANH, 160);
  pi = madd(si, k, n); pf = madd(sf, k, n); pg = madd(sg, k, n); po = madd(so, k, n);
  k = v128.load(TANH, 176);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  k = v128.load(TANH, 192);
  pi = madd(si, pi, k); pf = madd(sf, pf, k); pg = madd(sg, pg, k); po = madd(so, po, k);
  // sigmoid(2 z) = 0.5 + 0.5 tanh(z): the halving of z is in the weights.
  k = v128.load(TANH, 208);
  i = madd(k, f32x4.div(i, pi), k);
  f = madd(k, f32x4.div(f, pf), k);
  g = f32x4.div(g, pg);
  o = madd(k, f32x4.div(o, po), k);
  const c = madd(f, v128.load(previous, 64), f32x4.mul(i, g));
  v128.store(now, i, 0);
  v128.store(now, f, 16);
  v128.store(now, g, 32);
  v128.store(now, o, 48);
  v128.store(now, c, 64);
  const tanhC = tanh4(c);
  v128.store(now, tanhC, 80);
  return f32x4.mul(o, tanhC);
}

/**
 * @param inputs [R][K] of this step; h * recurrentMask goes into the h part of the next step, right behind.
 * @param out rows `outRow` bytes apart that get h * outMask.
 * @param outMask [R][H]
 * @param previous slot of `record` before this step. @param now slot of this step, which may be the same.
 */
export function forwardStep(
  inputs: usize, out: usize, outRow: usize, outMask: usize, recurrentMask: usize, previous: usize, now: usize,
  weights: usize, bias: usize, E: i32, H: i32, R: i32,
): void {
  const K = E + H;
  const row: usize = K * 4;
  const hRow: usize = H * 4;
  const nextState = inputs + <usize>R * row + <usize>E * 4;
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
      const o = out + <usize>r * outRow + at;
      v128.store(o, f32x4.mul(h0, v128.load(outMask + hAt)));
      v128.store(o + outRow, f32x4.mul(h1, v128.load(outMask + hAt + hRow)));
      const next = nextState + <usize>r * row + at;
      v128.store(next, f32x4.mul(h0, v128.load(recurrentMask + hAt)));
      v128.store(next + row, f32x4.mul(h1, v128.load(recurrentMask + hAt + hRow)));
      previous += 2 * RECORD;
      now += 2 * RECORD;
    }
  }
}
