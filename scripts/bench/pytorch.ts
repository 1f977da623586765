/** PyTorch as a contestant: one process per number of threads, since its libraries fix that at their start. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { inProject } from '../support/project';
import { titleOf, type Contestant } from './contestant';
import { JsonLineCalls } from './jsonLines';
import type { Job, Shape } from './protocol';

export const HOW_TO_INSTALL =
  'PyTorch was not found, so it is left out. On Debian: apt-get install python3-torch libopenblas0-pthread; elsewhere name a Python that has it: PYTHON=/path/to/python3';

const SCRIPT = inProject('scripts', 'bench', 'pytorch.py');
const IMPORT_TIMEOUT_MS = 60_000;
const helloSchema = v.object({ version: v.string(), threads: v.number(), devices: v.array(v.string()) });

/** Ways to do an epoch; see pytorch.py. */
const VARIANTS = { padded: 'pytorch', sorted: 'pytorch sorted', packed: 'pytorch packed' } as const;
export type Variant = keyof typeof VARIANTS;

/** What an epoch needs besides its job: the reviews' files and the tutorial's sizes. */
export interface EpochFiles {
  files: Record<'training' | 'validation', { ids: string; offsets: string; labels: string }>;
  maxLen: number;
  shape: Pick<Shape, 'numWords' | 'embeddingUnits' | 'lstmUnits' | 'numLayers'>;
}

/** The first Python that can import torch, or null. `PYTHON` goes before those on the path and the system's own. */
export async function findPython(): Promise<string | null> {
  const named = process.env['PYTHON'];
  const candidates = [...(named ? [named] : []), 'python3', '/usr/bin/python3', 'python'];
  for (const python of candidates) {
    try {
      await promisify(execFile)(python, ['-c', 'import torch, numpy'], { timeout: IMPORT_TIMEOUT_MS });
      return python;
    } catch {
      // Not there, or without torch: the next may have it.
    }
  }
  return null;
}

/** A running pytorch.py. */
export class PyTorchProcess {
  private constructor(
    readonly pid: number,
    readonly version: string,
    readonly threads: number,
    readonly devices: readonly string[],
    private readonly calls: JsonLineCalls,
    readonly close: () => Promise<void>,
  ) {}

  static async start(python: string, threads: number): Promise<PyTorchProcess> {
    const count = String(threads);
    const child = spawn(python, ['-u', SCRIPT], {
      env: {
        ...process.env,
        OMP_NUM_THREADS: count,
        OPENBLAS_NUM_THREADS: count,
        MKL_NUM_THREADS: count,
        // Spinning threads would take processors from the others, and where those are few PyTorch is slower with them.
        OMP_WAIT_POLICY: 'PASSIVE',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const calls = new JsonLineCalls((line) => child.stdin.write(line));
    const ended = new Promise<void>((resolve) => {
      child.once('close', (status) => {
        calls.fail(new Error(`PyTorch's process has ended (status ${status}).`));
        resolve();
      });
    });
    child.once('error', (error) => calls.fail(error));
    // A write to a process that has just ended; `close` tells the callers.
    child.stdin.on('error', () => {});
    child.stdout.setEncoding('utf8').on('data', (text: string) => calls.receive(text));
    const close = (): Promise<void> => {
      child.stdin.end();
      child.kill();
      return ended;
    };
    const hello = v.parse(helloSchema, await calls.call('hello'));
    return new PyTorchProcess(child.pid!, hello.version, hello.threads, hello.devices, calls, close);
  }

  /** @param variant how it does epochs; only 'padded' also does single batches, which have no padding */
  contestant(device: string, variant: Variant, epochFiles: () => Promise<EpochFiles>): Contestant {
    const identity = { implementation: VARIANTS[variant], backend: device, threads: this.threads };
    return {
      ...identity,
      title: titleOf(identity),
      canRun: (job: Job) => job.kind === 'epoch' || variant === 'padded',
      prepare: async (job) => {
        const more = job.kind === 'epoch' ? { variant, ...(await epochFiles()) } : {};
        await this.calls.call('prepare', { device, job: { ...job, ...more } });
      },
      run: async () => v.parse(v.number(), await this.calls.call('run')),
      release: async () => void (await this.calls.call('release')),
      close: this.close,
    };
  }
}
