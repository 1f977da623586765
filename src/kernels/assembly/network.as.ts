/**
 * Groups of rows through the whole network, embedding to loss and back, in one call: forwards only, with the
 * gradients of all weights, or with those of the log-odds by the embedded words. Every thread has a workspace of its own for what lives only that long. An
 * adversarial pass follows its clean one at once, while the group is in the cache.
 */
import { headForward, headGradient } from './head.as';
import { directionAt, goesBack, groupAt, networkOf, NetworkJob, Group } from './networkLayout.as';
import { perturbationScales } from './perturbation.as';
import { lstmForward, lstmGradient } from './recurrent.as';
import { wordsForward, wordsGradient } from './words.as';

export function runNetwork(address: usize, thread: i32): void {
  const job = changetype<NetworkJob>(address);
  const network = networkOf(job);
  const workspace = job.workspace + <usize>thread * job.workspaceBytes;
  if (job.gradients != 0) memory.fill(job.gradients, 0, job.gradientBytes);
  for (let index = job.firstGroup; index < job.lastGroup; index++) {
    const group = groupAt(job, index);
    forward(job, group, workspace, false);
    if (!goesBack(job)) continue;
    backward(job, group, workspace, false);
    if (job.adversarial == 0) continue;
    perturbationScales(
      group.ids, network.numTables, network.table, network.zeros, group.dX, job.adversarial,
      workspace + network.scalesAt, group.lengths, network.E, job.R,
    );
    forward(job, group, workspace, true);
    backward(job, group, workspace, true);
  }
}

function forward(job: NetworkJob, group: Group, workspace: usize, isPerturbed: bool): void {
  const network = networkOf(job);
  if (network.numDirections == 0) wordsForward(job, group, workspace, isPerturbed);
  for (let first = 0; first < network.numDirections; ) {
    const numDirections = directionAt(network, first).numDirections;
    for (let d = 0; d < numDirections; d++) lstmForward(job, group, workspace, first, d, isPerturbed);
    first += numDirections;
  }
  headForward(job, group, workspace, isPerturbed);
}

function backward(job: NetworkJob, group: Group, workspace: usize, isPerturbed: bool): void {
  const network = networkOf(job);
  headGradient(job, group, workspace);
  for (let end = network.numDirections; end > 0; ) {
    const numDirections = directionAt(network, end - 1).numDirections;
    end -= numDirections;
    for (let d = 0; d < numDirections; d++) lstmGradient(job, group, workspace, end, d, isPerturbed);
  }
  if (network.numDirections == 0) wordsGradient(job, group, workspace, isPerturbed);
}
