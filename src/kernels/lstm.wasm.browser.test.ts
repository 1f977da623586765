import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import type { LstmAttrs, LstmGradients, LstmInputs } from './lstm';
import { startWasmLstmThreads, wasmLstm } from './lstm.wasm';
import { wasmModule } from './wasmModule';

const [T, B, E, H] = [23, 70, 13, 10];

beforeAll(() => tf.setBackend('cpu'));

function example(seed: number): { inputs: LstmInputs; attrs: LstmAttrs; dy: tf.Tensor3D } {
  const random = new Random(seed);
  const normal = (...shape: number[]): tf.Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.5 * random.normal()),
      shape,
    );
  return {
    inputs: {
      x: normal(T, B, E) as tf.Tensor3D,
      kernel: normal(E, 4 * H) as tf.Tensor2D,
      recurrentKernel: normal(H, 4 * H) as tf.Tensor2D,
      bias: normal(4 * H) as tf.Tensor1D,
      inputMask: normal(B, E) as tf.Tensor2D,
      recurrentMask: normal(B, H) as tf.Tensor2D,
    },
    attrs: {
      lengths: Int32Array.from({ length: B }, () => random.int(T + 1)),
      returnSequences: true,
      goBackwards: false,
    },
    dy: normal(T, B, H) as tf.Tensor3D,
  };
}

function results(seed: number): Float32Array[] {
  const { inputs, attrs, dy } = example(seed);
  const { output, saved } = wasmLstm.forward(inputs, attrs, true);
  const gradients: LstmGradients = wasmLstm.gradient(dy, inputs, output, saved, attrs);
  const { x, kernel, recurrentKernel, bias } = gradients;
  return [output, x, kernel, recurrentKernel, bias].map((tensor) => tensor.dataSync<'float32'>());
}

// The values themselves are checked with those of the other kernels, in lstm.browser.test.ts.
describe('the fused WASM kernel', () => {
  it('gives the same bits with one thread and with several, and keeps nothing', async () => {
    const seeds = [1, 2, 3, 4, 5];
    const alone = seeds.map(results);
    expect(await startWasmLstmThreads(3)).toBe(3);
    for (let round = 0; round < 4; round++) expect(seeds.map(results)).toEqual(alone);
    expect(wasmModule().heldBytes).toBe(0);
  });

  it('takes a gradient twice, in any order of layers', () => {
    const first = example(6);
    const second = example(7);
    const a = wasmLstm.forward(first.inputs, first.attrs, true);
    const b = wasmLstm.forward(second.inputs, second.attrs, true);
    const once = wasmLstm.gradient(first.dy, first.inputs, a.output, a.saved, first.attrs);
    const again = wasmLstm.gradient(first.dy, first.inputs, a.output, a.saved, first.attrs);
    expect(again.kernel.dataSync()).toEqual(once.kernel.dataSync());
    wasmLstm.gradient(second.dy, second.inputs, b.output, b.saved, second.attrs);
    expect(wasmModule().heldBytes).toBe(0);
  });

  it('computes nothing for a batch of empty rows', () => {
    const { inputs, dy } = example(8);
    const attrs = { lengths: new Int32Array(B), returnSequences: true, goBackwards: false };
    const { output, saved } = wasmLstm.forward(inputs, attrs, true);
    const { x, kernel } = wasmLstm.gradient(dy, inputs, output, saved, attrs);
    for (const tensor of [output, x, kernel])
      expect(tensor.dataSync().every((value) => value === 0)).toBe(true);
  });
});
