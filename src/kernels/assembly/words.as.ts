/** The embedded words of a group: as inputs of the first LSTM, or pooled at once in a network without any. */
import { moveRows } from './alignment.as';
import { gatherStep, gatherSums } from './embedding.as';
import { maskOf, networkOf, wordGradientMask, Group, Network, NetworkJob } from './networkLayout.as';
import { finishPooling, hasMax, hasMean, poolGradient, poolStep, startPooling } from './pooling.as';

/** Writes the masked words of step t, rows `row` bytes apart, perturbed along their gradient or not. */
export function gatherWords(
  job: NetworkJob, group: Group, workspace: usize, t: i32, mask: usize, inputs: usize, row: usize, isPerturbed: bool,
): void {
  const network = networkOf(job);
  const R = job.R, E = network.E, numTables = network.numTables;
  const ids = group.ids + <usize>(t * R * numTables) * 4;
  if (numTables == 1 && !isPerturbed) {
    gatherStep(ids, network.table, mask, inputs, row, E, R);
  } else {
    gatherSums(
      ids, numTables, network.table, network.zeros, isPerturbed ? group.dX + <usize>(t * R * E) * 4 : 0,
      workspace + network.scalesAt, mask, inputs, row, E, R,
    );
  }
}

/** Pools the words. The first mask of a network without LSTMs is that of its words. */
export function wordsForward(job: NetworkJob, group: Group, workspace: usize, isPerturbed: bool): void {
  const network = networkOf(job);
  const R = job.R;
  const size: usize = network.E * 4, row: usize = network.features * 4;
  const pooled = workspace + network.pooledAt;
  const max = hasMax(network.pooling) ? pooled : 0, mean = meanIn(network, pooled);
  const words = workspace + network.newestAt;
  startPooling(max, mean, row, size, group.lengths, R);
  for (let t = 0; t < group.T; t++) {
    gatherWords(job, group, workspace, t, maskOf(job, group, 0), words, size, isPerturbed);
    poolStep(words, size, t, max, mean, row, workspace + network.maxStepsAt, false, group.lengths, R);
  }
  finishPooling(mean, row, size, group.lengths, R);
}

export function wordsGradient(job: NetworkJob, group: Group, workspace: usize, isPerturbed: bool): void {
  const network = networkOf(job);
  const R = job.R;
  const size: usize = network.E * 4, row: usize = network.features * 4;
  const dPooled = workspace + network.dPooledAt;
  const dX = isPerturbed ? workspace + network.dXAt : group.dX;
  poolGradient(
    hasMax(network.pooling) ? dPooled : 0, meanIn(network, dPooled), row, size, workspace + network.maxStepsAt,
    wordGradientMask(job, maskOf(job, group, 0)), dX, group.lengths, R, group.T,
  );
  if (isPerturbed) moveRows(dX, size, group.dX, size, size, false, true, group.lengths, R, group.T);
}

@inline
function meanIn(network: Network, pooled: usize): usize {
  if (!hasMean(network.pooling)) return 0;
  return hasMax(network.pooling) ? pooled + <usize>network.E * 4 : pooled;
}
