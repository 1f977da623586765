/** The WASM kernel's instance, its memory and its threads. */
import bytes from './assembly/lstm.as.ts?assembly';
import sharedBytes from './assembly/lstm.as.ts?assembly&shared';
import type { HelperStart } from './wasmHelper.worker';
import { CONTROL_BYTES, JobBoard, type Job } from './wasmJobs';

/** What assembly/lstm.as.ts exports; the arguments of forward and gradient are named there. */
export interface KernelExports {
  memory: WebAssembly.Memory;
  heapBase(): number;
  scratchBytes(E: number, H: number, R: number): number;
  forward(...args: number[]): void;
  gradient(...args: number[]): void;
}

/** A stretch of memory that belongs to one forward pass until its gradient has been taken. */
export interface Region {
  id: number;
  start: number;
  end: number;
  isReleased: boolean;
}

const PAGE_BYTES = 65536;
const ALIGNMENT = 128;
/** As scripts/assemblyScriptPlugin.ts compiles it: 1 MiB that may grow to 1 GiB. */
const SHARED_MEMORY = { initial: 16, maximum: 16384, shared: true } as const;
/** More threads than this leave each too little of a batch of 64. */
const MAX_THREADS = 8;
/** A helper that has not reported by then is not counted; it may still join. */
const START_TIMEOUT_MS = 3000;

const align = (address: number): number => Math.ceil(address / ALIGNMENT) * ALIGNMENT;

/** True where WebAssembly SIMD runs. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
}

/**
 * Memory is handed out as a stack: layers run forwards in order and backwards in reverse, so the newest
 * region is nearly always the next to be released.
 */
export class WasmModule {
  readonly exports: KernelExports;
  private readonly memory: WebAssembly.Memory;
  private readonly board: JobBoard;
  private readonly module: WebAssembly.Module;
  private readonly control: number;
  private readonly firstFree: number;
  private readonly regions: Region[] = [];
  private numRegions = 0;
  private readonly helpers: Worker[] = [];

  /** @param isShared true gives a memory that threads can share; needs a cross-origin isolated page. */
  constructor(private readonly isShared: boolean) {
    // Compiled in place: it is a few kilobytes.
    this.module = new WebAssembly.Module(isShared ? sharedBytes : bytes);
    const imported = isShared ? new WebAssembly.Memory(SHARED_MEMORY) : null;
    const imports: WebAssembly.Imports = imported === null ? {} : { env: { memory: imported } };
    this.exports = new WebAssembly.Instance(this.module, imports).exports as unknown as KernelExports;
    this.memory = imported ?? this.exports.memory;
    this.control = align(this.exports.heapBase());
    this.firstFree = this.control + CONTROL_BYTES;
    this.growTo(this.firstFree);
    this.board = new JobBoard(this.memory, this.control, this.exports);
  }

  /**
   * Starts helpers so that `numThreads` threads work in all, and waits until they do. Without a shared
   * memory there is one thread.
   * @returns the threads there are.
   */
  async startThreads(numThreads: number): Promise<number> {
    if (!this.isShared) return 1;
    const wanted = Math.min(numThreads, MAX_THREADS) - 1;
    for (let i = this.helpers.length; i < wanted; i++) {
      const helper = new Worker(new URL('./wasmHelper.worker.ts', import.meta.url), {
        type: 'module',
        name: `kernel ${i + 2}`,
      });
      const start: HelperStart = { module: this.module, memory: this.memory, control: this.control };
      helper.postMessage(start);
      this.helpers.push(helper);
    }
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (this.board.numHelpers < this.helpers.length && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.board.numHelpers + 1;
  }

  /** Runs all jobs on all threads and returns when they are done. */
  run(jobs: Job[]): void {
    this.board.runAll(jobs);
  }

  private growTo(end: number): void {
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /** Reserves room for the given numbers of float32 values, each aligned; addresses in bytes. */
  reserve(sizes: number[]): { region: Region; addresses: number[] } {
    const start = this.regions.at(-1)?.end ?? this.firstFree;
    let next = start;
    const addresses = sizes.map((size) => {
      const address = align(next);
      next = address + 4 * size;
      return address;
    });
    this.growTo(next);
    const region = { id: ++this.numRegions, start, end: next, isReleased: false };
    this.regions.push(region);
    return { region, addresses };
  }

  release(region: Region): void {
    region.isReleased = true;
    while (this.regions.at(-1)?.isReleased === true) this.regions.pop();
  }

  /** Undefined when it was released. */
  find(id: number): Region | undefined {
    return this.regions.find((region) => region.id === id && !region.isReleased);
  }

  get liveBytes(): number {
    return (this.regions.at(-1)?.end ?? 0) - (this.regions[0]?.start ?? 0);
  }

  /** Valid until the next `reserve`: growing replaces the buffer. */
  view(address: number, size: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, size);
  }
}
