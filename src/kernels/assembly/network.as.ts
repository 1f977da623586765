/**
 * Groups of rows through the whole network, embedding to loss and back, in one call: forwards only, or with
 * the gradients of all weights. Every thread has a workspace of its own for what lives only that long.
 */
import { denseForward, denseGradient, reluGradient, softmaxCrossEntropy } from './dense.as';
import { gatherStep } from './embedding.as';
import { forwardStep } from './lstmForward.as';
import { gradient } from './lstmGradient.as';
import { copyEndingRows, LANES, RECORD } from './vector.as';

/** Addresses named "at" are offsets: in a thread's workspace, or in a group's gradients. */
@unmanaged
class LstmLayer {
  E: i32;
  H: i32;
  packed: usize;
  packedBias: usize;
  packedT: usize;
  /** [blocks][K][16], then [blocks][16]. */
  gradientsAt: usize;
  xhAt: usize;
  recordAt: usize;
  /** [T][R][H]: gradient of the states, written by the layer above. */
  dHAt: usize;
  /** Per row of the group, where its masks [R][E] and [R][H] begin among those of all layers. */
  maskBytes: usize;
}

@unmanaged
class DenseLayer {
  inputs: i32;
  outputs: i32;
  isRelu: i32;
  /** [inputs][outputs], then the bias. */
  kernel: usize;
  gradientsAt: usize;
  /** [R][outputs] */
  yAt: usize;
  dyAt: usize;
}

