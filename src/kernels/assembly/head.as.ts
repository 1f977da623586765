/** The head of a network on a group's pooled features: dense layers with dropout before each, loss, and back. */
import { denseForward, denseGradient, logOddsAndGradient, reluGradient, softmaxCrossEntropy } from './dense.as';
import { denseAt, goesBack, gradientsOf, maskOf, networkOf, Group, NetworkJob } from './networkLayout.as';
import { multiply } from './vector.as';

export function headForward(job: NetworkJob, group: Group, workspace: usize, isPerturbed: bool): void {
  const network = networkOf(job);
  let x = workspace + network.pooledAt;
  for (let i = 0; i < network.numDenses; i++) {
    const layer = denseAt(network, i);
    const y = workspace + layer.yAt;
    // In place: what becomes 0 gets no gradient either, so the layer below may take it for its own output.
    multiply(x, maskOf(job, group, layer.maskAt), <usize>(job.R * layer.inputs) * 4);
    denseForward(x, layer.inputs, layer.kernel, y, layer.outputs, layer.isRelu != 0, job.R);
    x = y;
  }
  const dLogits: usize = goesBack(job) ? workspace + denseAt(network, network.numDenses - 1).dyAt : <usize>0;
  if (job.isOfLogOdds != 0) {
    logOddsAndGradient(x, group.results, dLogits, group.numRows, job.R);
    return;
  }
  const results = isPerturbed ? workspace + network.resultsAt : group.results;
  softmaxCrossEntropy(x, group.labels, job.labelSmoothing, results, dLogits, group.numRows, job.R, job.batchSize);
}

export function headGradient(job: NetworkJob, group: Group, workspace: usize): void {
  const network = networkOf(job);
  for (let i = network.numDenses - 1; i >= 0; i--) {
    const layer = denseAt(network, i);
    const isFirst = i == 0;
    const x = workspace + (isFirst ? network.pooledAt : denseAt(network, i - 1).yAt);
    const dx = workspace + (isFirst ? network.dPooledAt : denseAt(network, i - 1).dyAt);
    const dy = workspace + layer.dyAt;
    if (layer.isRelu != 0) reluGradient(workspace + layer.yAt, dy, job.R * layer.outputs);
    denseGradient(x, layer.inputs, layer.kernel, dy, layer.outputs, gradientsOf(job, layer.gradientsAt), dx, job.R);
    multiply(dx, maskOf(job, group, layer.maskAt), <usize>(job.R * layer.inputs) * 4);
  }
}
