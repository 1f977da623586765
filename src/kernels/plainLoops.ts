/**
 * The inner loops of lstm.plain.ts. R rows of a group are a multiple of 2; step t of row r stands at t * R + r
 * of every history array. Sums of two rows times four columns run side by side, so that each value read is
 * used several times.
 */

export interface LoopSizes {
  E: number;
  H: number;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export interface ForwardArrays {
  /** [4H, E + H] */
  weightsT: Float32Array;
  /** [4H] */
  bias: Float32Array;
  /** [R, H] */
  mask: Float32Array;
  /** [steps, R, E + H]: read at t; the masked h of t is written to t + 1. */
  xh: Float32Array;
  /** [steps, R, 4H], written at t. */
  gates: Float32Array;
  /** [steps, R, H], written at t. */
  c: Float32Array;
  h: Float32Array;
}

/** One time step of all rows. */
export function stepForward(
  sizes: LoopSizes,
  R: number,
  t: number,
  steps: number,
  arrays: ForwardArrays,
): void {
  const { E, H } = sizes;
  const K = E + H;
  const { weightsT, bias, xh } = arrays;
  for (let r = 0; r < R; r += 2) {
    const a = (t * R + r) * K;
    const b = a + K;
    for (let u = 0; u < H; u++) {
      const wi = u * K;
      const wf = (H + u) * K;
      const wc = (2 * H + u) * K;
      const wo = (3 * H + u) * K;
      let ai = bias[u]!;
      let af = bias[H + u]!;
      let ac = bias[2 * H + u]!;
      let ao = bias[3 * H + u]!;
      let bi = ai;
      let bf = af;
      let bc = ac;
      let bo = ao;
      for (let k = 0; k < K; k++) {
        const va = xh[a + k]!;
        const vb = xh[b + k]!;
        const i = weightsT[wi + k]!;
        const f = weightsT[wf + k]!;
        const g = weightsT[wc + k]!;
        const o = weightsT[wo + k]!;
        ai += va * i;
        af += va * f;
        ac += va * g;
        ao += va * o;
        bi += vb * i;
        bf += vb * f;
        bc += vb * g;
        bo += vb * o;
      }
      updateUnit(sizes, R, t, steps, arrays, r, u, ai, af, ac, ao);
      updateUnit(sizes, R, t, steps, arrays, r + 1, u, bi, bf, bc, bo);
    }
  }
}

function updateUnit(
  { E, H }: LoopSizes,
  R: number,
  t: number,
  steps: number,
  { gates, c, h, xh, mask }: ForwardArrays,
  r: number,
  u: number,
  zi: number,
  zf: number,
  zc: number,
  zo: number,
): void {
  const i = sigmoid(zi);
  const f = sigmoid(zf);
  const g = Math.tanh(zc);
  const o = sigmoid(zo);
  const row = t * R + r;
  const cAfter = (t === 0 ? 0 : f * c[(row - R) * H + u]!) + i * g;
  const hAfter = o * Math.tanh(cAfter);
  const at = row * 4 * H + u;
  gates[at] = i;
  gates[at + H] = f;
  gates[at + 2 * H] = g;
  gates[at + 3 * H] = o;
  c[row * H + u] = cAfter;
  h[row * H + u] = hAfter;
  if (t + 1 < steps) xh[(row + R) * (E + H) + E + u] = hAfter * mask[r * H + u]!;
}

export interface BackwardArrays {
  mask: Float32Array;
  gates: Float32Array;
  c: Float32Array;
  /** [steps, R, H]: dL/dh by the output alone. */
  dStates: Float32Array;
  /** [steps, R, E + H]: gradient of xh, read at t + 1. */
  dxh: Float32Array;
  /** [R, H]: dL/dc carried from the step after, replaced by that for the step before. */
  dc: Float32Array;
  /** [R, 4H], written. */
  dz: Float32Array;
}

/** dz of one step of all rows. */
export function stepBackward(
  { E, H }: LoopSizes,
  R: number,
  t: number,
  steps: number,
  arrays: BackwardArrays,
): void {
  const { mask, gates, c, dStates, dxh, dc, dz } = arrays;
  for (let r = 0; r < R; r++) {
    const row = t * R + r;
    for (let u = 0; u < H; u++) {
      const at = row * 4 * H + u;
      const i = gates[at]!;
      const f = gates[at + H]!;
      const g = gates[at + 2 * H]!;
      const o = gates[at + 3 * H]!;
      const after = t + 1 < steps ? dxh[(row + R) * (E + H) + E + u]! * mask[r * H + u]! : 0;
      const dh = dStates[row * H + u]! + after;
      const tanhC = Math.tanh(c[row * H + u]!);
      const dcTotal = dc[r * H + u]! + dh * o * (1 - tanhC * tanhC);
      const cBefore = t === 0 ? 0 : c[(row - R) * H + u]!;
      const to = r * 4 * H + u;
      dz[to] = dcTotal * g * i * (1 - i);
      dz[to + H] = dcTotal * cBefore * f * (1 - f);
      dz[to + 2 * H] = dcTotal * i * (1 - g * g);
      dz[to + 3 * H] = dh * tanhC * o * (1 - o);
      dc[r * H + u] = dcTotal * f;
    }
  }
}

/** `dxh = dz transpose(weights)` of one step, weights [E + H, 4H]. */
export function multiplyBack(
  { E, H }: LoopSizes,
  R: number,
  t: number,
  weights: Float32Array,
  dz: Float32Array,
  dxh: Float32Array,
): void {
  const K = E + H;
  const N = 4 * H;
  for (let r = 0; r < R; r += 2) {
    const a = r * N;
    const to = (t * R + r) * K;
    for (let k = 0; k < K; k += 2) {
      const w0 = k * N;
      // The last column of an odd number is computed twice.
      const w1 = Math.min(k + 1, K - 1) * N;
      let a0 = 0;
      let a1 = 0;
      let b0 = 0;
      let b1 = 0;
      for (let j = 0; j < N; j++) {
        const va = dz[a + j]!;
        const vb = dz[a + N + j]!;
        const v0 = weights[w0 + j]!;
        const v1 = weights[w1 + j]!;
        a0 += va * v0;
        a1 += va * v1;
        b0 += vb * v0;
        b1 += vb * v1;
      }
      dxh[to + k] = a0;
      dxh[to + K + k] = b0;
      if (k + 1 < K) {
        dxh[to + k + 1] = a1;
        dxh[to + K + k + 1] = b1;
      }
    }
  }
}

/** `dWeights += transpose(xh) dz` and `dBias += dz`, of one step. */
export function sumOuterProducts(
  { E, H }: LoopSizes,
  R: number,
  t: number,
  xh: Float32Array,
  dz: Float32Array,
  dWeights: Float64Array,
  dBias: Float64Array,
): void {
  const K = E + H;
  const N = 4 * H;
  for (let r = 0; r < R; r += 2) {
    const from = (t * R + r) * K;
    const a = r * N;
    const b = r * N + N;
    for (let k = 0; k < K; k++) {
      const va = xh[from + k]!;
      const vb = xh[from + K + k]!;
      const to = k * N;
      for (let j = 0; j < N; j++) dWeights[to + j]! += va * dz[a + j]! + vb * dz[b + j]!;
    }
    for (let j = 0; j < N; j++) dBias[j]! += dz[a + j]! + dz[b + j]!;
  }
}
