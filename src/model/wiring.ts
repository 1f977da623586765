/**
 * How the layers of a network hang together. The order of its layers says it all: each embedding reads its own
 * input, "add" and "concatenate" take what comes before them side by side, every other layer the one before it.
 */
import type { KerasLayer, KerasTopology } from '../types';

interface WiredLayer {
  kind: string;
  name: string;
}

/** For each layer, the names of those that it takes. @param layers in an order that layers.ts admits */
export function wiring(layers: readonly WiredLayer[]): string[][] {
  const named = (kind: string): string[] =>
    layers.filter((layer) => layer.kind === kind).map(({ name }) => name);
  const inputs = named('input');
  const firstPooling = layers.findIndex(({ kind }) => kind === 'pooling');
  let numEmbeddings = 0;
  return layers.map(({ kind }, i) => {
    const before = layers[i - 1]?.name;
    switch (kind) {
      case 'input':
        return [];
      case 'embedding':
        return inputs.slice(numEmbeddings, ++numEmbeddings);
      case 'add':
        return named('embedding');
      case 'pooling':
        return [layers[firstPooling - 1]!.name];
      case 'concatenate':
        return named('pooling');
      default:
        return before === undefined ? [] : [before];
    }
  });
}

/** The same layers as a functional model. */
export function functional(
  name: string,
  layers: readonly KerasLayer[],
  wired: readonly WiredLayer[],
): Pick<KerasTopology, 'class_name' | 'config'> {
  const sources = wiring(wired);
  const inputs = wired.filter(({ kind }) => kind === 'input');
  return {
    class_name: 'Functional',
    config: {
      name,
      layers: layers.map((layer, i) => ({
        ...layer,
        name: layer.config.name,
        inbound_nodes: sources[i]!.length === 0 ? [] : [sources[i]!.map((source) => [source, 0, 0, {}])],
      })),
      input_layers: inputs.map((input) => [input.name, 0, 0]),
      output_layers: [[wired.at(-1)!.name, 0, 0]],
    },
  };
}

/** What is wrong with a topology's connections; null when they are those that its layers' order means. */
export function wiringTrouble(topology: KerasTopology, layers: readonly WiredLayer[]): string | null {
  const count = (kind: string): number => layers.filter((layer) => layer.kind === kind).length;
  const numEmbeddings = count('embedding');
  const numPoolings = count('pooling');
  if (numEmbeddings > 1 !== count('add') > 0) return 'several embeddings, and only they, need an “add”';
  if (numPoolings > 1 !== count('concatenate') > 0) {
    return 'two poolings, and only they, need a “concatenate”';
  }
  if (numPoolings > 2) return `it has ${numPoolings} poolings, where at most two can run here`;
  if (topology.class_name === 'Sequential') {
    const isChain = count('input') === 0 && numEmbeddings === 1 && numPoolings < 2;
    return isChain ? null : 'a sequential model cannot have branches';
  }
  if (count('input') !== numEmbeddings) return 'every embedding needs an input of its own';
  return functionalTrouble(topology, layers);
}

function functionalTrouble({ config }: KerasTopology, layers: readonly WiredLayer[]): string | null {
  const sources = wiring(layers);
  const wrong = config.layers.find((layer, i) => {
    const given = layer.inbound_nodes ?? [];
    const names = given.length === 1 ? given[0]!.map(([source]) => source) : [];
    return given.length > 1 || names.join('\n') !== sources[i]!.join('\n');
  });
  if (wrong !== undefined) return `layer “${wrong.config.name}” is not connected as its place says`;
  const inputs = layers.filter(({ kind }) => kind === 'input').map(({ name }) => name);
  const given = (config.input_layers ?? []).map(([name]) => name);
  if (given.join('\n') !== inputs.join('\n'))
    return 'its inputs are not listed in the order of its embeddings';
  const outputs = (config.output_layers ?? []).map(([name]) => name);
  return outputs.join('\n') === layers.at(-1)?.name ? null : 'its output is not its last layer';
}
