/** A network as what computes it needs it: tables, LSTM layers, pooling, head. Shapes: E embedding size, H units. */
import type { KerasTopology, Pooling } from '../types';
import { layersOf } from './layers';

export interface NetworkDescription {
  /** Words first, then n-grams; their vectors are added. */
  tables: { name: string; numRows: number }[];
  /** E */
  embeddingUnits: number;
  /** T as the topology states it; null for any. */
  maxLen: number | null;
  /** Whether Keras masks padding, so that the last state is that of the last real word. */
  masksPadding: boolean;
  /** Rate of the dropout of whole columns of the added vectors, one mask per review. */
  embeddingDropout: number;
  lstms: LstmDescription[];
  pooling: Pooling;
  denses: DenseDescription[];
}

export interface LstmDescription {
  name: string;
  /** H of one direction. */
  units: number;
  isBidirectional: boolean;
  goBackwards: boolean;
  dropout: number;
  recurrentDropout: number;
}

/** Whether it reads from the end, for each direction of a layer in the order of its weights. */
export const directions = ({ isBidirectional, goBackwards }: LstmDescription): boolean[] =>
  isBidirectional ? [false, true] : [goBackwards];

export interface DenseDescription {
  name: string;
  units: number;
  /** The last one is linear here: its softmax is part of the loss. */
  isRelu: boolean;
  /** Rate of the dropout of its inputs. */
  dropout: number;
}

/** @throws VerdictError 'bad-archive' naming the layer and the option that the network cannot run */
export function describeNetwork(topology: KerasTopology): NetworkDescription {
  const network: NetworkDescription = {
    tables: [],
    embeddingUnits: 0,
    maxLen: null,
    masksPadding: false,
    embeddingDropout: 0,
    lstms: [],
    pooling: 'last',
    denses: [],
  };
  let dropout = 0;
  for (const layer of layersOf(topology)) {
    switch (layer.kind) {
      case 'embedding':
        network.tables.push({ name: layer.name, numRows: layer.numWords });
        network.embeddingUnits = layer.units;
        network.maxLen = layer.maxLen;
        network.masksPadding = layer.maskZero;
        break;
      case 'spatialDropout':
        network.embeddingDropout = layer.rate;
        break;
      case 'lstm': {
        const { name, units, wrapped, goBackwards, dropout: inputDropout, recurrentDropout } = layer;
        const isBidirectional = wrapped !== null;
        network.lstms.push({
          name,
          units,
          isBidirectional,
          goBackwards,
          dropout: inputDropout,
          recurrentDropout,
        });
        break;
      }
      case 'pooling':
        network.pooling = network.pooling === 'last' ? layer.mode : 'maxMean';
        break;
      case 'dropout':
        dropout = layer.rate;
        break;
      case 'dense':
        network.denses.push({
          name: layer.name,
          units: layer.units,
          isRelu: layer.activation === 'relu',
          dropout,
        });
        dropout = 0;
        break;
      case 'input':
      case 'add':
      case 'concatenate':
        break;
      default:
        layer satisfies never;
    }
  }
  return network;
}

/** Numbers that the pooled or last states of a review have: the inputs of the first dense layer. */
export function headInputs({ embeddingUnits, lstms, pooling }: NetworkDescription): number {
  const last = lstms.at(-1);
  const units = last === undefined ? embeddingUnits : last.units * (last.isBidirectional ? 2 : 1);
  return pooling === 'maxMean' ? 2 * units : units;
}
