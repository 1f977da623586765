/**
 * tfjs tensors as textures of raw draws, and back. Always "packed": a texel holds 2 x 2 neighbouring values
 * of the last two dimensions, (r, c), (r, c+1), (r+1, c), (r+1, c+1), each matrix padded to even sizes; texels
 * follow each other row by row, and the texture's width is where they wrap.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Target, WebglDevice } from './webglDevice';

/** GLSL: a texel of a packed tensor by its number. */
export const PACKED_TEXEL = `
  vec4 packedTexel(sampler2D tensor, int index) {
    int width = textureSize(tensor, 0).x;
    return texelFetch(tensor, ivec2(index % width, index / width), 0);
  }`;

/** Texels of a packed [.., rows, columns]. */
export function numTexels(shape: readonly number[]): number {
  const { matrices, rows, columns } = matricesOf(shape);
  return matrices * Math.ceil(rows / 2) * Math.ceil(columns / 2);
}

/**
 * The textures of tensors for the time of `work`. Most are packed already; the others, and parts of other
 * tensors, are copied.
 */
export function withTextures<K extends string, T>(
  tensors: Record<K, tf.Tensor>,
  work: (textures: Record<K, WebGLTexture>) => T,
): T {
  const backend = tf.backend() as MathBackendWebGL;
  const copies: tf.TensorInfo[] = [];
  const textures: Partial<Record<K, WebGLTexture>> = {};
  try {
    for (const name in tensors) textures[name] = packedTexture(backend, tensors[name], copies);
    return work(textures as Record<K, WebGLTexture>);
  } finally {
    for (const copy of copies) backend.disposeIntermediateTensorInfo(copy);
  }
}

function packedTexture(backend: MathBackendWebGL, tensor: tf.Tensor, copies: tf.TensorInfo[]): WebGLTexture {
  const data = backend.texData.get(tensor.dataId);
  if (data.texture === undefined || data.texture === null) {
    data.isPacked = true;
    data.shape = tensor.shape;
    return backend.getTexture(tensor.dataId);
  }
  if (data.isPacked === true && isSameLayout(data.shape, tensor.shape)) {
    return backend.getTexture(tensor.dataId);
  }
  let unpacked: tf.TensorInfo = tensor;
  if (data.isPacked === true) {
    unpacked = backend.unpackTensor(tensor);
    copies.push(unpacked);
  }
  const packed = backend.packTensor(unpacked);
  copies.push(packed);
  return backend.getTexture(packed.dataId);
}

/** New packed float32 tensors, all drawn into at once by `draw`. The caller owns them. */
export function drawTensors(
  device: WebglDevice,
  shapes: readonly (readonly number[])[],
  draw: (target: Target, width: number) => void,
): tf.Tensor[] {
  const backend = tf.backend() as MathBackendWebGL;
  const infos = shapes.map((shape) => {
    const info = backend.makeTensorInfo([...shape], 'float32');
    backend.texData.get(info.dataId).isPacked = true;
    return info;
  });
  const attachments = infos.map(({ dataId }) => ({ texture: backend.getTexture(dataId) }));
  const [rows, columns] = backend.texData.get(infos[0]!.dataId).texShape!;
  const [width, height] = [Math.ceil(columns / 2), Math.ceil(rows / 2)];
  const framebuffer = device.framebuffer(attachments);
  try {
    draw({ framebuffer, x: 0, y: 0, width, height }, width);
  } finally {
    device.gl.deleteFramebuffer(framebuffer);
  }
  return infos.map((info) => tf.engine().makeTensorFromTensorInfo(info));
}

function matricesOf(shape: readonly number[]): { matrices: number; rows: number; columns: number } {
  const [columns = 1, rows = 1, ...rest] = shape.toReversed();
  return { matrices: rest.reduce((a, b) => a * b, 1), rows, columns };
}

function isSameLayout(a: readonly number[], b: readonly number[]): boolean {
  const [x, y] = [matricesOf(a), matricesOf(b)];
  return x.matrices === y.matrices && x.rows === y.rows && x.columns === y.columns;
}
