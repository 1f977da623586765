/**
 * Work for the WASM kernel as data in its memory, so that any thread can take the next piece: a table of
 * calls and a few counters. What is computed does not depend on who takes which piece.
 */
import type { KernelExports } from './wasmModule';

/** Int32 slots at the start of the control block. */
const GENERATION = 0;
/** Jobs that nobody has taken yet; who takes the last of n jobs in the table makes it n - 1. Below 0 once all are taken. */
const NUM_LEFT = 1;
const NUM_DONE = 2;
const NUM_HELPERS = 3;
/** Where the table begins, and the slots of one job: which function, then its fields. */
const TABLE = 16;
const JOB_SLOTS = 32;
const MAX_JOBS = 256;

export const CONTROL_BYTES = 4 * (TABLE + JOB_SLOTS * MAX_JOBS);

const FUNCTIONS = [
  'lstmForward',
  'lstmGradient',
  'packLstm',
  'runNetwork',
  'sumGradients',
  'sumWords',
  'adamRange',
  'adamWords',
  'adamLstm',
] as const;
export type JobFunction = (typeof FUNCTIONS)[number];

export interface Job {
  name: JobFunction;
  /** Addresses and sizes, in the order of the fields of the function's job class in assembly/. */
  fields: number[];
}

/** A float32 as a field of a job. */
export function floatBits(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}

/** The control block as one thread sees it. */
export class JobBoard {
  private view: Int32Array;

  /** @param thread 0 for the one that hands out the work. */
  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly address: number,
    private readonly exports: KernelExports,
    private readonly thread: number,
  ) {
    this.view = this.newView();
  }

  /** How many other threads have reported for work. */
  get numHelpers(): number {
    return Atomics.load(this.control, NUM_HELPERS);
  }

  /** Runs all jobs, this thread working along, and returns when the last one is done. */
  runAll(jobs: Job[]): void {
    for (let start = 0; start < jobs.length; start += MAX_JOBS)
      this.runSome(jobs.slice(start, start + MAX_JOBS));
  }

  /** Runs one job on this thread alone, in this thread's workspace. */
  runHere({ name, fields }: Job): void {
    this.control.set(fields, TABLE + 1);
    this.exports[name](this.address + 4 * (TABLE + 1), this.thread);
  }

  /** A helper's life: takes jobs for ever. */
  help(): never {
    const { control } = this;
    Atomics.add(control, NUM_HELPERS, 1);
    for (let seen = Atomics.load(control, GENERATION); ;) {
      Atomics.wait(control, GENERATION, seen);
      seen = Atomics.load(control, GENERATION);
      this.takeJobs();
    }
  }

  private runSome(jobs: Job[]): void {
    const { control } = this;
    jobs.forEach(({ name, fields }, i) => {
      // The table is read from its end.
      const slot = TABLE + (jobs.length - 1 - i) * JOB_SLOTS;
      control[slot] = FUNCTIONS.indexOf(name);
      control.set(fields, slot + 1);
    });
    Atomics.store(control, NUM_DONE, 0);
    // Last, and one counter for both how many there are and who gets which: a helper that was held up on its way
    // out of the round before either finds nothing or takes a job of this round, never one twice.
    Atomics.store(control, NUM_LEFT, jobs.length);
    Atomics.add(control, GENERATION, 1);
    Atomics.notify(control, GENERATION);
    this.takeJobs();
    // Helpers are within their last job now, a few milliseconds at most; a page's main thread may not wait otherwise.
    while (Atomics.load(control, NUM_DONE) < jobs.length);
  }

  private takeJobs(): void {
    const { control } = this;
    for (;;) {
      const left = Atomics.sub(control, NUM_LEFT, 1);
      if (left <= 0) return;
      const slot = TABLE + (left - 1) * JOB_SLOTS;
      this.exports[FUNCTIONS[control[slot]!]!](this.address + 4 * (slot + 1), this.thread);
      Atomics.add(control, NUM_DONE, 1);
    }
  }

  /** Growing a memory that is not shared leaves older views empty. */
  private get control(): Int32Array {
    if (this.view.length === 0) this.view = this.newView();
    return this.view;
  }

  private newView(): Int32Array {
    return new Int32Array(this.memory.buffer, this.address, CONTROL_BYTES / 4);
  }
}
