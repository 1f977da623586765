/**
 * The values of every unit while a network reads, in tfjs's operations: a batch takes a few milliseconds where the
 * same walk in plain loops takes a hundred. Shapes: T time steps, B batch, H units of a direction.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/batches';
import { lstm } from '../kernels/lstm';
import type { KerasTopology, NamedWeight } from '../types';
import { orderedWeights } from './networkChecks';
import { describeNetwork, directions, type NetworkDescription } from './networkDescription';
import { embed, pool } from './tfForward';

/** The units of one direction of an LSTM layer, or of a dense layer but the last. */
export interface LayerUnits {
  /** Keras name. */
  name: string;
  kind: 'lstm' | 'dense';
  isBackward: boolean;
  /** Whether what a unit says is never below 0. */
  isRelu: boolean;
  units: number;
}

export interface LayerStates {
  layer: LayerUnits;
  /** States h [T, B, H] of an LSTM, real only where t < lengths[b]; activations [B, H] of a dense layer. */
  values: Float32Array;
}

export class UnitStates {
  private readonly network: NetworkDescription;
  private readonly weights: tf.Tensor[];

  /** Throws 'bad-archive' when topology and weights do not belong together. */
  constructor(topology: KerasTopology, weights: NamedWeight[]) {
    this.network = describeNetwork(topology);
    // Copies: the backend keeps the array that it is given.
    this.weights = orderedWeights(topology, weights).map(({ shape, values }) =>
      tf.tensor(values.slice(), shape, 'float32'),
    );
  }

  /** In the order of the layers, forward before backward. */
  async read(batch: Batch): Promise<LayerStates[]> {
    const layers: LayerUnits[] = [];
    const tensors = tf.tidy(() => this.walk(batch, layers));
    try {
      const values = await Promise.all(tensors.map((tensor) => tensor.data()));
      return layers.map((layer, i) => ({ layer, values: values[i]!.slice() as Float32Array }));
    } finally {
      tf.dispose(tensors);
    }
  }

  dispose(): void {
    tf.dispose(this.weights);
  }

  /** @param layers what the tensors are the values of is added here */
  private walk(batch: Batch, layers: LayerUnits[]): tf.Tensor[] {
    const { lstms, pooling, denses, tables } = this.network;
    const { lengths } = batch;
    const found: tf.Tensor[] = [];
    let next = tables.length;
    const take = (): tf.Tensor => this.weights[next++]!;
    let x = embed(this.network, this.weights, batch);
    let last: tf.Tensor2D | null = null;
    lstms.forEach((layer, i) => {
      const isPooledLast = i === lstms.length - 1 && pooling === 'last';
      const parts = directions(layer).map((goBackwards) => {
        const inputs = {
          x,
          kernel: take() as tf.Tensor2D,
          recurrentKernel: take() as tf.Tensor2D,
          bias: take() as tf.Tensor1D,
          inputMask: null,
          recurrentMask: null,
        };
        const run = (returnSequences: boolean): tf.Tensor =>
          lstm(inputs, { lengths, returnSequences, goBackwards });
        const sequence = run(true) as tf.Tensor3D;
        const { name, units } = layer;
        layers.push({ name, kind: 'lstm', isBackward: goBackwards, isRelu: false, units });
        found.push(sequence);
        return { sequence, last: isPooledLast ? (run(false) as tf.Tensor2D) : null };
      });
      x = tf.concat(
        parts.map(({ sequence }) => sequence),
        2,
      );
      if (isPooledLast)
        last = tf.concat(
          parts.map((part) => part.last!),
          1,
        );
    });
    let value: tf.Tensor2D = last ?? pool(x, lengths, pooling);
    for (const { name, units, isRelu } of denses.slice(0, -1)) {
      const linear = tf.add<tf.Tensor2D>(tf.matMul(value, take()), take());
      value = isRelu ? tf.relu(linear) : linear;
      layers.push({ name, kind: 'dense', isBackward: false, isRelu, units });
      found.push(value);
    }
    return found;
  }
}
