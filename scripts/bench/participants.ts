/** Who is measured on this machine; who cannot be is told to `skip`. */
import { availableParallelism } from 'node:os';
import type { BackendAvailability } from '../../src/types';
import { messageOf } from '../support/project';
import type { BenchPage } from './benchBrowser';
import { openStock, openWithAllThreads } from './browserContestants';
import type { Contestant } from './contestant';
import { PyTorchProcess, type EpochFiles, type Variant } from './pytorch';

type Skip = (what: string) => void;

/** PyTorch in one way, on one device, with one number of threads. */
export interface PytorchEntry {
  process: PyTorchProcess;
  variant: Variant;
  contestant: Contestant;
}

const numProcessors = availableParallelism();

/** This project on each of the backends, with every number of threads. */
export async function openVerdicts(
  page: BenchPage,
  backends: readonly BackendAvailability[],
  skip: Skip,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const { name, isAvailable, note } of backends) {
    if (!isAvailable) {
      skip(`verdict ${name}: ${note}`);
      continue;
    }
    try {
      contestants.push(...(await openWithAllThreads(page, name, numProcessors)));
    } catch (error) {
      skip(`verdict ${name}: ${messageOf(error)}`);
    }
  }
  return contestants;
}

export async function openStockIfPossible(
  page: BenchPage,
  backends: readonly BackendAvailability[],
  skip: Skip,
): Promise<Contestant | null> {
  try {
    const webgl = backends.find(({ name }) => name === 'webgl');
    if (webgl?.isAvailable !== true) throw new Error(`it needs WebGL. ${webgl?.note ?? ''}`);
    return await openStock(page);
  } catch (error) {
    skip(`stock TensorFlow.js: ${messageOf(error)}`);
    return null;
  }
}

/** With one thread and with all; on a graphics device too, where PyTorch has one. */
export async function openPytorch(
  python: string,
  epochFiles: () => Promise<EpochFiles>,
): Promise<PytorchEntry[]> {
  const entries: PytorchEntry[] = [];
  for (const threads of new Set([1, numProcessors])) {
    const process = await PyTorchProcess.start(python, threads);
    const isAll = threads === numProcessors;
    // The GPU needs no second process.
    const devices = isAll ? process.devices : ['cpu'];
    const variants: Variant[] = isAll ? ['padded', 'sorted', 'packed'] : ['padded'];
    for (const device of devices) {
      for (const variant of variants) {
        entries.push({ process, variant, contestant: process.contestant(device, variant, epochFiles) });
      }
    }
  }
  return entries;
}
