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

/** float32 values of a layer in the block layout: [blocks][K][4 gates][4 units], then the bias [blocks][4][4]. */
export const blockValues = ({ paddedE, paddedH }: PaddedSizes): number =>
  4 * paddedH * (paddedE + paddedH + 1);

/**
 * @param kernel [E, 4H] @param recurrentKernel [H, 4H] @param bias [4H]
 * @param into in the block layout; what is not written must be zero already.
 */
export function packBlocks(
  sizes: PaddedSizes,
  kernel: Float32Array,
  recurrentKernel: Float32Array,
  bias: Float32Array,
  into: Float32Array,
): void {
  const { H, paddedE, paddedH } = sizes;
  const K = paddedE + paddedH;
  eachWeight(sizes, (k, block, gate, unit, source, isRecurrent) => {
    into[(block * K + k) * 16 + gate * 4 + unit] = (isRecurrent ? recurrentKernel : kernel)[source]!;
  });
  const biasStart = 4 * paddedH * K;
  for (let gate = 0; gate < 4; gate++) {
    for (let u = 0; u < H; u++) into[biasStart + (u >> 2) * 16 + gate * 4 + (u & 3)] = bias[gate * H + u]!;
  }
}

/** From the block layout to [E, 4H], [H, 4H] and [4H]. */
export function unpackBlocks(
  sizes: PaddedSizes,
  from: Float32Array,
): { kernel: Float32Array; recurrentKernel: Float32Array; bias: Float32Array } {
  const { E, H, paddedE, paddedH } = sizes;
  const K = paddedE + paddedH;
  const kernel = new Float32Array(E * 4 * H);
  const recurrentKernel = new Float32Array(H * 4 * H);
  const bias = new Float32Array(4 * H);
  const biasStart = 4 * paddedH * K;
  eachWeight(sizes, (k, block, gate, unit, source, isRecurrent) => {
    (isRecurrent ? recurrentKernel : kernel)[source] = from[(block * K + k) * 16 + gate * 4 + unit]!;
  });
  for (let gate = 0; gate < 4; gate++) {
    for (let u = 0; u < H; u++) bias[gate * H + u] = from[biasStart + (u >> 2) * 16 + gate * 4 + (u & 3)]!;
  }
  return { kernel, recurrentKernel, bias };
}

/** sum += addend. */
export function addTo(sum: Float32Array, addend: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += addend[i]!;
}
