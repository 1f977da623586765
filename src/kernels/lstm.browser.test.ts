import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../backends/backend';
import { runnable } from '../backends/testing/runnable';
import type { BackendName } from '../types';
import { lstm, runLstm, type LstmInputs, type LstmKernel } from './lstm';
import { opsLstm } from './lstm.ops';
import { plainLstm } from './lstm.plain';
import { wasmLstm } from './lstm.wasm';
import { webglLstm } from './lstm.webgl';
import { webgpuLstm } from './lstm.webgpu';
import { lstmKernelFor } from './registerKernels';
import { expectCloseToLargest, relativeError } from './testing/expectClose';
import { drawCase, lstmCases, prepareCase, toTensors, type LstmCase } from './testing/lstmCases';
import { readTensors } from './testing/readTensors';

/** Relative to the largest magnitude; float32 sums of a few thousand products stay well inside. */
const BOUND = 1e-4;

interface Setting {
  backend: BackendName;
  kernel: LstmKernel;
  /** Whether this is what the backend runs in the page. */
  isRegistered: boolean;
}

/** Every kernel on every backend that may come to run it; a backend that is missing fails the test, but for WebGPU. */
const settings: Setting[] = runnable<Setting>([
  { backend: 'cpu', kernel: plainLstm, isRegistered: true },
  { backend: 'cpu', kernel: opsLstm, isRegistered: false },
  { backend: 'wasm', kernel: wasmLstm, isRegistered: true },
  { backend: 'wasm', kernel: plainLstm, isRegistered: false },
  { backend: 'wasm', kernel: opsLstm, isRegistered: false },
  { backend: 'webgl', kernel: webglLstm, isRegistered: true },
  { backend: 'webgpu', kernel: webgpuLstm, isRegistered: true },
]);

interface Result {
  output: Float32Array;
  /** As prediction takes it: no tape, nothing kept. */
  predicted: Float32Array;
  gradients: Record<'x' | 'kernel' | 'recurrentKernel' | 'bias', Float32Array>;
}

