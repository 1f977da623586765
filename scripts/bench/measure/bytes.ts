/** Memory that a job adds, each in a page or process of its own, so that nothing of another job is reused. */
import type { BackendName } from '../../../src/types';
import type { BenchRow } from '../benchReport';
import { openVerdict } from '../browserContestants';
import type { BenchCase } from '../cases';
import type { Contestant } from '../contestant';
import { peakBytes, resetPeaks, residentBytes } from '../processMemory';
import { PyTorchProcess } from '../pytorch';
import { messageOf } from '../../support/project';
import type { BenchContext } from './context';

/** The case's rows with their bytes, of this project and of PyTorch's batches; null where they cannot be had. */
export async function withBytes(
  context: BenchContext,
  benchCase: BenchCase,
  rows: readonly BenchRow[],
): Promise<BenchRow[]> {
  const result: BenchRow[] = [];
  for (const row of rows) result.push({ ...row, bytes: await bytesOf(context, benchCase, row) });
  return result;
}

async function bytesOf(
  context: BenchContext,
  { name, job }: BenchCase,
  row: BenchRow,
): Promise<number | null> {
  const { implementation, backend, threads } = row;
  const runOnce = async (contestant: Contestant | null): Promise<void> => {
    if (contestant === null) throw new Error(`${threads} threads did not start.`);
    await contestant.prepare(job);
    await contestant.run();
  };
  try {
    if (implementation === 'verdict') {
      const page = await context.browser.openPage();
      try {
        return await addedBytes(await context.browser.pids(), async () =>
          runOnce(await openVerdict(page, backend as BackendName, threads)),
        );
      } finally {
        await page.close();
      }
    }
    if (
      implementation === 'pytorch' &&
      backend === 'cpu' &&
      job.kind !== 'epoch' &&
      context.python !== null
    ) {
      const process = await PyTorchProcess.start(context.python, threads);
      try {
        return await addedBytes([process.pid], () => runOnce(process.contestant(backend, 'padded', noFiles)));
      } finally {
        await process.close();
      }
    }
  } catch (error) {
    context.listener.skip(`${name}, memory of ${implementation} ${backend}: ${messageOf(error)}`);
  }
  return null;
}

const noFiles = (): Promise<never> => Promise.reject(new Error('Batches need no files.'));

async function addedBytes(pids: readonly number[], work: () => Promise<void>): Promise<number | null> {
  const before = residentBytes(pids);
  if (!resetPeaks(pids)) return null;
  await work();
  const added = peakBytes(pids) - before;
  // A process that ended meanwhile took its share with it: then nothing is known.
  return added > 0 ? added : null;
}
