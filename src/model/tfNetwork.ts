/**
 * The network on a tfjs backend: weights as variables, one call per batch.
 *
 * In: the layers of a Keras topology (topology.ts) and their weights as plain arrays. Out: logits [B, 2],
 * or one optimiser step. Everything random (dropout) is drawn on the CPU from the seed, so a run depends on
 * seed and backend only.
 */
import * as tf from '@tensorflow/tfjs-core';
// The core alone knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { Adam } from '../kernels/adam';
import { embedding } from '../kernels/embedding';
import { lstm } from '../kernels/lstm';
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import type { Batch } from '../data/batches';
import { dropoutMask } from './dropout';
import type { BatchResult, Network, StepRandomness } from './network';
import { orderedWeights, requireFinite } from './networkChecks';
import { layersOf, weightSpecs, type LayerDescription } from './topology';

export class TfNetwork implements Network {
  readonly topology: KerasTopology;
  private readonly layers: LayerDescription[];
  private readonly variables: tf.Variable[];
  /** Index of each layer's first weight in `variables`. */
  private readonly firstWeight: number[];
  private readonly optimizer: Adam;

  /** Throws 'bad-archive' when topology and weights do not belong together. */
  constructor(topology: KerasTopology, weights: NamedWeight[], learningRate: number) {
    this.topology = topology;
    this.layers = layersOf(topology);
    // Copies: the CPU and WASM backends keep the array they are given and Adam would write into it.
    this.variables = orderedWeights(topology, weights).map(({ shape, values }) =>
      tf.tidy(() => tf.variable(tf.tensor(values.slice(), shape, 'float32'))),
    );
    this.firstWeight = [];
    let next = 0;
    for (const layer of this.layers) {
      this.firstWeight.push(next);
      next += WEIGHTS_PER_LAYER[layer.kind];
    }
    this.optimizer = new Adam(this.variables, learningRate);
  }

