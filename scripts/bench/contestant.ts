/** Somebody who is measured: this project's network on one backend, stock TensorFlow.js, PyTorch. */
import type { Job } from './protocol';

export interface Contestant {
  /** For progress lines: "verdict wasm, 2 threads". */
  title: string;
  /** 'verdict', 'tfjs', 'pytorch', 'pytorch sorted', 'pytorch packed'. */
  implementation: string;
  backend: string;
  threads: number;
  /** Whether this kind of job can be done at all. */
  canRun(job: Job): boolean;
  /** Makes what the job needs, untimed. Only one job is held at a time. */
  prepare(job: Job): Promise<void>;
  /** Runs the prepared job once. @returns milliseconds */
  run(): Promise<number>;
  /** Lets go of the prepared job. */
  release(): Promise<void>;
  /** Ends the worker or process. */
  close(): Promise<void>;
}

export function titleOf({
  implementation,
  backend,
  threads,
}: Pick<Contestant, 'implementation' | 'backend' | 'threads'>): string {
  return `${implementation} ${backend}, ${threads} thread${threads === 1 ? '' : 's'}`;
}
