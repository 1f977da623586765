/** How the bench gets a network: as the training session does, with the number of threads given. */
import { activateBackend } from '../../../src/backends/backend';
import { prepareLstm } from '../../../src/kernels/registerKernels';
import { createNetwork } from '../../../src/model/createNetwork';
import { plainTraining, type Network } from '../../../src/model/network';
import type { BackendName, KerasTopology, NamedWeight } from '../../../src/types';

/** The tutorial's. */
const LEARNING_RATE = 0.001;

/** @returns the backend's title, and the threads that really work */
export async function startBackend(
  backend: BackendName,
  threads: number,
): Promise<{ title: string; threads: number }> {
  const { title } = await activateBackend(backend);
  return { title, threads: await prepareLstm(backend, threads) };
}

/** On the backend that was started. */
export function createBenchNetwork(topology: KerasTopology, weights: NamedWeight[]): Network {
  return createNetwork(topology, weights, plainTraining(LEARNING_RATE));
}
