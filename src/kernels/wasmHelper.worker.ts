/** A thread of the WASM kernel: it shares the kernel's memory and takes jobs until it is terminated. */
import { JobBoard } from './wasmJobs';
import type { KernelExports } from './wasmModule';

export interface HelperStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: number;
  /** From 1. */
  thread: number;
}

self.addEventListener('message', ({ data }: MessageEvent<HelperStart>) => {
  const { module, memory, control, thread } = data;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  new JobBoard(memory, control, instance.exports as unknown as KernelExports, thread).help();
});
