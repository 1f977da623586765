/** Runs a fragment shader of ours through tfjs's WebGL backend, which provides samplers, caching and textures. */
import * as tf from '@tensorflow/tfjs-core';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** Sizes come to the shader as uniforms, so that one compilation serves every batch length. */
export type Program = Omit<GPGPUProgram, 'outputShape' | 'enableShapeUniforms'>;

/**
 * One draw. Only while tfjs's current backend is 'webgl'.
 *
 * @param uniforms values of the program's customUniforms, in that order
 * @returns a float32 tensor of the given shape, which the caller owns
 */
export function runProgram(
  program: Program,
  outputShape: number[],
  inputs: tf.Tensor[],
  uniforms: number[][] = [],
): tf.Tensor {
  const backend = tf.backend() as MathBackendWebGL;
  const info = backend.runWebGLProgram(
    { ...program, outputShape, enableShapeUniforms: true },
    inputs,
    'float32',
    uniforms,
  );
  return tf.engine().makeTensorFromTensorInfo(info);
}
