/** What is particular to the kernel on WebGL2; what every kernel must do stands in lstm.browser.test.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activateBackend } from '../backends/backend';
import { errorCode } from '../errors';
import { runLstm, type LstmGradients, type LstmInputs } from './lstm';
import { plainLstm } from './lstm.plain';
import { webglLstm } from './lstm.webgl';
import { expectCloseToLargest } from './testing/expectClose';
import { countGlCalls, currentContext } from './testing/glCalls';
import { drawCase, prepareCase, toTensors, type LstmCase } from './testing/lstmCases';
import { WebglDevice } from './webglDevice';

const BOUND = 1e-5;
const NAMES = ['x', 'kernel', 'recurrentKernel', 'bias'] as const;

const small: LstmCase = {
  title: 'small',
  T: 7,
  B: 5,
  E: 3,
  H: 4,
  lengths: [7, 2, 0, 5, 1],
  hasMasks: true,
  returnSequences: true,
};

beforeEach(async () => {
  await activateBackend('webgl');
  WebglDevice.release();
});

afterEach(() => {
  vi.restoreAllMocks();
  WebglDevice.release();
});

function dyOf({ T, B, H, returnSequences }: LstmCase, dy: Float64Array): tf.Tensor {
  return tf.tensor(Float32Array.from(dy), returnSequences === true ? [T, B, H] : [B, H]);
}

function expectGradients(
  actual: LstmGradients,
  expected: Record<(typeof NAMES)[number], ArrayLike<number>>,
): void {
  for (const name of NAMES) {
    expectCloseToLargest(actual[name].dataSync<'float32'>(), expected[name], BOUND, `gradient of ${name}`);
  }
}

const onDevice = (tensor: tf.Tensor): tf.Tensor => tf.neg(tf.neg(tensor));

function expectAgreement(testCase: LstmCase): void {
  const { attrs, inputs, dy, reference, expected } = prepareCase(testCase);
  tf.tidy(() => {
    const tensors = toTensors(testCase, inputs);
    const { output, saved } = webglLstm.forward(tensors, attrs, true);
    expectCloseToLargest(output.dataSync<'float32'>(), reference.output, BOUND, 'output');
    expectGradients(webglLstm.gradient(dyOf(testCase, dy), tensors, output, saved, attrs), expected);
  });
}

describe('the fused kernel on WebGL2', () => {
  it('walks more steps than the arrays have layers', () => {
    const lengths = [1100, 513, 1024];
    expectAgreement({ title: 'long', T: 1100, B: 3, E: 3, H: 4, lengths, returnSequences: true });
  });

  it('needs no more than every WebGL2 device has', () => {
    const gl = currentContext();
    const getParameter = gl.getParameter.bind(gl) as (name: GLenum) => unknown;
    vi.spyOn(gl, 'getParameter').mockImplementation((name) =>
      name === gl.MAX_TEXTURE_SIZE ? 2048 : getParameter(name),
    );
    const flat = vi.spyOn(gl, 'texStorage2D');
    const arrays = vi.spyOn(gl, 'texStorage3D');
    const targets = vi.spyOn(gl, 'drawBuffers');
    const units = vi.spyOn(gl, 'activeTexture');
    const tfjsLimit = tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    tf.env().set('WEBGL_MAX_TEXTURE_SIZE', 2048);
    try {
      const lengths = Array.from({ length: 9 }, (_, b) => 530 - 60 * b);
      expectAgreement({ title: 'wide', T: 530, B: 9, E: 5, H: 67, lengths, returnSequences: true });
    } finally {
      tf.env().set('WEBGL_MAX_TEXTURE_SIZE', tfjsLimit);
    }
    expect(arrays.mock.calls.length).toBeGreaterThan(0);
    for (const [, , , width, height] of flat.mock.calls)
      expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
    for (const [, , , width, height, layers] of arrays.mock.calls) {
      expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
      expect(layers).toBeLessThanOrEqual(256);
    }
    expect(Math.max(...targets.mock.calls.map(([buffers]) => [...buffers].length))).toBe(4);
    for (const [unit] of units.mock.calls) expect(unit - gl.TEXTURE0).toBeLessThan(16);
    expect(gl.getError()).toBe(gl.NO_ERROR);
  });

  it('says what is missing where float32 cannot be drawn, and what is too large', () => {
    const gl = currentContext();
    const { attrs, inputs } = drawCase(small);
    const tensors = toTensors(small, inputs);
    const getExtension = vi.spyOn(gl, 'getExtension').mockReturnValue(null);
    expect(() => webglLstm.forward(tensors, attrs, true)).toThrow('EXT_color_buffer_float is missing');
    getExtension.mockRestore();
    const getParameter = gl.getParameter.bind(gl) as (name: GLenum) => unknown;
    vi.spyOn(gl, 'getParameter').mockImplementation((name) =>
      name === gl.MAX_TEXTURE_SIZE ? 16 : getParameter(name),
    );
    try {
      webglLstm.forward(tensors, attrs, true);
      expect.unreachable();
    } catch (error) {
      expect(errorCode(error)).toBe('bad-settings');
      expect(String(error)).toContain('this graphics device allows 16');
    }
  });

  it('takes inputs in any form that tfjs keeps tensors in', () => {
    const { attrs, inputs, dy, reference, expected } = prepareCase(small);
    const { T, B, E, H } = small;
    tf.tidy(() => {
      const given = toTensors(small, inputs);
      const all = onDevice(tf.concat([tf.ones([2, B, E]), given.x, tf.ones([1, B, E])], 0));
      // Sums of one column come unpacked, and a slice shares the texture of what it is cut from.
      const unpacked = tf.sum(tf.reshape(all, [T + 3, B, E, 1]), 3);
      const tensors: LstmInputs = {
        ...given,
        x: tf.slice(unpacked, [2, 0, 0], [T, B, E]) as tf.Tensor3D,
        kernel: tf.reshape(onDevice(tf.reshape(given.kernel, [4 * H, E])), [E, 4 * H]),
        recurrentKernel: tf.sum(tf.stack([given.recurrentKernel, tf.zerosLike(given.recurrentKernel)], 2), 2),
        bias: tf.reshape(onDevice(tf.reshape(given.bias, [4 * H, 1])), [4 * H]),
      };
      const { output, saved } = webglLstm.forward(tensors, attrs, true);
      expectCloseToLargest(output.dataSync<'float32'>(), reference.output, BOUND, 'output');
      const dyTensor = tf.sum(tf.stack([dyOf(small, dy), tf.zeros([T, B, H])], 3), 3);
      expectGradients(webglLstm.gradient(dyTensor, tensors, output, saved, attrs), expected);
    });
  });

  it('takes a gradient twice, and of several passes in any order', () => {
    tf.tidy(() => {
      const passes = [1, 2, 3].map((seed) => {
        const { attrs, inputs, dy, expected } = prepareCase({ ...small, seed });
        const tensors = toTensors(small, inputs);
        const { output, saved } = webglLstm.forward(tensors, attrs, true);
        const take = (): LstmGradients => webglLstm.gradient(dyOf(small, dy), tensors, output, saved, attrs);
        return { take, expected };
      });
      for (const index of [1, 0, 0, 2, 1]) expectGradients(passes[index]!.take(), passes[index]!.expected);
    });
  });

  it('keeps its textures for the next batch, and no histories whose gradient nobody takes', () => {
    const { attrs, inputs, dy } = drawCase(small);
    const tensors = toTensors(small, inputs);
    const counts = countGlCalls();
    const step = (): void =>
      tf.tidy(() => {
        const { output, saved } = webglLstm.forward(tensors, attrs, true);
        webglLstm.gradient(dyOf(small, dy), tensors, output, saved, attrs);
      });
    step();
    step();
    const { textures, framebuffers, programs } = counts();
    for (let round = 0; round < 20; round++) step();
    expect(counts()).toMatchObject({ textures, framebuffers, programs });
    const forget = (): void => tf.tidy(() => void webglLstm.forward(tensors, attrs, true));
    for (let round = 0; round < 20; round++) forget();
    const forgotten = counts();
    for (let round = 0; round < 20; round++) forget();
    expect(counts()).toMatchObject({
      textures: forgotten.textures,
      framebuffers: forgotten.framebuffers,
    });
  });

  it('grows with the batch, goes on with smaller ones, and gives all back', () => {
    const counts = countGlCalls();
    for (const [T, B] of [
      [5, 3],
      [70, 19],
      [6, 2],
      [130, 1],
      [4, 20],
    ] as const) {
      const lengths = Array.from({ length: B }, (_, b) => (b * 3) % (T + 1));
      expectAgreement({ title: 'grows', T, B, E: 3, H: 5, lengths, hasMasks: true, returnSequences: false });
    }
    expect(counts().framebuffers).toBeGreaterThan(100);
    WebglDevice.release();
    expect(counts().framebuffers).toBe(0);
    expect(currentContext().getError()).toBe(0);
  });

  it('runs through the tape to what plain JavaScript gives', async () => {
    const { attrs, inputs, dy } = drawCase(small);
    const take = (kernel: typeof webglLstm): Float32Array[] =>
      tf.tidy(() => {
        const tensors = toTensors(small, inputs);
        const op = (x: tf.Tensor, kernelOf: tf.Tensor): tf.Tensor =>
          runLstm(kernel, { ...tensors, x: x as tf.Tensor3D, kernel: kernelOf as tf.Tensor2D }, attrs);
        const grads = tf.grads(op)([tensors.x, tensors.kernel], dyOf(small, dy));
        return grads.map((grad) => grad.dataSync<'float32'>().slice());
      });
    const actual = take(webglLstm);
    await activateBackend('cpu');
    take(plainLstm).forEach((expected, i) => expectCloseToLargest(actual[i]!, expected, BOUND, NAMES[i]!));
  });
});
