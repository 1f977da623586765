/** The op against tfjs's own LSTM layer, which Keras's definition reached by another way. */
import * as tf from '@tensorflow/tfjs-core';
import * as whole from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../backends/backend';
import { runnable } from '../backends/testing/runnable';
import type { BackendName } from '../types';
import { lstm, type LstmInputs } from './lstm';
import { expectCloseToLargest } from './testing/expectClose';
import { prepareCase, toTensors, type LstmCase } from './testing/lstmCases';
import { readTensors } from './testing/readTensors';

const BOUND = 1e-4;

const cases: LstmCase[] = [
  { title: 'sequence', T: 6, B: 4, E: 5, H: 7, lengths: [6, 6, 6, 6], returnSequences: true },
  { title: 'sequence, masked', T: 9, B: 5, E: 3, H: 4, lengths: [9, 1, 4, 0, 7], returnSequences: true },
  { title: 'last state, masked', T: 9, B: 5, E: 3, H: 4, lengths: [9, 1, 4, 0, 7] },
  {
    title: 'last state, masked, backwards',
    T: 8,
    B: 4,
    E: 6,
    H: 5,
    lengths: [8, 3, 0, 1],
    goBackwards: true,
  },
];

type Values = Float32Array;
interface Result {
  output: Values;
  x: Values;
  kernel: Values;
  recurrentKernel: Values;
  bias: Values;
}

const NAMES = ['x', 'kernel', 'recurrentKernel', 'bias'] as const;

/** Output and gradients of `loss = sum(dy * output)`, on the current backend. */
async function differentiate(
  inputs: LstmInputs,
  dy: tf.Tensor,
  op: (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) => tf.Tensor,
): Promise<Result> {
  const results = tf.tidy(() => {
    const { value, grads } = tf.valueAndGrads(op)(
      NAMES.map((name) => inputs[name]),
      dy,
    );
    return [value, ...grads];
  });
  const [output, x, kernel, recurrentKernel, bias] = await readTensors(results);
  return { output: output!, x: x!, kernel: kernel!, recurrentKernel: recurrentKernel!, bias: bias! };
}

function stock(
  { T, B, E, H, lengths, returnSequences = false, goBackwards = false }: LstmCase,
  inputs: LstmInputs,
  dy: tf.Tensor,
): Promise<Result> {
  const layer = whole.layers.lstm({ units: H, recurrentActivation: 'sigmoid', returnSequences, goBackwards });
  layer.build([null, T, E]);
  const isReal = tf.tensor2d(
    Float32Array.from({ length: B * T }, (_, i) => (i % T < lengths[Math.floor(i / T)]! ? 1 : 0)),
    [B, T],
  );
  return differentiate(inputs, dy, (x, kernel, recurrentKernel, bias) => {
    // The layer's weights stand for the tensors whose gradients are asked for.
    const cell = layer.cell as unknown as Record<string, { read: () => tf.Tensor }>;
    cell['kernel'] = { read: () => kernel };
    cell['recurrentKernel'] = { read: () => recurrentKernel };
    cell['bias'] = { read: () => bias };
    const batchMajor = layer.call(tf.transpose(x, [1, 0, 2]), { mask: isReal }) as tf.Tensor;
    if (!returnSequences) return batchMajor;
    // Behind a row's end the layer repeats its last state; the op gives zeros.
    return tf.mul(tf.transpose(batchMajor, [1, 0, 2]), tf.reshape(tf.transpose(isReal), [T, B, 1]));
  });
}

describe('with tfjs-layers', () => {
  const expected = new Map<string, Result>();

  beforeAll(async () => {
    await activateBackend('cpu');
    expect(whole.engine()).toBe(tf.engine());
    for (const testCase of cases) {
      const { inputs, dy, reference } = prepareCase(testCase);
      const tensors = toTensors(testCase, inputs);
      const { T, B, H } = testCase;
      const dyTensor = tf.tensor(
        Float32Array.from(dy),
        testCase.returnSequences === true ? [T, B, H] : [B, H],
      );
      const result = await stock(testCase, tensors, dyTensor);
      expectCloseToLargest(result.output, reference.output, BOUND, 'the reference');
      expected.set(testCase.title, result);
    }
  });

  afterAll(() => tf.disposeVariables());

  describe.each(runnable<BackendName>(['cpu', 'wasm', 'webgl', 'webgpu']))('on %s', (backend) => {
    beforeAll(async () => {
      expect((await activateBackend(backend)).name).toBe(backend);
    });

    it.each(cases)('agrees: $title', async (testCase) => {
      const { inputs, dy, attrs } = prepareCase(testCase);
      const { T, B, H } = testCase;
      const tensors = toTensors(testCase, inputs);
      const dyTensor = tf.tensor(Float32Array.from(dy), attrs.returnSequences ? [T, B, H] : [B, H]);
      const actual = await differentiate(tensors, dyTensor, (x, kernel, recurrentKernel, bias) =>
        lstm({ ...tensors, x, kernel, recurrentKernel, bias } as LstmInputs, attrs),
      );
      const theirs = expected.get(testCase.title)!;
      for (const name of ['output', ...NAMES] as const) {
        expectCloseToLargest(actual[name], theirs[name], BOUND, name);
      }
    });
  });
});
