/** The WASM kernel's instance, its memory and its threads. */
import plainBytes from './assembly/kernel.as.ts?assembly';
import relaxedBytes from './assembly/kernel.as.ts?assembly&relaxed';
import sharedBytes from './assembly/kernel.as.ts?assembly&shared';
import sharedRelaxedBytes from './assembly/kernel.as.ts?assembly&shared&relaxed';
import type { HelperStart } from './wasmHelper.worker';
import { CONTROL_BYTES, JobBoard, type Job, type JobFunction } from './wasmJobs';
import { align, place, Regions, type Region } from './wasmMemory';

/** What assembly/kernel.as.ts exports: the jobs, each with the address of its fields, and a few sizes. */
export interface KernelExports extends Record<JobFunction, (fields: number, thread: number) => void> {
  memory: WebAssembly.Memory;
  heapBase(): number;
  gradientScratchBytes(E: number, H: number, R: number): number;
}

const PAGE_BYTES = 65536;
/** As scripts/assemblyScriptPlugin.ts compiles it: 1 MiB that may grow to 1 GiB. */
const SHARED_MEMORY = { initial: 16, maximum: 16384, shared: true } as const;
/** More threads than this leave each too little of a batch of 64. */
const MAX_THREADS = 8;
/** A helper that has not reported by then is not counted; it may still join. */
const START_TIMEOUT_MS = 3000;

/** True where WebAssembly SIMD runs. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(plainBytes);
}

/** What a module is compiled for. */
export interface ModuleOptions {
  /** A memory that threads can share; needs a cross-origin isolated page. */
  isShared: boolean;
  /** Multiply-add in one instruction: a fifth faster, and its rounding is the machine's own. Not in every browser. */
  isRelaxed: boolean;
}

/** The best that runs here. */
export function bestOptions(): ModuleOptions {
  return { isShared: globalThis.crossOriginIsolated, isRelaxed: WebAssembly.validate(relaxedBytes) };
}

let shared: WasmModule | null = null;

/** The one module of this thread, made when it is first needed: ops and networks share its memory and its helpers. */
export function wasmModule(): WasmModule {
  shared ??= new WasmModule(bestOptions());
  return shared;
}

export class WasmModule {
  readonly exports: KernelExports;
  private readonly isShared: boolean;
  private readonly memory: WebAssembly.Memory;
  private readonly board: JobBoard;
  private readonly module: WebAssembly.Module;
  private readonly control: number;
  private readonly regions: Regions;
  private readonly helpers: Worker[] = [];

  constructor({ isShared, isRelaxed }: ModuleOptions) {
    this.isShared = isShared;
    const [alone, withThreads] = isRelaxed ? [relaxedBytes, sharedRelaxedBytes] : [plainBytes, sharedBytes];
    // Compiled in place: it is a few kilobytes.
    this.module = new WebAssembly.Module(isShared ? withThreads : alone);
    const imported = isShared ? new WebAssembly.Memory(SHARED_MEMORY) : null;
    const imports: WebAssembly.Imports = imported === null ? {} : { env: { memory: imported } };
    this.exports = new WebAssembly.Instance(this.module, imports).exports as unknown as KernelExports;
    this.memory = imported ?? this.exports.memory;
    this.control = align(this.exports.heapBase());
    this.regions = new Regions(this.control + CONTROL_BYTES);
    this.growTo(this.control + CONTROL_BYTES);
    this.board = new JobBoard(this.memory, this.control, this.exports, 0);
  }

  /** Threads that may take jobs, this one included. */
  get numThreads(): number {
    return this.helpers.length + 1;
  }

  /**
   * Starts helpers so that `numThreads` threads work in all, and waits until they do. Without a shared
   * memory there is one thread.
   * @returns the threads there are.
   */
  async startThreads(numThreads: number): Promise<number> {
    if (!this.isShared) return 1;
    const wanted = Math.min(numThreads, MAX_THREADS) - 1;
    for (let thread = this.numThreads; thread <= wanted; thread++) {
      const helper = new Worker(new URL('./wasmHelper.worker.ts', import.meta.url), {
        type: 'module',
        name: `kernel ${thread + 1}`,
      });
      const start: HelperStart = {
        module: this.module,
        memory: this.memory,
        control: this.control,
        thread,
      };
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

  /** Runs a job on this thread, the first of all, so that what it leaves in its workspace can be read. */
  runHere(job: Job): void {
    this.board.runHere(job);
  }

  /** Reserves room for blocks of the given numbers of 32-bit values; their content is whatever was there. */
  reserve(sizes: number[]): { region: Region; addresses: number[] } {
    const region = this.regions.take(place(0, sizes).end);
    this.growTo(region.end);
    return { region, addresses: place(region.start, sizes).addresses };
  }

  release(region: Region): void {
    this.regions.give(region);
  }

  get heldBytes(): number {
    return this.regions.heldBytes;
  }

  /** float32 values. Valid until the next `reserve`: growing replaces the buffer. */
  floats(address: number, size: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, size);
  }

  /** int32 values, likewise. */
  ints(address: number, size: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, size);
  }

  /** float64 values, likewise. */
  doubles(address: number, size: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, size);
  }

  private growTo(end: number): void {
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}
