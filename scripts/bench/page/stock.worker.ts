/** The same network from the layers of stock TensorFlow.js on its WebGL backend, in a worker of its own. */
import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { Random } from '../../../src/data/random';
import type { Shape } from '../protocol';
import { randomReviews } from './shapes';

/** The tutorial's; glorotUniform because tfjs's orthogonal initialiser takes long and decides nothing here. */
const DROPOUT = 0.2;
const DENSE_UNITS = 128;
const NUM_CLASSES = 2;

interface StockTask {
  kind: 'step' | 'forward';
  model: tf.Sequential;
  x: tf.Tensor2D;
  y: tf.Tensor2D;
}

export class StockRunner {
  private task: StockTask | null = null;

  async start(): Promise<{ title: string; threads: number }> {
    if (!(await tf.setBackend('webgl'))) throw new Error('tfjs could not start its WebGL backend.');
    return { title: `tfjs ${tf.version.tfjs}, WebGL`, threads: 1 };
  }

  prepareShape(kind: 'step' | 'forward', shape: Shape): void {
    const { batchSize, steps } = shape;
    const { ids } = randomReviews(shape);
    const random = new Random(1, 'labels');
    const labels = Int32Array.from({ length: batchSize }, () => random.int(NUM_CLASSES));
    this.task = {
      kind,
      model: buildModel(shape),
      x: tf.tensor2d(ids.slice(0, batchSize * steps), [batchSize, steps], 'int32'),
      y: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), NUM_CLASSES).toFloat() as tf.Tensor2D),
    };
  }

  /** @returns milliseconds until the loss, or the probabilities, were read */
  async run(): Promise<number> {
    if (this.task === null) throw new Error('Nothing was prepared.');
    const { kind, model, x, y } = this.task;
    const start = performance.now();
    if (kind === 'step') {
      await model.trainOnBatch(x, y);
    } else {
      const output = model.predictOnBatch(x) as tf.Tensor;
      await output.data();
      output.dispose();
    }
    return performance.now() - start;
  }

  release(): void {
    if (this.task === null) return;
    tf.dispose([this.task.x, this.task.y]);
    this.task.model.dispose();
    this.task = null;
  }
}

function buildModel({ embeddingUnits, lstmUnits, numLayers, numWords, steps }: Shape): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: numWords, outputDim: embeddingUnits, inputLength: steps }));
  for (let i = 0; i < numLayers; i++) {
    model.add(
      tf.layers.lstm({
        units: lstmUnits,
        returnSequences: i < numLayers - 1,
        recurrentActivation: 'sigmoid',
        recurrentInitializer: 'glorotUniform',
        dropout: DROPOUT,
        recurrentDropout: DROPOUT,
      }),
    );
  }
  model.add(tf.layers.dense({ units: DENSE_UNITS, activation: 'relu' }));
  model.add(tf.layers.dense({ units: NUM_CLASSES, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

expose(new StockRunner());
