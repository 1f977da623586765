/** How the log-odds move with the words: every kind of network in the WASM kernel against the float64 reference. */
import { describe, expect, it } from 'vitest';
import { expectClose, expectCloseToLargest } from './testing/expectClose';
import { referencePass, referenceWordGradients } from './testing/referenceNetwork';
import { drawBatch, drawMasks, drawWeights, stackCases } from './testing/stackCases';
import { bestOptions, WasmModule } from './wasmModule';
import { WasmStack, type TrainOptions } from './wasmStack';
import type { StackLayers } from './wasmStackLayout';

/** Not a multiple of a group's rows, and more than one group. */
const [B, T] = [11, 9];
const adam: TrainOptions = {
  learningRate: 0.02,
  step: 0,
  clipNorm: null,
  emaDecay: 0.5,
  adversarial: 0.3,
  labelSmoothing: 0.1,
};

/** With a row of each of the lengths 0, 1 and T. */
function batchOf(layers: StackLayers, seed: number): ReturnType<typeof drawBatch> {
  const batch = drawBatch(layers, seed, B, T);
  batch.lengths.set([0, 1, T]);
  return batch;
}

const scales = Float32Array.from({ length: B }, (_, b) => [0.9, 0.4, 1, 0.05, 1.7][b % 5]!);
const float64 = (weights: readonly Float32Array[]): Float64Array[] =>
  weights.map((values) => Float64Array.from(values));

describe('gradients by the words', () => {
  it.each(stackCases)('agree with float64: $title', ({ layers }) => {
    const weights = drawWeights(layers, 1);
    const batch = batchOf(layers, 2);
    const stack = new WasmStack(layers, weights);
    const { gradients, logOdds } = stack.wordGradients(batch, scales);
    stack.dispose();
    const expected = referenceWordGradients(layers, float64(weights), batch, scales);
    expectClose(logOdds, expected.logOdds, { atol: 3e-6, rtol: 1e-6 }, 'log-odds');
    expectCloseToLargest(gradients, expected.gradients, 1e-5, 'gradients');
    for (let t = 0; t < T; t++) {
      const behind = gradients.subarray(t * B * layers.embeddingUnits, (t * B + 1) * layers.embeddingUnits);
      expect(behind.every((value) => value === 0)).toBe(true);
    }
  });

  it.each(stackCases)('are there where the words are zeros: $title', ({ layers }) => {
    const weights = drawWeights(layers, 1);
    const batch = batchOf(layers, 2);
    const zeros = new Float32Array(B);
    const stack = new WasmStack(layers, weights);
    const { gradients, logOdds } = stack.wordGradients(batch, zeros);
    stack.dispose();
    const expected = referenceWordGradients(layers, float64(weights), batch, zeros);
    expectClose(logOdds, expected.logOdds, { atol: 3e-6, rtol: 1e-6 }, 'log-odds');
    expectCloseToLargest(gradients, expected.gradients, 1e-5, 'gradients');
  });

  it('keep their size where the answer is certain', () => {
    const { layers } = stackCases[0]!;
    const weights = drawWeights(layers, 1);
    // The head's last bias: log-odds of about 400, whose probability is 1 to every digit.
    weights.at(-1)!.set([-200, 200]);
    const batch = batchOf(layers, 2);
    const stack = new WasmStack(layers, weights);
    const { gradients, logOdds } = stack.wordGradients(batch, scales);
    stack.dispose();
    const expected = referenceWordGradients(layers, float64(weights), batch, scales);
    expect(Math.min(...logOdds)).toBeGreaterThan(300);
    expectClose(logOdds, expected.logOdds, { atol: 0, rtol: 1e-6 }, 'log-odds');
    expectCloseToLargest(gradients, expected.gradients, 1e-5, 'gradients');
  });
});

describe('asking for gradients', () => {
  it.each(stackCases)('changes nothing, and is of the average: $title', ({ layers }) => {
    const train = (asks: boolean): unknown => {
      const stack = new WasmStack(layers, drawWeights(layers, 5), { keepsAverage: true });
      const ask = (): void => {
        if (asks) stack.wordGradients(drawBatch(layers, 9, 5, T + 4), scales.slice(0, 5));
      };
      ask();
      const losses = [0, 1, 2].map((step) => {
        const { loss } = stack.train(batchOf(layers, step), drawMasks(layers, B, step), { ...adam, step });
        ask();
        return loss;
      });
      if (asks) {
        const batch = batchOf(layers, 7);
        const average = float64(stack.readWeights());
        const { logOdds } = stack.wordGradients(batch, new Float32Array(B).fill(1));
        const options = { masks: null, labelSmoothing: 0, perturbation: null };
        const { probabilities } = referencePass(layers, average, batch, options);
        expectClose(
          logOdds,
          Array.from(logOdds, (_, b) => Math.log(probabilities[2 * b + 1]! / probabilities[2 * b]!)),
          { atol: 1e-5, rtol: 1e-6 },
          'log-odds of the average',
        );
      }
      const left = [losses, stack.readRawWeights(), stack.readWeights(), stack.readMoments()];
      stack.dispose();
      return left;
    };
    expect(train(true)).toEqual(train(false));
  });

  it.each(stackCases)('gives the same bits on two threads as on one: $title', async ({ layers }) => {
    const ask = (module: WasmModule): unknown => {
      const stack = new WasmStack(layers, drawWeights(layers, 1), { module });
      const asked = stack.wordGradients(
        drawBatch(layers, 3, 41, 13),
        Float32Array.from({ length: 41 }, (_, b) => b / 40),
      );
      stack.dispose();
      return asked;
    };
    const [one, two] = [new WasmModule(bestOptions()), new WasmModule(bestOptions())];
    expect(await two.startThreads(2)).toBe(2);
    expect(ask(two)).toEqual(ask(one));
    expect(two.heldBytes).toBe(0);
  });
});
