/** The LSTM layers of a network on a group: from the layer below to the one above or the pooled features, and back. */
import { mirrorStep, moveRows, passUp } from './alignment.as';
import { forwardStep } from './lstmForward.as';
import { gradient } from './lstmGradient.as';
import {
  directionAt, goesBack, gradientsOf, maskOf, networkOf, wordGradientMask, Direction, Group, Network, NetworkJob,
} from './networkLayout.as';
import { finishPooling, hasMax, hasMean, LAST, poolGradient, poolStep, startPooling } from './pooling.as';
import { copyEndingRows, LANES, RECORD } from './vector.as';
import { gatherWords } from './words.as';

/**
 * One direction of a layer.
 * @param first index of the layer's first direction. @param d 1 for the one that walks from each row's end.
 */
export function lstmForward(
  job: NetworkJob, group: Group, workspace: usize, first: i32, d: i32, isPerturbed: bool,
): void {
  const network = networkOf(job);
  const layer = directionAt(network, first + d);
  const isTop = first + layer.numDirections == network.numDirections;
  const isBidirectional = layer.numDirections == 2;
  const R = job.R, E = layer.E, H = layer.H;
  const hRow: usize = H * 4;
  const row: usize = (E + H) * 4;
  const xh = workspace + layer.xhAt;
  const record = workspace + layer.recordAt;
  const recurrentMask = maskOf(job, group, layer.recurrentMaskAt);
  const slot: usize = <usize>(H / LANES * R) * RECORD;
  const recordStep: usize = goesBack(job) ? slot : 0;
  // States go to the layer above as its masked inputs, those of two directions by way of `newest`, as they have to be aligned.
  let out = workspace + network.newestAt, outRow = hRow, outStep: usize = 0, outMask = network.ones;
  const above = directionAt(network, isTop ? first : first + layer.numDirections);
  const aboveRow: usize = (above.E + above.H) * 4;
  const inAbove = <usize>d * hRow;
  if (!isTop && !isBidirectional) {
    out = workspace + above.xhAt;
    outRow = aboveRow;
    outStep = <usize>R * outRow;
    outMask = maskOf(job, group, above.inputMaskAt);
  }
  const pooled = workspace + network.pooledAt + <usize>d * hRow;
  const pooledRow: usize = network.features * 4;
  const isPooled = network.pooling != LAST;
  const max = isTop ? maxIn(network, pooled) : 0, mean = isTop ? meanIn(network, layer, pooled) : 0;
  const maxSteps = maxStepsOf(network, layer, workspace, d, R);
  memory.fill(record, 0, slot);
  for (let r = 0; r < R; r++) memory.fill(xh + <usize>r * row + <usize>E * 4, 0, hRow);
  if (isTop) {
    if (isPooled) startPooling(max, mean, pooledRow, hRow, group.lengths, R);
    else for (let r = 0; r < R; r++) memory.fill(pooled + <usize>r * pooledRow, 0, hRow);
  }
  for (let t = 0; t < group.T; t++) {
    const inputs = xh + <usize>(t * R) * row;
    const previous = record + <usize>t * recordStep;
    if (d == 1) mirrorStep(workspace + directionAt(network, first).xhAt, xh, row, <usize>E * 4, t, group.lengths, R);
    else if (first == 0) gatherWords(job, group, workspace, t, maskOf(job, group, layer.inputMaskAt), inputs, row, isPerturbed);
    forwardStep(
      inputs, out, outRow, outMask, recurrentMask, previous, previous + recordStep,
      layer.packed, layer.packedBias, E, H, R,
    );
    if (isTop) {
      if (isPooled) poolStep(out, hRow, t, max, mean, pooledRow, maxSteps, d == 1, group.lengths, R);
      else copyEndingRows(group.lengths, t + 1, out, hRow, pooled, pooledRow, hRow, R);
    } else if (isBidirectional) {
      passUp(
        out, H, workspace + above.xhAt + inAbove, aboveRow, maskOf(job, group, above.inputMaskAt) + inAbove,
        <usize>above.E * 4, t, d == 1, group.lengths, R,
      );
    }
    out += outStep;
  }
  if (isTop && isPooled) finishPooling(mean, pooledRow, hRow, group.lengths, R);
}

/** The same direction backwards: adds to the gradients of its weights, where they are wanted, and hands those of its inputs down. */
export function lstmGradient(
  job: NetworkJob, group: Group, workspace: usize, first: i32, d: i32, isPerturbed: bool,
): void {
  const network = networkOf(job);
  const layer = directionAt(network, first + d);
  const isTop = first + layer.numDirections == network.numDirections;
  const isFirst = first == 0;
  const R = job.R, E = layer.E, H = layer.H;
  const hRow: usize = H * 4;
  const dH = workspace + layer.dHAt;
  const pooledRow: usize = network.features * 4;
  const dPooled = workspace + network.dPooledAt + <usize>d * hRow;
  const isLast = isTop && network.pooling == LAST;
  if (isTop && !isLast) {
    poolGradient(
      maxIn(network, dPooled), meanIn(network, layer, dPooled), pooledRow, hRow,
      maxStepsOf(network, layer, workspace, d, R), network.ones, dH, group.lengths, R, group.T,
    );
  }
  // To the words, or to the one or two directions of the layer below.
  const numBelow = isFirst ? 1 : directionAt(network, first - 1).numDirections;
  const isAdded = d == 1 || (isFirst && isPerturbed);
  const below = isFirst ? group.dX : workspace + directionAt(network, first - 1).dHAt;
  const isDirect = numBelow == 1 && !isAdded;
  const dX = isDirect ? below : workspace + network.dXAt;
  const dWeights = gradientsOf(job, layer.gradientsAt);
  const dBias: usize = dWeights == 0 ? <usize>0 : dWeights + <usize>(H / LANES * (E + H)) * 64;
  const inputMask = maskOf(job, group, layer.inputMaskAt);
  gradient(
    workspace + layer.xhAt, workspace + layer.recordAt,
    isFirst ? wordGradientMask(job, inputMask) : inputMask, maskOf(job, group, layer.recurrentMaskAt),
    isLast ? network.zeros : dH, isLast ? 0 : <usize>R * hRow,
    isLast ? group.lengths : 0, dPooled, pooledRow,
    layer.packedT, dWeights, dBias, dX, workspace + network.scratchAt,
    E, H, R, group.T,
  );
  if (isDirect) return;
  const eRow: usize = E * 4;
  const part = eRow / <usize>numBelow;
  if (numBelow == 1) {
    moveRows(dX, eRow, below, part, part, d == 1, isAdded, group.lengths, R, group.T);
  } else {
    for (let b = 0; b < 2; b++) {
      const to = workspace + directionAt(network, first - 2 + b).dHAt;
      moveRows(dX + <usize>b * part, eRow, to, part, part, d != b, isAdded, group.lengths, R, group.T);
    }
  }
}

@inline
function maxIn(network: Network, pooled: usize): usize {
  return hasMax(network.pooling) ? pooled : 0;
}

/** Behind the maxima of all directions, if there are any. */
@inline
function meanIn(network: Network, layer: Direction, pooled: usize): usize {
  if (!hasMean(network.pooling)) return 0;
  return hasMax(network.pooling) ? pooled + <usize>(layer.numDirections * layer.H) * 4 : pooled;
}

@inline
function maxStepsOf(network: Network, layer: Direction, workspace: usize, d: i32, R: i32): usize {
  return workspace + network.maxStepsAt + <usize>(d * R * layer.H) * 4;
}
