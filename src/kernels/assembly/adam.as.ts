/**
 * Sum of the groups' gradients, and Adam (Kingma and Ba 2015) with the operations of tfjs's AdamOptimizer in
 * the same order:
 *   `m = m * beta1 + g * (1 - beta1)`   `v = v * beta2 + g^2 * (1 - beta2)`
 *   `w = w + m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) * -learningRate`
 * In the same pass a moving average follows the weights where one is kept: `a = a + (1 - decay) * (w - a)`.
 */
import { VECTOR } from './vector.as';
import { packBlocks } from './lstmPack.as';

@unmanaged
class GradientSumJob {
  /** The groups' gradients, `step` bytes from one to the next. */
  groups: usize;
  step: usize;
  numGroups: i32;
  sum: usize;
  /** float32 values, a multiple of 4. */
  size: i32;
  /** Where the sum of squares of the result goes, one float64. */
  squares: usize;
}

export function sumGradients(address: usize): void {
  const job = changetype<GradientSumJob>(address);
  let squares = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>job.size * 4; i += VECTOR) {
    let from = job.groups + i;
    let sum = v128.load(from);
    for (let g = 1; g < job.numGroups; g++) {
      from += job.step;
      sum = f32x4.add(sum, v128.load(from));
    }
    v128.store(job.sum + i, sum);
    const low = f64x2.promote_low_f32x4(sum);
    const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(sum, sum, 1, 1));
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  store<f64>(job.squares, f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
}

@unmanaged
class AdamConstants {
  beta1: f32;
  oneMinusBeta1: f32;
  beta2: f32;
  oneMinusBeta2: f32;
  /** 1 - beta^t for this step t, counted from 1. */
  correction1: f32;
  correction2: f32;
  epsilon: f32;
  minusLearningRate: f32;
  /** What gradients are multiplied by first: 1, or less when they are clipped. */
  gradientScale: f32;
  /** 1 - decay of the moving average. */
  averageRate: f32;
}

/**
 * Below these magnitudes moments become 0. They are far too small to change a weight: an update of
 * 1e-30 / epsilon, a square root of 1e-36 beside epsilon. Left alone they would end as denormal numbers, with
 * which some processors are a hundred times slower.
 */
const TINY_M: f32 = 1e-30;
const TINY_V: f32 = 1e-36;

@inline
function withoutTiny(value: v128, tiny: f32): v128 {
  return v128.and(value, f32x4.ge(f32x4.abs(value), f32x4.splat(tiny)));
}

/**
 * `size` float32 values, a multiple of 4, of weights, gradients and both moments.
 * @param gradientMask -1, or 0 where `gradients` is one vector for all.
 * @param averages 0 when none are kept.
 */
function adam(
  weights: usize, gradients: usize, gradientMask: usize, firsts: usize, seconds: usize, averages: usize,
  size: i32, c: AdamConstants,
): void {
  const beta1 = f32x4.splat(c.beta1), oneMinusBeta1 = f32x4.splat(c.oneMinusBeta1);
  const beta2 = f32x4.splat(c.beta2), oneMinusBeta2 = f32x4.splat(c.oneMinusBeta2);
  const correction1 = f32x4.splat(c.correction1), correction2 = f32x4.splat(c.correction2);
  const epsilon = f32x4.splat(c.epsilon), minusRate = f32x4.splat(c.minusLearningRate);
  const scale = f32x4.splat(c.gradientScale), averageRate = f32x4.splat(c.averageRate);
  for (let i: usize = 0; i < <usize>size * 4; i += VECTOR) {
    const g = f32x4.mul(v128.load(gradients + (i & gradientMask)), scale);
    const m = v128.load(firsts + i), v = v128.load(seconds + i);
    // Most words are in no batch for long: with nothing in g and m the weights stay, and with nothing in v all does.
    if (v128.any_true(v128.or(v128.or(g, m), v))) {
      const newV = withoutTiny(f32x4.add(f32x4.mul(v, beta2), f32x4.mul(f32x4.mul(g, g), oneMinusBeta2)), TINY_V);
      v128.store(seconds + i, newV);
      if (v128.any_true(v128.or(g, m))) {
        const newM = withoutTiny(f32x4.add(f32x4.mul(m, beta1), f32x4.mul(g, oneMinusBeta1)), TINY_M);
        v128.store(firsts + i, newM);
        const root = f32x4.add(f32x4.sqrt(f32x4.div(newV, correction2)), epsilon);
        const change = f32x4.mul(f32x4.div(f32x4.div(newM, correction1), root), minusRate);
        v128.store(weights + i, f32x4.add(change, v128.load(weights + i)));
      }
    }
    if (averages == 0) continue;
    const average = v128.load(averages + i);
    const distance = f32x4.sub(v128.load(weights + i), average);
    if (v128.any_true(distance)) v128.store(averages + i, f32x4.add(average, f32x4.mul(averageRate, distance)));
  }
}

