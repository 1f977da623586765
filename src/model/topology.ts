/**
 * Everything that a network's topology tells: its layers, its weights' names and shapes, its summary.
 * Shapes: N reviews, T time steps, V vocabulary, E embedding size, H units.
 */
import type { KerasTopology, LayerSummary } from '../types';
import { layersOf, type LayerDescription } from './layers';

export { layersOf, parseTopology, type LayerDescription } from './layers';
export { buildTopology } from './recipes';

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
  return layersOf(topology).map((layer) => {
    const { name, units } = layer;
    const spec = (weight: string, ...shape: number[]): WeightSpec => ({ name: `${name}/${weight}`, shape });
    const fanIn = inputs;
    inputs = units;
    switch (layer.kind) {
      case 'embedding':
        steps = layer.maxLen;
        return {
          layer,
          outputShape: [null, steps, units],
          weights: [spec('embeddings', layer.numWords, units)],
        };
      case 'lstm':
        return {
          layer,
          outputShape: layer.returnSequences ? [null, steps, units] : [null, units],
          weights: [
            spec('kernel', fanIn, 4 * units),
            spec('recurrent_kernel', units, 4 * units),
            spec('bias', 4 * units),
          ],
        };
      case 'dense':
        return {
          layer,
          outputShape: [null, units],
          weights: [spec('kernel', fanIn, units), spec('bias', units)],
        };
      default:
        return layer satisfies never;
    }
  });
}