/** Output and gradients through the tape, as training takes them. */
async function run(
  kernel: LstmKernel,
  inputs: LstmInputs,
  dy: Float64Array,
  attrs: Parameters<typeof lstm>[1],
): Promise<Result> {
  const results = tf.tidy(() => {
    const op = (x: tf.Tensor, weights: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      runLstm(kernel, { ...inputs, x, kernel: weights, recurrentKernel, bias } as LstmInputs, attrs);
    const args = [inputs.x, inputs.kernel, inputs.recurrentKernel, inputs.bias] as const;
    const predicted = op(...args);
    const dyTensor = tf.tensor(Float32Array.from(dy), predicted.shape);
    const { value: output, grads } = tf.valueAndGrads(op)([...args], dyTensor);
    return [output, predicted, ...grads];
  });
  const [output, predicted, x, weights, recurrentKernel, bias] = await readTensors(results);
  return {
    output: output!,
    predicted: predicted!,
    gradients: { x: x!, kernel: weights!, recurrentKernel: recurrentKernel!, bias: bias! },
  };
}

describe.each(settings)('$kernel.name on $backend', ({ backend, kernel, isRegistered }) => {
  beforeAll(async () => {
    expect((await activateBackend(backend)).name).toBe(backend);
    expect(tf.getBackend()).toBe(backend);
  });

  it(isRegistered ? 'is what the page runs' : 'is not what the page runs', () => {
    expect(lstmKernelFor(backend) === kernel).toBe(isRegistered);
  });

  it.each(lstmCases)('agrees with the float64 reference: $title', async (testCase) => {
    const { attrs, reference, dy, inputs, expected } = prepareCase(testCase);
    const tensors = toTensors(testCase, inputs);
    const { output, predicted, gradients } = await run(kernel, tensors, dy, attrs);
    expectCloseToLargest(output, reference.output, BOUND, 'output');
    expectCloseToLargest(predicted, reference.output, BOUND, 'output without a tape');
    for (const name of ['x', 'kernel', 'recurrentKernel', 'bias'] as const) {
      expectCloseToLargest(gradients[name], expected[name], BOUND, `gradient of ${name}`);
    }
    tf.dispose(tensors as unknown as tf.TensorContainer);
  });

  it('never reads what stands after a row’s end', async () => {
    const testCase = {
      title: 'padding',
      T: 6,
      B: 3,
      E: 4,
      H: 5,
      lengths: [6, 2, 0],
      returnSequences: true,
    };
    const { attrs, reference, dy, inputs, expected } = prepareCase(testCase);
    inputs.x.forEach((_, i) => {
      const [t, b] = [Math.floor(i / 12), Math.floor(i / 4) % 3];
      if (t >= testCase.lengths[b]!) inputs.x[i] = NaN;
    });
    dy.forEach((_, i) => {
      const [t, b] = [Math.floor(i / 15), Math.floor(i / 5) % 3];
      if (t >= testCase.lengths[b]!) dy[i] = NaN;
    });
    const { output, gradients } = await run(kernel, toTensors(testCase, inputs), dy, attrs);
    expectCloseToLargest(output, reference.output, BOUND, 'output');
    expectCloseToLargest(gradients.x, expected.x, BOUND, 'gradient of x');
    expectCloseToLargest(gradients.kernel, expected.kernel, BOUND, 'gradient of kernel');
  });

  it('saturates without NaN', async () => {
    const testCase = { title: 'large', T: 5, B: 2, E: 3, H: 3, lengths: [5, 5], returnSequences: true };
    const { attrs, inputs, dy } = prepareCase(testCase);
    inputs.kernel.forEach((_, i) => (inputs.kernel[i]! *= 1000));
    const { output, gradients } = await run(kernel, toTensors(testCase, inputs), dy, attrs);
    for (const values of [output, ...Object.values(gradients)])
      expect(values.every(Number.isFinite)).toBe(true);
  });

  it('holds the number of tensors steady', async () => {
    const { attrs, inputs, dy } = prepareCase(lstmCases.at(-1)!);
    const tensors = toTensors(lstmCases.at(-1)!, inputs);
    const before = tf.memory();
    for (let round = 0; round < 20; round++) await run(kernel, tensors, dy, attrs);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  // Worst of all kernels: 9e-7 (the fused one's gradient of the bias), then 5e-7.
  it('reaches a bound far inside the one asked for', async () => {
    const testCase = lstmCases.at(-1)!;
    const { attrs, reference, dy, inputs, expected } = prepareCase(testCase);
    const { output, gradients } = await run(kernel, toTensors(testCase, inputs), dy, attrs);
    const errors = [
      relativeError(output, reference.output),
      ...(['x', 'kernel', 'recurrentKernel', 'bias'] as const).map((name) =>
        relativeError(gradients[name], expected[name]),
      ),
    ];
    for (const error of errors) expect(error).toBeLessThanOrEqual(2e-6);
  });

  it('refuses lengths and shapes that do not fit', () => {
    const testCase = lstmCases[0]!;
    const { attrs, inputs } = prepareCase(testCase);
    const tensors = toTensors(testCase, inputs);
    expect(() => lstm(tensors, { ...attrs, lengths: Int32Array.of(7, 8, 7) })).toThrow('row 1 has length 8');
    expect(() => lstm(tensors, { ...attrs, lengths: Int32Array.of(7, 7) })).toThrow('2 lengths for 3 rows');
    expect(() => lstm({ ...tensors, bias: tf.zeros([15]) }, attrs)).toThrow('bias');
  });
});

// Textures and buffers of this size are laid out otherwise than small ones.
describe.each(settings.filter(({ isRegistered, kernel }) => isRegistered && kernel !== plainLstm))(
  '$kernel.name on $backend at full size',
  ({ backend, kernel }) => {
    it('agrees with plain JavaScript', async () => {
      await activateBackend(backend);

      const testCase: LstmCase = {
        title: 'full size',
        T: 256,
        B: 64,
        E: 32,
        H: 32,
        lengths: Array.from({ length: 64 }, (_, b) => 256 - 3 * b),
        hasMasks: true,
        returnSequences: true,
      };
      const { attrs, inputs, dy } = drawCase(testCase);
      const actual = await run(kernel, toTensors(testCase, inputs), dy, attrs);
      await activateBackend('cpu');
      const expected = await run(plainLstm, toTensors(testCase, inputs), dy, attrs);
      expectCloseToLargest(actual.output, expected.output, BOUND, 'output');
      for (const name of ['x', 'kernel', 'recurrentKernel', 'bias'] as const) {
        expectCloseToLargest(actual.gradients[name], expected.gradients[name], BOUND, `gradient of ${name}`);
      }
    });
  },
);
