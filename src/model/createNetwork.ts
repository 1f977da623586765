/** Chooses what runs a network on tfjs's current backend: the one list. */
import * as tf from '@tensorflow/tfjs-core';
import { hasSimd } from '../kernels/wasmModule';
import type { KerasTopology, NamedWeight } from '../types';
import { EmptyNetwork, hasNetwork } from './emptyNetwork';
import type { Network, TrainingOptions } from './network';
import { TfNetwork } from './tfNetwork';
import { WasmNetwork } from './wasmNetwork';

/** Throws 'bad-archive' when topology and weights do not belong together. */
export function createNetwork(
  topology: KerasTopology,
  weights: NamedWeight[],
  options: TrainingOptions,
): Network {
  if (!hasNetwork(topology)) return new EmptyNetwork();
  const NetworkClass =
    tf.getBackend() === 'wasm' && hasSimd() && WasmNetwork.canRun(topology) ? WasmNetwork : TfNetwork;
  return new NetworkClass(topology, weights, options);
}
