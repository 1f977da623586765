/** Every kind of network and every option of training in the WASM kernel against the float64 reference. */
import { describe, expect, it } from 'vitest';
import { expectClose, expectCloseToLargest } from './testing/expectClose';
import { referencePass } from './testing/referenceNetwork';
import { ReferenceTraining } from './testing/referenceTraining';
import { drawBatch, drawMasks, drawWeights, noMasks, stackCases, type StackCase } from './testing/stackCases';
import { bestOptions, WasmModule } from './wasmModule';
import { WasmStack, type TrainOptions } from './wasmStack';
import type { StackLayers } from './wasmStackLayout';

/** Not a multiple of a group's rows, and more than one group. */
const [B, T] = [11, 9];
const plain: TrainOptions = {
  learningRate: 0.01,
  step: 0,
  clipNorm: null,
  emaDecay: 0,
  adversarial: 0,
  labelSmoothing: 0,
};

const caseNamed = (name: string): StackCase => stackCases.find(({ title }) => title === name)!;

const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, g) => sum + g * g, 0));

/** A batch with a row of each of the lengths 0, 1 and T. */
function batchOf({ layers }: StackCase, seed: number): ReturnType<typeof drawBatch> {
  const batch = drawBatch(layers, seed, B, T);
  batch.lengths.set([0, 1, T]);
  return batch;
}

/** After one step the moments are the gradient times 1 - beta1, and its square times 1 - beta2. */
function expectSameStep(
  testCase: StackCase,
  hasMasks: boolean,
  options: TrainOptions,
  { weights = drawWeights(testCase.layers, 2), batch = batchOf(testCase, 3) } = {},
): void {
  const { layers } = testCase;
  const masks = hasMasks ? drawMasks(layers, B, 4) : noMasks(layers);
  const reference = new ReferenceTraining(layers, weights);
  const expected = reference.train(batch, masks, options);
  const stack = new WasmStack(layers, weights);
  try {
    const result = stack.train(batch, masks, { ...options, wantsNorms: true });
    expectClose(result.probabilities, expected.probabilities, { atol: 1e-6, rtol: 0 }, 'probabilities');
    expectClose([result.loss], [expected.loss], { atol: 1e-6, rtol: 0 }, 'loss');
    expectClose(result.gradientNorms!, reference.gradients.map(norm), { atol: 1e-8, rtol: 1e-5 }, 'norms');
    const { firsts, seconds } = stack.readMoments();
    // The gradient of a bias may be a small difference of large sums.
    reference.firsts.forEach((first, i) => {
      expectCloseToLargest(firsts[i]!, first, 1e-5, `first moment ${i}`);
      expectCloseToLargest(seconds[i]!, reference.seconds[i]!, 2e-5, `second moment ${i}`);
    });
  } finally {
    stack.dispose();
  }
}

describe('forward', () => {
  it.each(stackCases)('agrees with float64: $title', (testCase) => {
    const { layers } = testCase;
    const weights = drawWeights(layers, 1);
    const batch = batchOf(testCase, 2);
    const stack = new WasmStack(layers, weights);
    const { probabilities, loss } = stack.forward(batch);
    stack.dispose();
    const expected = referencePass(
      layers,
      weights.map((values) => Float64Array.from(values)),
      batch,
      { masks: null, labelSmoothing: 0, perturbation: null },
    );
    expectClose(probabilities, expected.probabilities, { atol: 1e-6, rtol: 0 }, 'probabilities');
    expectClose([loss], [expected.loss], { atol: 1e-6, rtol: 0 }, 'loss');
  });
});

describe('gradients', () => {
  it.each(stackCases)('agree with float64: $title', (testCase) => {
    expectSameStep(testCase, false, plain);
  });

  it.each(stackCases)('agree with all masks and smoothed labels: $title', (testCase) => {
    expectSameStep(testCase, true, { ...plain, labelSmoothing: 0.2 });
  });

  it.each(stackCases)('agree with an adversarial pass, clipped: $title', (testCase) => {
    expectSameStep(testCase, true, { ...plain, adversarial: 0.5, clipNorm: 0.05 });
  });
});

describe('rows without any word', () => {
  it.each(stackCases)('train the biases alone: $title', (testCase) => {
    const batch = { ...batchOf(testCase, 3), lengths: new Int32Array(B) };
    expectSameStep(testCase, true, { ...plain, adversarial: 0.5 }, { batch });
  });
});

describe('equal maxima', () => {
  it('of words give their gradient to the first', () => {
    const testCase = caseNamed('two tables alone, maxima and means');
    // Without any vectors all words are alike.
    const weights = drawWeights(testCase.layers, 8).map((values, i) => (i < 2 ? values.fill(0) : values));
    expectSameStep(testCase, false, plain, { weights });
  });

  it('of states give their gradient to the first in time, in both directions', () => {
    const testCase = caseNamed('a bidirectional LSTM, maxima');
    // Without any weights the states are zeros.
    const weights = drawWeights(testCase.layers, 8).map((values, i) =>
      i >= 1 && i < 7 ? values.fill(0) : values,
    );
    expectSameStep(testCase, false, plain, { weights });
  });
});

