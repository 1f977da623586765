/**
 * The head: dense layers and softmax cross-entropy over two classes, for the R rows of a group.
 * Kernels are [inputs][outputs] with the bias, one more row, behind them; outputs are padded to a multiple
 * of 4 with zeros, which stay zero.
 */
import { madd, VECTOR } from './vector.as';

/** y = x kernel + bias, negative values cut off when `isRelu`. */
export function denseForward(
  x: usize, inputs: i32, kernel: usize, y: usize, outputs: i32, isRelu: bool, R: i32,
): void {
  const row: usize = outputs * 4;
  const bias = kernel + <usize>inputs * row;
  const lowest = f32x4.splat(isRelu ? 0 : -Infinity);
  for (let r = 0; r < R; r++) {
    for (let j: usize = 0; j < row; j += VECTOR) {
      let sum = v128.load(bias + j);
      let w = kernel + j;
      for (let k = 0; k < inputs; k++) {
        sum = madd(v128.load32_splat(x + <usize>k * 4), v128.load(w), sum);
        w += row;
      }
      v128.store(y + j, f32x4.max(sum, lowest));
    }
    x += <usize>inputs * 4;
    y += row;
  }
}

/** Cuts dy where the rectified y is 0. */
export function reluGradient(y: usize, dy: usize, size: i32): void {
  for (let i = 0; i < size; i += 4) {
    v128.store(dy, v128.and(v128.load(dy), f32x4.gt(v128.load(y), f32x4.splat(0))));
    y += VECTOR;
    dy += VECTOR;
  }
}

/** Adds to the gradients of kernel and bias, where `dKernel` is not 0, and writes dx = dy kernel^T. */
export function denseGradient(
  x: usize, inputs: i32, kernel: usize, dy: usize, outputs: i32, dKernel: usize, dx: usize, R: i32,
): void {
  const row: usize = outputs * 4;
  const inputRow: usize = inputs * 4;
  for (let j: usize = 0; dKernel != 0 && j < row; j += VECTOR) {
    for (let k = 0; k <= inputs; k++) {
      const d = dKernel + <usize>k * row + j;
      let sum = v128.load(d);
      for (let r = 0; r < R; r++) {
        const gradient = v128.load(dy + <usize>r * row + j);
        // The bias stands behind the kernel as the weight of a constant input.
        sum = k == inputs
          ? f32x4.add(sum, gradient)
          : madd(v128.load32_splat(x + <usize>r * inputRow + <usize>k * 4), gradient, sum);
      }
      v128.store(d, sum);
    }
  }
  for (let r = 0; r < R; r++) {
    for (let k = 0; k < inputs; k++) {
      const w = kernel + <usize>k * row;
      let sum = f32x4.splat(0);
      for (let j: usize = 0; j < row; j += VECTOR) {
        sum = madd(v128.load(dy + <usize>r * row + j), v128.load(w + j), sum);
      }
      store<f32>(
        dx + <usize>r * inputRow + <usize>k * 4,
        f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)),
      );
    }
  }
}

/** Floats of a row of logits: two classes and padding; and of a row of results. */
export const LOGITS = 4;

/**
 * Mean cross-entropy in nats of softmax(logits) against targets that are `1 - smoothing / 2` for the label's class
 * and `smoothing / 2` for the other.
 * @param labels [R] int32, 0 or 1. @param numRows rows that count; those behind are padding.
 * @param results [R][4]: the two probabilities, the loss of the row, 1 where the larger logit is the label's.
 * @param dLogits [R][4], gradient of the mean over `batchSize` rows; 0 when it is not wanted.
 */
export function softmaxCrossEntropy(
  logits: usize, labels: usize, smoothing: f32, results: usize, dLogits: usize, numRows: i32, R: i32, batchSize: i32,
): void {
  if (dLogits != 0) memory.fill(dLogits, 0, R * LOGITS * 4);
  const low = 0.5 * f64(smoothing);
  for (let r = 0; r < numRows; r++) {
    const at = <usize>(r * LOGITS * 4);
    const z0: f64 = load<f32>(logits + at);
    const z1: f64 = load<f32>(logits + at, 4);
    const label = load<i32>(labels + <usize>r * 4);
    const target0 = label == 0 ? 1 - low : low;
    const target1 = label == 1 ? 1 - low : low;
    const largest = max(z0, z1);
    const e0 = Math.exp(z0 - largest);
    const e1 = Math.exp(z1 - largest);
    const p0 = e0 / (e0 + e1);
    const p1 = e1 / (e0 + e1);
    store<f32>(results + at, <f32>p0, 0);
    store<f32>(results + at, <f32>p1, 4);
    store<f32>(results + at, <f32>(Math.log(e0 + e1) - (target0 * (z0 - largest) + target1 * (z1 - largest))), 8);
    store<f32>(results + at, i32(z1 > z0) == label ? 1 : 0, 12);
    if (dLogits != 0) {
      store<f32>(dLogits + at, <f32>((p0 - target0) / f64(batchSize)), 0);
      store<f32>(dLogits + at, <f32>((p1 - target1) / f64(batchSize)), 4);
    }
  }
}

/**
 * The log-odds of class 1, which are the difference of the two logits, and their gradient by the logits.
 * @param results [R][4], the log-odds first. @param dLogits [R][4]
 */
export function logOddsAndGradient(logits: usize, results: usize, dLogits: usize, numRows: i32, R: i32): void {
  memory.fill(dLogits, 0, R * LOGITS * 4);
  for (let r = 0; r < numRows; r++) {
    const at = <usize>(r * LOGITS * 4);
    store<f32>(results + at, load<f32>(logits + at, 4) - load<f32>(logits + at));
    store<f32>(dLogits + at, -1, 0);
    store<f32>(dLogits + at, 1, 4);
  }
}
