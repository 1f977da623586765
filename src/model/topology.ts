/**
 * Everything that a network's topology tells: its layers, its weights' names and shapes, its summary.
 * Shapes: N reviews, T time steps, V vocabulary, E embedding size, H units.
 */
import type { KerasTopology, LayerSummary } from '../types';
import { layersOf, type LayerDescription } from './layers';

export { layersOf, parseTopology, type LayerDescription } from './layers';
export { buildTopology, tableRows, type LayerSettings, type Table } from './buildTopology';

export interface WeightSpec {
  /** As tfjs names it: "lstm_1/recurrent_kernel". */
  name: string;
  shape: number[];
}

/** Every weight in Keras's order, with the names that tfjs gives. All float32. */
export function weightSpecs(topology: KerasTopology): WeightSpec[] {
  return walk(topology).flatMap(({ weights }) => weights);
}

/** The table that Keras prints as `model.summary()`. */
export function summarise(topology: KerasTopology): LayerSummary[] {
  return walk(topology).map(({ layer, outputShape, weights }, i) => ({
    name: layer.name,
    className: topology.config.layers[i]!.class_name,
    outputShape: `[${outputShape.map(String).join(',')}]`,
    numParams: weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
  }));
}

interface LayerShapes {
  layer: LayerDescription;
  /** null for N, and for T where the topology leaves it open. */
  outputShape: (number | null)[];
  weights: WeightSpec[];
}

function walk(topology: KerasTopology): LayerShapes[] {
  let inputs = 0;
  let steps: number | null = null;
  return layersOf(topology).map((layer): LayerShapes => {
    const fanIn = inputs;
    switch (layer.kind) {
      case 'input':
        return { layer, outputShape: [null, maxLenOf(topology)], weights: [] };
      case 'embedding':
        inputs = layer.units;
        steps = layer.maxLen;
        return {
          layer,
          outputShape: [null, steps, inputs],
          weights: [{ name: `${layer.name}/embeddings`, shape: [layer.numWords, layer.units] }],
        };
      case 'add':
      case 'spatialDropout':
        return { layer, outputShape: [null, steps, inputs], weights: [] };
      case 'lstm':
        inputs = layer.units * (layer.wrapped === null ? 1 : 2);
        return {
          layer,
          outputShape: layer.returnSequences ? [null, steps, inputs] : [null, inputs],
          weights: lstmWeights(layer, fanIn),
        };
      case 'concatenate':
        inputs = 2 * fanIn;
        return { layer, outputShape: [null, inputs], weights: [] };
      case 'pooling':
      case 'dropout':
        return { layer, outputShape: [null, inputs], weights: [] };
      case 'dense':
        inputs = layer.units;
        return {
          layer,
          outputShape: [null, inputs],
          weights: [
            { name: `${layer.name}/kernel`, shape: [fanIn, inputs] },
            { name: `${layer.name}/bias`, shape: [inputs] },
          ],
        };
      default:
        return layer satisfies never;
    }
  });
}

function maxLenOf(topology: KerasTopology): number | null {
  return layersOf(topology).find((layer) => layer.kind === 'embedding')?.maxLen ?? null;
}

/** The forward half of a bidirectional layer comes first; names as tfjs gives them. */
function lstmWeights(
  { name, wrapped, units }: Extract<LayerDescription, { kind: 'lstm' }>,
  fanIn: number,
): WeightSpec[] {
  const prefixes = wrapped === null ? [name] : [`${name}/forward_${wrapped}`, `${name}/backward_${wrapped}`];
  return prefixes.flatMap((prefix) => [
    { name: `${prefix}/kernel`, shape: [fanIn, 4 * units] },
    { name: `${prefix}/recurrent_kernel`, shape: [units, 4 * units] },
    { name: `${prefix}/bias`, shape: [4 * units] },
  ]);
}