describe('several steps', () => {
  it.each(stackCases)('move weights and their average as in float64: $title', (testCase) => {
    const { layers } = testCase;
    const weights = drawWeights(layers, 5);
    const reference = new ReferenceTraining(layers, weights);
    const stack = new WasmStack(layers, weights, { keepsAverage: true });
    for (let step = 0; step < 12; step++) {
      // The decay follows the number of steps up to (1 + 7) / (10 + 7), then stays.
      const options = {
        ...plain,
        step,
        emaDecay: 0.48,
        clipNorm: 0.5,
        adversarial: step % 2 === 0 ? 0.3 : 0,
      };
      const batch = batchOf(testCase, step);
      const masks = drawMasks(layers, B, step);
      reference.train(batch, masks, options);
      stack.train(batch, masks, options);
    }
    const raw = stack.readRawWeights();
    const average = stack.readWeights();
    const tables = layers.tables.map((_, index) => stack.readTable(index));
    const batch = batchOf(testCase, 20);
    const { loss } = stack.forward(batch);
    stack.dispose();
    const options = { masks: null, labelSmoothing: 0, perturbation: null };
    expectClose([loss], [referencePass(layers, reference.average, batch, options).loss], {
      atol: 2e-4,
      rtol: 0,
    });
    // Where a gradient is near 0 Adam's step has its rounding's sign.
    reference.weights.forEach((values, i) => expectCloseToLargest(raw[i]!, values, 1e-3, `weight ${i}`));
    reference.average.forEach((values, i) => expectCloseToLargest(average[i]!, values, 1e-3, `average ${i}`));
    tables.forEach((table, i) => expect(table).toEqual(average[i]));
  });
});

describe('an average', () => {
  const { layers } = caseNamed('three tables, a bidirectional LSTM');

  it('follows the weights with a decay that grows with the steps', () => {
    const weights = drawWeights(layers, 6);
    const stack = new WasmStack(layers, weights, { keepsAverage: true });
    const expected = weights.map((values) => Float64Array.from(values));
    // The limit is reached at step 3.
    for (const [step, decay] of [1 / 10, 2 / 11, 3 / 12, 0.3, 0.3].entries()) {
      const options = { ...plain, step, emaDecay: 0.3 };
      stack.train(drawBatch(layers, step, B, T), drawMasks(layers, B, step), options);
      stack.readRawWeights().forEach((values, i) => {
        values.forEach((value, j) => {
          expected[i]![j] = decay * expected[i]![j]! + (1 - decay) * value;
        });
      });
      stack.readWeights().forEach((values, i) => {
        expectCloseToLargest(values, expected[i]!, 3e-7, `average ${i} after step ${step}`);
      });
    }
    stack.dispose();
  });

  it('starts as the weights, changes nothing in training, and can be put back', () => {
    const weights = drawWeights(layers, 6);
    const [kept, alone] = [
      new WasmStack(layers, weights, { keepsAverage: true }),
      new WasmStack(layers, weights),
    ];
    const batch = drawBatch(layers, 7, B, T);
    expect(kept.readWeights()).toEqual(weights);
    expect(kept.forward(batch)).toEqual(alone.forward(batch));
    for (let step = 0; step < 3; step++) {
      const options = { ...plain, step, emaDecay: 0.9 };
      const masks = drawMasks(layers, B, step);
      expect(kept.train(batch, masks, options)).toEqual(alone.train(batch, masks, options));
    }
    expect(kept.readRawWeights()).toEqual(alone.readWeights());
    const average = kept.readWeights();
    expect(average).not.toEqual(alone.readWeights());
    const averaged = kept.forward(batch);
    expect(averaged.loss).not.toBe(alone.forward(batch).loss);
    const resumed = new WasmStack(layers, alone.readWeights(), { keepsAverage: true });
    resumed.writeAverage(average);
    expect(resumed.forward(batch)).toEqual(averaged);
    expect(resumed.readRawWeights()).toEqual(alone.readWeights());
    for (const stack of [kept, alone, resumed]) stack.dispose();
  });
});

describe('threads', () => {
  it.each(stackCases)('give the same bits as one alone: $title', async (testCase) => {
    const { layers } = testCase;
    const train = (module: WasmModule): unknown => {
      const stack = new WasmStack(layers, drawWeights(layers, 1), { keepsAverage: true, module });
      const losses = [0, 1, 2].map((step) => {
        const size = 37 - 5 * step;
        const options = { ...plain, step, emaDecay: 0.9, adversarial: 0.5, clipNorm: 1, labelSmoothing: 0.1 };
        return stack.train(drawBatch(layers, step, size, 13), drawMasks(layers, size, step), options).loss;
      });
      const result = [losses, stack.readRawWeights(), stack.readWeights(), stack.readMoments()];
      stack.dispose();
      return result;
    };
    const [one, two] = [new WasmModule(bestOptions()), new WasmModule(bestOptions())];
    expect(await two.startThreads(2)).toBe(2);
    expect(train(two)).toEqual(train(one));
    expect(two.heldBytes).toBe(0);
  });
});

describe('what does not fit together', () => {
  const { layers } = stackCases[0]!;
  const [first] = layers.lstms;

  it.each<[string, Partial<StackLayers>]>([
    ['the last state without an LSTM', { lstms: [] }],
    ['an LSTM that goes backwards, of two', { lstms: [first!, { ...first!, goBackwards: true }] }],
    ['a fourth table', { tables: Array.from({ length: 4 }, () => ({ numRows: 3 })) }],
    ['three classes', { denses: [{ units: 3, isRelu: false }] }],
  ])('is refused: %s', (_, changes) => {
    expect(() => new WasmStack({ ...layers, ...changes }, [])).toThrow(/WASM kernel cannot/);
  });

  it('is refused: a batch with n-grams that have no table', () => {
    const stack = new WasmStack(layers, drawWeights(layers, 1));
    expect(() => stack.forward({ ...drawBatch(layers, 1, B, T), ngramIds: [new Int32Array(T * B)] })).toThrow(
      /n-grams for 2 of 1/,
    );
    stack.dispose();
  });
});
