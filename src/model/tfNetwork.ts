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
import type { KerasTopology, MemoryReport, NamedWeight, OptimizerState } from '../types';
import type { Batch } from '../data/batches';
import { dropWords, stepMasks } from './dropout';
import type { BatchResult, Network, StepRandomness, TrainingOptions, WordGradients } from './network';
import { orderedWeights, requireFinite } from './networkChecks';
import { describeNetwork, type NetworkDescription } from './networkDescription';
import { embed, forward } from './tfForward';
import { logOddsGradient } from './tfWordGradients';
import { adversarialDisturbance, clipGradients, gradientNorms, MovingAverage } from './tfTraining';
import { weightSpecs } from './topology';

export class TfNetwork implements Network {
  readonly topology: KerasTopology;
  private readonly network: NetworkDescription;
  private readonly variables: tf.Variable[];
  private readonly optimizer: Adam;
  private readonly average: MovingAverage | null;

  /** Throws 'bad-archive' when topology and weights do not belong together. */
  constructor(
    topology: KerasTopology,
    weights: NamedWeight[],
    private readonly options: TrainingOptions,
  ) {
    this.topology = topology;
    this.network = describeNetwork(topology);
    // Copies: the CPU and WASM backends keep the array they are given and Adam would write into it.
    this.variables = orderedWeights(topology, weights).map(({ shape, values }) =>
      tf.tidy(() => tf.variable(tf.tensor(values.slice(), shape, 'float32'))),
    );
    this.optimizer = new Adam(this.variables, options.learningRate);
    this.average = options.emaDecay === 0 ? null : new MovingAverage(this.variables, options.emaDecay);
  }

  async trainBatch(whole: Batch, randomness: StepRandomness): Promise<BatchResult> {
    const { wordDropout, clipNorm, labelSmoothing } = this.options;
    const adversarial = randomness.adversarial ?? this.options.adversarial;
    const batch = dropWords(whole, wordDropout, randomness);
    const masks = stepMasks(this.network, batch.size, randomness);
    const kept: tf.Tensor[] = [];
    tf.tidy(() => {
      const logitsOf = (embedded: tf.Tensor3D): tf.Tensor2D =>
        forward(this.network, this.variables, embedded, batch, masks);
      const lossOf = (logits: tf.Tensor2D): tf.Scalar =>
        tf.tidy(() => crossEntropy(logits, batch.labels, labelSmoothing));
      const disturbance =
        adversarial === 0
          ? null
          : adversarialDisturbance(embed(this.network, this.variables, batch), batch, adversarial, (x) =>
              lossOf(logitsOf(x)),
            );
      const { value, grads } = tf.variableGrads(() => {
        const embedded = embed(this.network, this.variables, batch);
        const logits = logitsOf(embedded);
        kept.push(tf.keep(logits));
        const clean = lossOf(logits);
        if (disturbance === null) return clean;
        kept.push(tf.keep(clean));
        return tf.add<tf.Scalar>(clean, lossOf(logitsOf(tf.add(embedded, disturbance))));
      }, this.variables);
      const gradients = this.variables.map(({ name }) => grads[name]!);
      const norms = randomness.wantsNorms === true ? [tf.keep(gradientNorms(gradients))] : [];
      this.optimizer.apply(clipGradients(gradients, clipNorm), randomness.learningRate);
      this.average?.update(this.optimizer.iterations - 1);
      if (disturbance === null) kept.push(tf.keep(value));
      kept.push(...norms);
    });
    return readResult(kept, batch.labels);
  }

  async evaluateBatch(batch: Batch): Promise<BatchResult> {
    const kept = tf.tidy(() => {
      const logits = this.logits(batch);
      return [logits, crossEntropy(logits, batch.labels, 0)];
    });
    return readResult(kept, batch.labels);
  }

  async predictBatch(batch: Batch): Promise<Float32Array> {
    const probabilities = tf.tidy(() => tf.softmax(this.logits(batch)));
    try {
      return (await probabilities.data()) as Float32Array;
    } finally {
      probabilities.dispose();
    }
  }

  async wordGradients(batch: Batch, scales: Float32Array): Promise<WordGradients> {
    const { network, weights } = this;
    const kept = tf.tidy(() =>
      logOddsGradient(embed(network, weights, batch), batch, scales, (embedded) =>
        forward(network, weights, embedded, batch, null),
      ),
    );
    try {
      const [gradients, logOdds] = (await Promise.all(kept.map((tensor) => tensor.data()))) as [
        Float32Array,
        Float32Array,
      ];
      return { gradients, logOdds };
    } finally {
      tf.dispose(kept);
    }
  }

  get numWords(): number {
    return this.variables[0]!.shape[0];
  }

  async readEmbedding(): Promise<{ values: Float32Array; units: number }> {
    const table = this.weights[0]!;
    return { values: (await table.data()).slice() as Float32Array, units: table.shape[1]! };
  }

  async readWeights(): Promise<NamedWeight[]> {
    const specs = weightSpecs(this.topology);
    return Promise.all(
      specs.map(async ({ name, shape }, i) => ({
        name,
        shape,
        values: (await this.weights[i]!.data()).slice() as Float32Array,
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
    this.average?.dispose();
    for (const variable of this.variables) variable.dispose();
  }

  /** What the model is: the moving average where there is one. */
  private get weights(): readonly tf.Variable[] {
    return this.average?.values ?? this.variables;
  }

  /** [B, 2], without dropout. */
  private logits(batch: Batch): tf.Tensor2D {
    const { network, weights } = this;
    return forward(network, weights, embed(network, weights, batch), batch, null);
  }
}

/**
 * Mean over the batch of `-logSoftmax(logits)` weighted by the targets, 1 - smoothing / 2 for the label and
 * smoothing / 2 for the other class: one product and one sum, so few draws on a GPU.
 */
function crossEntropy(logits: tf.Tensor2D, labels: Uint8Array, smoothing: number): tf.Scalar {
  const shares = new Float32Array(labels.length * 2).fill(-smoothing / 2 / labels.length);
  labels.forEach((label, row) => {
    shares[row * 2 + label] = -(1 - smoothing / 2) / labels.length;
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

/** Reads and disposes [logits, loss], behind them the norms of the gradients where they are wanted. */
async function readResult(kept: tf.Tensor[], labels: Uint8Array): Promise<BatchResult> {
  try {
    const [logits, [loss], norms] = (await Promise.all(kept.map((tensor) => tensor.data()))) as [
      tf.TypedArray,
      tf.TypedArray,
      tf.TypedArray?,
    ];
    return requireFinite({
      loss: loss!,
      numCorrect: countCorrect(logits, labels),
      ...(norms === undefined ? {} : { gradientNorms: [...norms] }),
    });
  } finally {
    tf.dispose(kept);
  }
}
