/**
 * Between Keras's layout and that of the WASM kernel (assembly/lstm.as.ts): weights in blocks of four units,
 * sizes padded to multiples of 8 with zeros.
 */

/** Sizes of a layer as the kernel sees them. */
export interface PaddedSizes {
  /** As in Keras. */
  E: number;
  H: number;
  /** Padded. */
  paddedE: number;
  paddedH: number;
}

const roundUp = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

export function paddedSizes(E: number, H: number): PaddedSizes {
  return { E, H, paddedE: roundUp(E, 8), paddedH: roundUp(H, 8) };
}

/** Rows of a group: padded to a multiple of 4. */
export const paddedRows = (rows: number): number => roundUp(rows, 4);

/** Gates in order i, f, c, o; the sigmoid gates are halved because sigmoid(z) = 0.5 + 0.5 tanh(z / 2). */
const GATE_SCALES = [0.5, 0.5, 1, 0.5];

/** Every weight once: its place in the block layout, and its index in `kernel` or `recurrentKernel`. */
function eachWeight(
  { E, H, paddedE }: PaddedSizes,
  visit: (k: number, block: number, gate: number, unit: number, source: number, isRecurrent: boolean) => void,
): void {
  for (let k = 0; k < paddedE + H; k++) {
    if (k >= E && k < paddedE) continue;
    const isRecurrent = k >= paddedE;
    const sourceRow = (isRecurrent ? k - paddedE : k) * 4 * H;
    for (let gate = 0; gate < 4; gate++) {
      for (let u = 0; u < H; u++) visit(k, u >> 2, gate, u & 3, sourceRow + gate * H + u, isRecurrent);
    }
  }
}

export interface PackedWeights {
  /** [blocks][K][4][4] */
  weights: Float32Array;
  /** [blocks][4][4] */
  bias: Float32Array;
  /** [K / 8][blocks][4][4][8] */
  weightsT: Float32Array;
}

/**
 * @param kernel [E, 4H] @param recurrentKernel [H, 4H] @param bias [4H]
 * @param into views of the right size; what is not written must be zero already.
 */
export function packWeights(
  sizes: PaddedSizes,
  kernel: Float32Array,
  recurrentKernel: Float32Array,
  bias: Float32Array,
  into: PackedWeights,
): void {
  const { H, paddedE, paddedH } = sizes;
  const K = paddedE + paddedH;
  const blocks = paddedH / 4;
  eachWeight(sizes, (k, block, gate, unit, source, isRecurrent) => {
    const value = (isRecurrent ? recurrentKernel : kernel)[source]!;
    into.weights[(block * K + k) * 16 + gate * 4 + unit] = value * GATE_SCALES[gate]!;
    into.weightsT[((k >> 3) * blocks + block) * 128 + gate * 32 + unit * 8 + (k & 7)] = value;
  });
  for (let gate = 0; gate < 4; gate++) {
    for (let u = 0; u < H; u++) {
      into.bias[(u >> 2) * 16 + gate * 4 + (u & 3)] = bias[gate * H + u]! * GATE_SCALES[gate]!;
    }
  }
}

/** Gradients from the block layout to [E, 4H], [H, 4H] and [4H]. */
export function unpackGradients(
  sizes: PaddedSizes,
  dWeights: Float32Array,
  dBias: Float32Array,
): { kernel: Float32Array; recurrentKernel: Float32Array; bias: Float32Array } {
  const { E, H, paddedE, paddedH } = sizes;
  const K = paddedE + paddedH;
  const kernel = new Float32Array(E * 4 * H);
  const recurrentKernel = new Float32Array(H * 4 * H);
  const bias = new Float32Array(4 * H);
  eachWeight(sizes, (k, block, gate, unit, source, isRecurrent) => {
    (isRecurrent ? recurrentKernel : kernel)[source] = dWeights[(block * K + k) * 16 + gate * 4 + unit]!;
  });
  for (let gate = 0; gate < 4; gate++) {
    for (let u = 0; u < H; u++) bias[gate * H + u] = dBias[(u >> 2) * 16 + gate * 4 + (u & 3)]!;
  }
  return { kernel, recurrentKernel, bias };
}

/** sum += addend. */
export function addTo(sum: Float32Array, addend: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += addend[i]!;
}
