/** What only the WebGPU kernel does: layers of other sizes than a workgroup's, and sums in a fixed order. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../backends/backend';
import { runnable } from '../backends/testing/runnable';
import { lstm, type LstmInputs } from './lstm';
import { expectCloseToLargest } from './testing/expectClose';
import { prepareCase, toTensors, type LstmCase, type PreparedCase } from './testing/lstmCases';
import { readTensors } from './testing/readTensors';
import { MAX_UNITS } from './webgpuLstmPrograms';

const NAMES = ['x', 'kernel', 'recurrentKernel', 'bias'] as const;

/** [output, gradients in the order of NAMES] */
function run(testCase: LstmCase, { inputs, dy, attrs }: PreparedCase): Promise<Float32Array[]> {
  const results = tf.tidy(() => {
    const tensors = toTensors(testCase, inputs);
    const op = (...args: tf.Tensor[]): tf.Tensor => {
      const [x, kernel, recurrentKernel, bias] = args;
      return lstm({ ...tensors, x, kernel, recurrentKernel, bias } as LstmInputs, attrs);
    };
    const { T, B, H } = testCase;
    const dyTensor = tf.tensor(Float32Array.from(dy), attrs.returnSequences ? [T, B, H] : [B, H]);
    const { value, grads } = tf.valueAndGrads(op)(
      NAMES.map((name) => tensors[name]),
      dyTensor,
    );
    return [value, ...grads];
  });
  return readTensors(results);
}

describe.each(runnable(['webgpu']))('the kernel of %s', (backend) => {
  beforeAll(async () => {
    expect((await activateBackend(backend)).name).toBe(backend);
  });

  it.each<LstmCase>([
    // Four invocations per unit are more than a workgroup of this size may have everywhere.
    { title: 'wider', T: 4, B: 3, E: 3, H: 70, lengths: [4, 0, 3], hasMasks: true, returnSequences: true },
    { title: 'wider, backwards', T: 4, B: 3, E: 3, H: 70, lengths: [4, 0, 3], goBackwards: true },
    { title: 'too wide for a workgroup', T: 2, B: 2, E: 2, H: MAX_UNITS + 1, lengths: [2, 1] },
  ])('takes layers of any width: $title', async (testCase) => {
    const prepared = prepareCase(testCase);
    const [output, ...gradients] = await run(testCase, prepared);
    expectCloseToLargest(output!, prepared.reference.output, 1e-4, 'output');
    NAMES.forEach((name, i) => {
      expectCloseToLargest(gradients[i]!, prepared.expected[name], 1e-4, `gradient of ${name}`);
    });
  });

  it('gives the same bits every time', async () => {
    // As many rows as make tfjs add up a product in no fixed order if it is left to.
    const testCase = {
      title: 'bits',
      T: 65,
      B: 37,
      E: 5,
      H: 6,
      lengths: Array.from({ length: 37 }, (_, b) => 65 - b),
      returnSequences: true,
    };
    const prepared = prepareCase(testCase);
    const first = await run(testCase, prepared);
    expect(await run(testCase, prepared)).toEqual(first);
  });
});
