/** Which kernel runs the LSTM op on which backend: the one list. */
import type { LstmKernel } from './lstm';
import { plainLstm } from './lstm.plain';
import { opsLstm } from './lstm.ops';
import { startWasmLstmThreads, wasmLstm } from './lstm.wasm';
import { webglLstm } from './lstm.webgl';
import { webgpuLstm } from './lstm.webgpu';
import { hasSimd } from './wasmModule';
import { WebglDevice } from './webglDevice';

interface Registration {
  /** tfjs's name of the backend; null for every backend. */
  backend: string | null;
  kernel: LstmKernel;
  canRun(): boolean;
  /** Called before the first use. @returns how many threads it will run on. */
  prepare(numThreads: number): Promise<number>;
}

const nothingToPrepare = (): Promise<number> => Promise.resolve(1);

/** The first that fits runs. */
const registrations: readonly Registration[] = [
  { backend: 'wasm', kernel: wasmLstm, canRun: hasSimd, prepare: startWasmLstmThreads },
  { backend: 'wasm', kernel: plainLstm, canRun: () => true, prepare: nothingToPrepare },
  { backend: 'cpu', kernel: plainLstm, canRun: () => true, prepare: nothingToPrepare },
  { backend: 'webgl', kernel: webglLstm, canRun: () => true, prepare: nothingToPrepare },
  { backend: 'webgpu', kernel: webgpuLstm, canRun: () => true, prepare: nothingToPrepare },
  { backend: null, kernel: opsLstm, canRun: () => true, prepare: nothingToPrepare },
];

export const lstmKernelFor = (backend: string): LstmKernel => registrationFor(backend).kernel;

/**
 * Makes the backend's kernel ready for a model, and frees what kernels kept for another; without it the kernel
 * runs on one thread. @returns the threads it has.
 */
export function prepareLstm(backend: string, numThreads: number): Promise<number> {
  WebglDevice.release();
  return registrationFor(backend).prepare(numThreads);
}

function registrationFor(backend: string): Registration {
  return registrations.find((entry) => (entry.backend ?? backend) === backend && entry.canRun())!;
}