/** Rows that walk through time together. */
@unmanaged
class Group {
  numRows: i32;
  T: i32;
  /** [T][R] int32 */
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
class NetworkJob {
  workspace: usize;
  /** From one thread's to the next. */
  workspaceBytes: usize;
  lstms: usize;
  numLstms: i32;
  denses: usize;
  numDenses: i32;
  table: usize;
  /** The last layer's last states [R][H], their gradient, its states of the newest step, the gradient's scratch. */
  lastAt: usize;
  dLastAt: usize;
  newestAt: usize;
  scratchAt: usize;
  /** [R][H] of the last layer. */
  zeros: usize;
  ones: usize;
  batchSize: i32;
  R: i32;
  /** Groups firstGroup..lastGroup - 1 of this table. */
  groups: usize;
  firstGroup: i32;
  lastGroup: i32;
  /** Sum over these groups of the gradients of all weights but the table's; 0 to go forwards only. */
  gradients: usize;
  gradientBytes: usize;
}

const LSTM_BYTES: usize = offsetof<LstmLayer>();
const DENSE_BYTES: usize = offsetof<DenseLayer>();
const GROUP_BYTES: usize = offsetof<Group>();

@inline
function lstmAt(job: NetworkJob, index: i32): LstmLayer {
  return changetype<LstmLayer>(job.lstms + <usize>index * LSTM_BYTES);
}

@inline
function denseAt(job: NetworkJob, index: i32): DenseLayer {
  return changetype<DenseLayer>(job.denses + <usize>index * DENSE_BYTES);
}

export function runNetwork(address: usize, thread: i32): void {
  const job = changetype<NetworkJob>(address);
  const workspace = job.workspace + <usize>thread * job.workspaceBytes;
  if (job.gradients != 0) memory.fill(job.gradients, 0, job.gradientBytes);
  for (let index = job.firstGroup; index < job.lastGroup; index++) {
    const group = changetype<Group>(job.groups + <usize>index * GROUP_BYTES);
    for (let i = 0; i < job.numLstms; i++) lstmForward(job, group, workspace, i);
    headForward(job, group, workspace);
    if (job.gradients == 0) continue;
    headGradient(job, workspace);
    for (let i = job.numLstms - 1; i >= 0; i--) lstmGradient(job, group, workspace, i);
  }
}

function lstmForward(job: NetworkJob, group: Group, workspace: usize, index: i32): void {
  const layer = lstmAt(job, index);
  const isFirst = index == 0, isLast = index == job.numLstms - 1;
  const R = job.R, E = layer.E, H = layer.H;
  const hRow: usize = H * 4;
  const row: usize = (E + H) * 4;
  const xh = workspace + layer.xhAt;
  const record = workspace + layer.recordAt;
  const masks = group.masks + <usize>R * layer.maskBytes;
  const slot: usize = <usize>(H / LANES * R) * RECORD;
  const recordStep: usize = job.gradients == 0 ? 0 : slot;
  // States go to the layer above as its masked inputs; those of the last layer only count at a row's end.
  let out = workspace + job.newestAt, outRow = hRow, outStep: usize = 0, outMask = job.ones;
  if (!isLast) {
    const above = lstmAt(job, index + 1);
    out = workspace + above.xhAt;
    outRow = (above.E + above.H) * 4;
    outStep = <usize>R * outRow;
    outMask = group.masks + <usize>R * above.maskBytes;
  }
  memory.fill(record, 0, slot);
  for (let r = 0; r < R; r++) memory.fill(xh + <usize>r * row + <usize>E * 4, 0, hRow);
  if (isLast) memory.fill(workspace + job.lastAt, 0, <usize>R * hRow);
  for (let t = 0; t < group.T; t++) {
    const inputs = xh + <usize>(t * R) * row;
    const previous = record + <usize>t * recordStep;
    if (isFirst) gatherStep(group.ids + <usize>(t * R) * 4, job.table, masks, inputs, row, E, R);
    forwardStep(
      inputs, out, outRow, outMask, masks + <usize>(R * E) * 4, previous, previous + recordStep,
      layer.packed, layer.packedBias, E, H, R,
    );
    if (isLast) copyEndingRows(group.lengths, t + 1, out, workspace + job.lastAt, hRow, R);
    out += outStep;
  }
}

function headForward(job: NetworkJob, group: Group, workspace: usize): void {
  let x = workspace + job.lastAt;
  for (let i = 0; i < job.numDenses; i++) {
    const layer = denseAt(job, i);
    const y = workspace + layer.yAt;
    denseForward(x, layer.inputs, layer.kernel, y, layer.outputs, layer.isRelu != 0, job.R);
    x = y;
  }
  const dLogits = job.gradients == 0 ? 0 : workspace + denseAt(job, job.numDenses - 1).dyAt;
  softmaxCrossEntropy(x, group.labels, group.results, dLogits, group.numRows, job.R, job.batchSize);
}

function headGradient(job: NetworkJob, workspace: usize): void {
  for (let i = job.numDenses - 1; i >= 0; i--) {
    const layer = denseAt(job, i);
    const isFirst = i == 0;
    const x = workspace + (isFirst ? job.lastAt : denseAt(job, i - 1).yAt);
    const dx = workspace + (isFirst ? job.dLastAt : denseAt(job, i - 1).dyAt);
    const dy = workspace + layer.dyAt;
    if (layer.isRelu != 0) reluGradient(workspace + layer.yAt, dy, job.R * layer.outputs);
    denseGradient(x, layer.inputs, layer.kernel, dy, layer.outputs, job.gradients + layer.gradientsAt, dx, job.R);
  }
}

function lstmGradient(job: NetworkJob, group: Group, workspace: usize, index: i32): void {
  const layer = lstmAt(job, index);
  const isFirst = index == 0, isLast = index == job.numLstms - 1;
  const R = job.R, E = layer.E, H = layer.H;
  const masks = group.masks + <usize>R * layer.maskBytes;
  const dWeights = job.gradients + layer.gradientsAt;
  const dX = isFirst ? group.dX : workspace + lstmAt(job, index - 1).dHAt;
  gradient(
    workspace + layer.xhAt, workspace + layer.recordAt, masks, masks + <usize>(R * E) * 4,
    isLast ? job.zeros : workspace + layer.dHAt, isLast ? 0 : <usize>(R * H) * 4,
    isLast ? group.lengths : 0, workspace + job.dLastAt,
    layer.packedT, dWeights, dWeights + <usize>(H / LANES * (E + H)) * 64, dX, workspace + job.scratchAt, E, H, R, group.T,
  );
}
