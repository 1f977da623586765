/** A network's weights laid out for plain loops. Shapes: E inputs, H units of one direction, K = E + H. */
import { orderedWeights } from '../../model/networkChecks';
import { describeNetwork, directions, type LstmDescription } from '../../model/networkDescription';
import type { KerasTopology, NamedWeight, Pooling } from '../../types';

/** One direction of an LSTM layer. */
export interface LstmWeights {
  /** Keras name of the layer. */
  name: string;
  isBackward: boolean;
  E: number;
  H: number;
  /** [4H, K]: kernel and recurrent kernel side by side, a row for each gate of each unit: i, f, candidate, o. */
  weightsT: Float32Array;
  /** [4H] */
  bias: Float32Array;
}

export interface DenseWeights {
  inputs: number;
  outputs: number;
  /** [inputs, outputs] */
  kernel: Float32Array;
  /** [outputs] */
  bias: Float32Array;
  isRelu: boolean;
}

export interface PlainStack {
  /** [rows, E] words, then n-grams; the vectors of one position are added. */
  tables: Float32Array[];
  embeddingUnits: number;
  /** The directions of each layer, forward first; their outputs stand side by side. */
  layers: LstmWeights[][];
  pooling: Pooling;
  denses: DenseWeights[];
}

/** Throws 'bad-archive' when topology and weights do not belong together. */
export function plainStack(topology: KerasTopology, weights: NamedWeight[]): PlainStack {
  const { tables, embeddingUnits, lstms, pooling, denses } = describeNetwork(topology);
  const ordered = orderedWeights(topology, weights);
  let next = 0;
  const take = (): Float32Array => ordered[next++]!.values;
  return {
    tables: tables.map(take),
    embeddingUnits,
    layers: lstms.map((lstm) => directions(lstm).map((isBackward) => lstmWeights(lstm, isBackward, take))),
    pooling,
    denses: denses.map(({ units, isRelu }) => {
      const [kernel, bias] = [take(), take()];
      return { inputs: kernel.length / units, outputs: units, kernel, bias, isRelu };
    }),
  };
}

function lstmWeights(
  { name, units: H }: LstmDescription,
  isBackward: boolean,
  take: () => Float32Array,
): LstmWeights {
  const [kernel, recurrentKernel, bias] = [take(), take(), take()];
  const E = kernel.length / (4 * H);
  const K = E + H;
  const weightsT = new Float32Array(4 * H * K);
  for (let j = 0; j < 4 * H; j++) {
    for (let k = 0; k < E; k++) weightsT[j * K + k] = kernel[k * 4 * H + j]!;
    for (let k = 0; k < H; k++) weightsT[j * K + E + k] = recurrentKernel[k * 4 * H + j]!;
  }
  return { name, isBackward, E, H, weightsT, bias };
}