@unmanaged
class AdamJob {
  constants: usize;
  weights: usize;
  gradients: usize;
  firsts: usize;
  seconds: usize;
  averages: usize;
  size: i32;
}

export function adamRange(address: usize): void {
  const job = changetype<AdamJob>(address);
  const constants = changetype<AdamConstants>(job.constants);
  adam(job.weights, job.gradients, -1, job.firsts, job.seconds, job.averages, job.size, constants);
}

@unmanaged
class AdamWordsJob {
  constants: usize;
  /** [rows][E] */
  table: usize;
  firsts: usize;
  seconds: usize;
  /** 0 when none are kept. */
  averages: usize;
  E: i32;
  /** Rows firstWord..lastWord - 1 of the table. */
  firstWord: i32;
  lastWord: i32;
  /** Ascending int32 of the rows that have a gradient, from the first that is not below firstWord; ends with a larger one. */
  ids: usize;
  /** [.][E], the gradients of these. */
  gradients: usize;
  /** A vector of zeros. */
  zeros: usize;
}

/** Adam on a part of the embedding table: a row that has a gradient, all rows up to the next one that has, and so on. */
export function adamWords(address: usize): void {
  const job = changetype<AdamWordsJob>(address);
  const row: usize = job.E * 4;
  let ids = job.ids, gradients = job.gradients;
  let word = job.firstWord;
  while (word < job.lastWord) {
    const next = min(load<i32>(ids), job.lastWord);
    if (word < next) adamRows(job, word, next, job.zeros, 0);
    if (next < job.lastWord) {
      adamRows(job, next, next + 1, gradients, -1);
      ids += 4;
      gradients += row;
    }
    word = next + 1;
  }
}

function adamRows(job: AdamWordsJob, first: i32, last: i32, gradients: usize, gradientMask: usize): void {
  const at = <usize>(first * job.E) * 4;
  adam(
    job.table + at, gradients, gradientMask, job.firsts + at, job.seconds + at,
    job.averages == 0 ? 0 : job.averages + at, (last - first) * job.E, changetype<AdamConstants>(job.constants),
  );
}

@unmanaged
class AdamLstmJob {
  constants: usize;
  /** Of the whole layer: [blocks][K][16], then the bias [blocks][16]; gradients and moments likewise. */
  weights: usize;
  gradients: usize;
  firsts: usize;
  seconds: usize;
  averages: usize;
  packed: usize;
  packedBias: usize;
  packedT: usize;
  K: i32;
  blocks: i32;
  firstBlock: i32;
  lastBlock: i32;
}

/** Adam on the blocks firstBlock..lastBlock - 1 of a layer, which are then packed for the next step. */
export function adamLstm(address: usize): void {
  const job = changetype<AdamLstmJob>(address);
  const numBlocks = job.lastBlock - job.firstBlock;
  adamBlocks(job, <usize>(job.firstBlock * job.K) * 64, numBlocks * job.K * 16);
  adamBlocks(job, <usize>(job.blocks * job.K + job.firstBlock) * 64, numBlocks * 16);
  packBlocks(job.weights, job.packed, job.packedBias, job.packedT, job.K, job.blocks, job.firstBlock, job.lastBlock);
}

/** `size` values from a byte of the layer on. */
function adamBlocks(job: AdamLstmJob, at: usize, size: i32): void {
  adam(
    job.weights + at, job.gradients + at, -1, job.firsts + at, job.seconds + at,
    job.averages == 0 ? 0 : job.averages + at, size, changetype<AdamConstants>(job.constants),
  );
}
