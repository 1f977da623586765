/** What every kind of network checks in the same words. */
import { VerdictError } from '../errors';
import type { KerasTopology, NamedWeight } from '../types';
import type { BatchResult } from './network';
import { weightSpecs, type WeightSpec } from './topology';

/** The weights in the order of the topology. Throws 'bad-archive' when the two do not belong together. */
export function orderedWeights(
  topology: KerasTopology,
  weights: NamedWeight[],
): (WeightSpec & { values: Float32Array })[] {
  return weightSpecs(topology).map(({ name, shape }) => {
    const weight = weights.find((candidate) => candidate.name === name);
    if (weight === undefined || weight.values.length !== shape.reduce((a, b) => a * b, 1)) {
      throw new VerdictError(
        'bad-archive',
        `The weight ${name} is missing or not of shape [${shape.join(', ')}].`,
      );
    }
    return { name, shape, values: weight.values };
  });
}

/** Throws 'not-finite' when the loss is no longer a number. */
export function requireFinite(result: BatchResult): BatchResult {
  if (!Number.isFinite(result.loss)) {
    throw new VerdictError(
      'not-finite',
      'Training stopped: the loss is no longer a number. Try a smaller learning rate, or another backend.',
    );
  }
  return result;
}
