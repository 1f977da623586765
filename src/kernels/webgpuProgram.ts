/** Runs a compute shader of ours through tfjs's WebGPU backend, which provides buffers, bindings and caching. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

export interface Program {
  /** Tells programs apart in the cache: everything that `code` was made from must be in it. */
  key: string;
  /** Names of the inputs' buffers in `code`. */
  inputs: string[];
  /** Names of whole numbers, which `code` reads as `uniforms.name`. */
  uniforms: string[];
  /** Invocations per workgroup. */
  workgroupSize: number;
  /**
   * WGSL with a `fn main(index: i32)`; index counts invocations from 0, the output is `result`. Every input
   * must be used, and at least one uniform: bindings are derived from use.
   */
  code: string;
}

export const ELEMENTWISE_SIZE = 64;

/** A program of which every invocation computes one number of the output, by `fn valueAt(index: i32) -> f32`. */
export function elementwise(program: Omit<Program, 'workgroupSize'>): Program {
  return {
    ...program,
    uniforms: [...program.uniforms, 'numValues'],
    workgroupSize: ELEMENTWISE_SIZE,
    code: `${program.code}
      fn main(index: i32) {
        if (index < uniforms.numValues) { result[index] = valueAt(index); }
      }`,
  };
}

/**
 * One dispatch. Only while tfjs's current backend is 'webgpu'.
 *
 * @param uniforms values in the order of the program's names
 * @returns a float32 tensor of the given shape, which the caller owns
 */
export function runProgram<R extends tf.Rank>(
  program: Program,
  numWorkgroups: number,
  outputShape: tf.ShapeMap[R],
  inputs: tf.Tensor[],
  uniforms: number[],
): tf.Tensor<R> {
  const backend = tf.backend() as WebGPUBackend;
  // A fresh object each time: tfjs writes into it.
  const description: WebGPUProgram = {
    variableNames: program.inputs,
    uniforms: program.uniforms.map((name) => `${name} : i32, `).join(''),
    outputShape: [tf.util.sizeFromShape(outputShape)],
    shaderKey: program.key,
    dispatch: [numWorkgroups, 1, 1],
    dispatchLayout: { x: [0] },
    workgroupSize: [program.workgroupSize, 1, 1],
    getUserCode: () => program.code,
  };
  const values = uniforms.map((value) => ({ type: 'int32', data: [value] }));
  const info = backend.runWebGPUProgram(description, inputs, 'float32', values);
  return tf.tidy(() => tf.reshape<R>(tf.engine().makeTensorFromTensorInfo(info), outputShape));
}

export function runElementwise<R extends tf.Rank>(
  program: Program,
  outputShape: tf.ShapeMap[R],
  inputs: tf.Tensor[],
  uniforms: number[],
): tf.Tensor<R> {
  const numValues = tf.util.sizeFromShape(outputShape);
  const numWorkgroups = Math.ceil(numValues / ELEMENTWISE_SIZE);
  return runProgram<R>(program, numWorkgroups, outputShape, inputs, [...uniforms, numValues]);
}

/** The most invocations that a workgroup may have on this device. */
export function maxWorkgroupSize(): number {
  const { limits } = (tf.backend() as WebGPUBackend).device;
  return Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX);
}
