/**
 * What JavaScript writes to describe a network, a batch and a run (wasmStackMemory.ts, wasmBatch.ts and
 * wasmStack.ts). All fields are 32-bit words. Names ending in "At" are offsets in bytes: in a thread's workspace;
 * `gradientsAt` in the gradients of all weights; masks' per row of a group, among the masks of all layers.
 */

/** One direction of an LSTM layer; a bidirectional layer is two of these in a row, forward first. */
@unmanaged
export class Direction {
  E: i32;
  H: i32;
  packed: usize;
  packedBias: usize;
  packedT: usize;
  /** [blocks][K][16], then [blocks][16]. */
  gradientsAt: usize;
  xhAt: usize;
  recordAt: usize;
  /** [T][R][H]: gradient of the states in the order they are walked, written by the layer above or the pooling. */
  dHAt: usize;
  /** [R][E], shared by the directions of a layer, and [R][H]. */
  inputMaskAt: usize;
  recurrentMaskAt: usize;
  /** Directions of its layer, 1 or 2. */
  numDirections: i32;
}

@unmanaged
export class DenseLayer {
  inputs: i32;
  outputs: i32;
  isRelu: i32;
  /** [inputs][outputs], then the bias. */
  kernel: usize;
  gradientsAt: usize;
  /** [R][outputs] */
  yAt: usize;
  dyAt: usize;
  /** [R][inputs] */
  maskAt: usize;
}

@unmanaged
export class Network {
  /** [rows of all tables][E] */
  table: usize;
  numTables: i32;
  E: i32;
  directions: usize;
  numDirections: i32;
  denses: usize;
  numDenses: i32;
  /** LAST, MAX, MEAN or MAX_MEAN of pooling.as.ts. */
  pooling: i32;
  /** What the head reads, [R][features], and its gradient. */
  features: i32;
  pooledAt: usize;
  dPooledAt: usize;
  /** int32 [directions][R][H], the steps of the maxima. */
  maxStepsAt: usize;
  /** States of the newest step [R][H]. */
  newestAt: usize;
  /** Of the LSTM's gradient. */
  scratchAt: usize;
  /** [T][R][E] of the layer with the largest E: a gradient on its way to the layer below. */
  dXAt: usize;
  /** [R], what the perturbation of each row is of its gradient. */
  scalesAt: usize;
  /** [R][4], results that nobody reads. */
  resultsAt: usize;
  /** Enough for [R][H] of every layer and [R][E] of the words. */
  zeros: usize;
  ones: usize;
}

/** Rows that walk through time together. */
@unmanaged
export class Group {
  numRows: i32;
  T: i32;
  /** [T][R][numTables] int32, rows of the tables; -1 for none, not in the first. */
  ids: usize;
  /** [R] int32, 0 for padding rows. */
  lengths: usize;
  labels: usize;
  masks: usize;
  /** [R][4], as softmaxCrossEntropy writes them. */
  results: usize;
  /** [T][R][E] */
  dX: usize;
}

@unmanaged
export class NetworkJob {
  network: usize;
  workspace: usize;
  /** From one thread's to the next. */
  workspaceBytes: usize;
  batchSize: i32;
  R: i32;
  /** Groups firstGroup..lastGroup - 1 of this table. */
  groups: usize;
  firstGroup: i32;
  lastGroup: i32;
  /** Sum over these groups of the gradients of all weights but the table's; 0 when they are not wanted. */
  gradients: usize;
  gradientBytes: usize;
  labelSmoothing: f32;
  /** Size of the adversarial perturbation relative to the words' vectors; 0 for none. */
  adversarial: f32;
  /** 1 to go back from the log-odds to the embedded words, which their mask has scaled by then, and no further. */
  isOfLogOdds: i32;
}

const DIRECTION_BYTES: usize = offsetof<Direction>();
const DENSE_BYTES: usize = offsetof<DenseLayer>();
const GROUP_BYTES: usize = offsetof<Group>();

@inline
export function networkOf(job: NetworkJob): Network {
  return changetype<Network>(job.network);
}

@inline
export function directionAt(network: Network, index: i32): Direction {
  return changetype<Direction>(network.directions + <usize>index * DIRECTION_BYTES);
}

@inline
export function denseAt(network: Network, index: i32): DenseLayer {
  return changetype<DenseLayer>(network.denses + <usize>index * DENSE_BYTES);
}

@inline
export function groupAt(job: NetworkJob, index: i32): Group {
  return changetype<Group>(job.groups + <usize>index * GROUP_BYTES);
}

/** Whether anything goes back through the network. */
@inline
export function goesBack(job: NetworkJob): bool {
  return job.gradients != 0 || job.isOfLogOdds != 0;
}

/** Where the gradients of a layer's weights are added up; 0 when they are not wanted. */
@inline
export function gradientsOf(job: NetworkJob, at: usize): usize {
  return job.gradients == 0 ? 0 : job.gradients + at;
}

/** What the gradient of the words is multiplied by on its way out, given their mask. */
@inline
export function wordGradientMask(job: NetworkJob, mask: usize): usize {
  return job.isOfLogOdds != 0 ? networkOf(job).ones : mask;
}

/** Where a mask of a group begins. */
@inline
export function maskOf(job: NetworkJob, group: Group, at: usize): usize {
  return group.masks + <usize>job.R * at;
}
