import { prepareLstm } from '../kernels/registerKernels';
import type { BackendReport } from '../types';

/** Makes the LSTM kernel of a backend that has been started ready, on every thread there is; the title says on how many. */
export async function withKernel(backend: BackendReport): Promise<BackendReport> {
  const numThreads = await prepareLstm(backend.name, navigator.hardwareConcurrency);
  return numThreads > 1 ? { ...backend, title: `${backend.title}, ${numThreads} threads` } : backend;
}
