/** Whether a run holds on to anything from epoch to epoch: tensors and bytes after the second and the twelfth. */
import type { BackendName } from '../../../src/types';
import { messageOf } from '../../support/project';
import { withMostThreads, type BenchContext } from './context';

const EPOCHS = [2, 12];
/** Few, since WebGL drawn by software is slow; the lengths of their batches differ as in any run. */
const NUM_REVIEWS = 200;

export async function measureMemory({ page, verdict, cases, listener, add }: BenchContext): Promise<void> {
  for (const { backend, threads, title } of withMostThreads(verdict)) {
    try {
      // A worker of its own: what other jobs have left in a worker would hide a leak.
      const spec = { implementation: 'verdict', backend: backend as BackendName, threads } as const;
      const { id } = await page.call('open', spec);
      try {
        const [epoch2, epoch12] = await page.call('memoryAfter', id, cases.sentences(NUM_REVIEWS), EPOCHS);
        add([], [{ backend, threads, epoch2: epoch2!, epoch12: epoch12! }]);
        listener.say(
          `  ${title}: ${epoch2!.tensors} tensors and ${epoch2!.bytes} bytes after epoch 2, ${epoch12!.tensors} and ${epoch12!.bytes} after epoch 12`,
        );
      } finally {
        await page.call('close', id);
      }
    } catch (error) {
      listener.skip(`memory, ${title}: ${messageOf(error)}`);
    }
  }
}
