/** Reads results for tests. Asynchronously: WebGPU has no other reliable way. */
import type { Tensor } from '@tensorflow/tfjs-core';

/** Values of float32 tensors, which are disposed. */
export async function readTensors(tensors: Tensor[]): Promise<Float32Array[]> {
  try {
    return await Promise.all(tensors.map(async (tensor) => (await tensor.data<'float32'>()).slice()));
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}