  async trainBatch(batch: Batch, randomness: StepRandomness): Promise<BatchResult> {
    const kept: tf.Tensor[] = [];
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => {
        const logits = this.forward(batch, randomness);
        kept.push(tf.keep(logits));
        return tf.tidy(() => crossEntropy(logits, batch.labels));
      }, this.variables);
      this.optimizer.apply(this.variables.map(({ name }) => grads[name]!));
      kept.push(tf.keep(value));
    });
    return readResult(kept, batch.labels);
  }

  async evaluateBatch(batch: Batch): Promise<BatchResult> {
    const kept = tf.tidy(() => {
      const logits = this.forward(batch, null);
      return [logits, crossEntropy(logits, batch.labels)];
    });
    return readResult(kept, batch.labels);
  }

  async predictBatch(batch: Batch): Promise<Float32Array> {
    const probabilities = tf.tidy(() => tf.softmax(this.forward(batch, null)));
    try {
      return (await probabilities.data()) as Float32Array;
    } finally {
      probabilities.dispose();
    }
  }

  get numWords(): number {
    return this.variables[0]!.shape[0];
  }

  async readEmbedding(): Promise<{ values: Float32Array; units: number }> {
    const table = this.variables[0]!;
    return { values: (await table.data()).slice() as Float32Array, units: table.shape[1]! };
  }

  async readWeights(): Promise<NamedWeight[]> {
    const specs = weightSpecs(this.topology);
    return Promise.all(
      specs.map(async ({ name, shape }, i) => ({
        name,
        shape,
        values: (await this.variables[i]!.data()).slice() as Float32Array,
      })),
    );
  }

  async readOptimizer(): Promise<OptimizerState | null> {
    const { moments, iterations } = this.optimizer;
    if (moments === null) return null;
    const specs = weightSpecs(this.topology);
    const slots = [...moments.m, ...moments.v].map(async (tensor, i) => {
      const { name, shape } = specs[i % specs.length]!;
      const prefix = i < specs.length ? 'm' : 'v';
      return { name: `${prefix}/${name}`, shape, values: (await tensor.data()).slice() as Float32Array };
    });
    return { className: 'Adam', iterations, slots: await Promise.all(slots) };
  }

  /** Slots in the order of the weights, first moments before second. */
  async restoreOptimizer({ iterations, slots }: OptimizerState): Promise<void> {
    tf.tidy(() => {
      const moments = slots.map(({ shape, values }) => tf.tensor(values.slice(), shape, 'float32'));
      const count = this.variables.length;
      this.optimizer.restore(iterations, { m: moments.slice(0, count), v: moments.slice(count) });
    });
  }

  /** Of the whole engine: every tensor alive on this backend. */
  memory(): MemoryReport {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    this.optimizer.dispose();
    for (const variable of this.variables) variable.dispose();
  }

  /** Logits [B, 2]; with dropout when `randomness` is given. */
  private forward(batch: Batch, randomness: StepRandomness | null): tf.Tensor2D {
    // layersOf() has checked that the embedding comes first and only once.
    let value: tf.Tensor = embedding(
      this.variables[0] as tf.Tensor2D,
      batch.ids,
      batch.steps,
      batch.size,
      batch.lengths,
    );
    for (const [i, layer] of this.layers.entries()) {
      const [w0, w1, w2] = this.variables.slice(this.firstWeight[i], this.firstWeight[i]! + 3);
      switch (layer.kind) {
        case 'embedding':
          break;
        case 'lstm': {
          const inputs = value.shape[2]!;
          value = lstm(
            {
              x: value as tf.Tensor3D,
              kernel: w0 as tf.Tensor2D,
              recurrentKernel: w1 as tf.Tensor2D,
              bias: w2 as tf.Tensor1D,
              inputMask: mask(batch.size, inputs, layer.dropout, `${layer.name}/input`, randomness),
              recurrentMask: mask(
                batch.size,
                layer.units,
                layer.recurrentDropout,
                `${layer.name}/state`,
                randomness,
              ),
            },
            {
              lengths: batch.lengths,
              returnSequences: layer.returnSequences,
              goBackwards: layer.goBackwards,
            },
          );
          break;
        }
        case 'dense': {
          // The softmax of the last layer is left to the loss, which is then stable for any logits.
          const linear = tf.add(tf.matMul(value as tf.Tensor2D, w0 as tf.Tensor2D), w1!);
          value = layer.activation === 'relu' ? tf.relu(linear) : linear;
          break;
        }
        default:
          layer satisfies never;
      }
    }
    return value as tf.Tensor2D;
  }
}

const WEIGHTS_PER_LAYER = { embedding: 1, lstm: 3, dense: 2 } as const satisfies Record<
  LayerDescription['kind'],
  number
>;

function mask(
  rows: number,
  columns: number,
  rate: number,
  name: string,
  randomness: StepRandomness | null,
): tf.Tensor2D | null {
  if (randomness === null || rate === 0) return null;
  return tf.tensor2d(dropoutMask(randomness.seed, `${randomness.step}/${name}`, rows, columns, rate), [
    rows,
    columns,
  ]);
}

/** Mean over the batch of `-logSoftmax(logits)[label]`: one product and one sum, so few draws on a GPU. */
function crossEntropy(logits: tf.Tensor2D, labels: Uint8Array): tf.Scalar {
  const shares = new Float32Array(labels.length * 2);
  labels.forEach((label, row) => {
    shares[row * 2 + label] = -1 / labels.length;
  });
  return tf.sum(tf.mul(tf.tensor2d(shares, [labels.length, 2]), tf.logSoftmax(logits)));
}

/** @param logits [B, 2] row-major. A tie counts as negative, as argMax has it. */
function countCorrect(logits: ArrayLike<number>, labels: Uint8Array): number {
  return labels.reduce(
    (count, label, row) => count + (Number(logits[2 * row + 1]! > logits[2 * row]!) === label ? 1 : 0),
    0,
  );
}

/** Reads and disposes [logits, loss]. */
async function readResult(kept: tf.Tensor[], labels: Uint8Array): Promise<BatchResult> {
  try {
    const [logits, [loss]] = (await Promise.all(kept.map((tensor) => tensor.data()))) as [
      tf.TypedArray,
      tf.TypedArray,
    ];
    return requireFinite({ loss: loss!, numCorrect: countCorrect(logits, labels) });
  } finally {
    tf.dispose(kept);
  }
}
