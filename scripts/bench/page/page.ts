/** The bench page: starts a worker for each of those who are measured and hands them their jobs. */
import { wrap, type Remote } from 'comlink';
import { createDataClient } from '../../../src/data/dataClient';
import { dataSettings, DEFAULT_SETTINGS } from '../../../src/state/settings';
import type { DatasetId, PreparedData, Settings } from '../../../src/types';
import type { BenchPageApi, Job, OpenedWorker, WorkerSpec } from '../protocol';
import type { NetworkRunner } from './network.worker';
import type { StockRunner } from './stock.worker';

declare global {
  interface Window {
    bench: BenchPageApi;
  }
}

type EpochJob = Job & { kind: 'epoch' };

/** Errors of a worker reach every call that waits for it. */
interface Hand<T> {
  worker: Worker;
  remote: Remote<T>;
  failure: Promise<never>;
}
type AnyHand =
  ({ implementation: 'verdict' } & Hand<NetworkRunner>) | ({ implementation: 'tfjs' } & Hand<StockRunner>);

const hands = new Map<number, AnyHand>();
let numOpened = 0;
let openDataset: DatasetId | null = null;
const data = createDataClient();

const settingsFor = ({ dataset, numReviews }: EpochJob): Settings => ({
  ...DEFAULT_SETTINGS,
  dataset,
  numReviews,
});

async function prepareData(job: EpochJob): Promise<{ settings: Settings; data: PreparedData }> {
  const settings = settingsFor(job);
  if (openDataset !== job.dataset) {
    await data.open(job.dataset);
    openDataset = job.dataset;
  }
  return { settings, data: await data.prepare(dataSettings(settings)) };
}

function hand<T>(worker: Worker): Hand<T> {
  const failure = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(`A worker of the bench broke down: ${message ?? 'it could not start'}`));
    });
  });
  // Nobody may be waiting when it happens; the next call finds it rejected.
  failure.catch(() => {});
  return { worker, remote: wrap<T>(worker), failure };
}

const networkWorker = (): AnyHand => ({
  implementation: 'verdict',
  ...hand<NetworkRunner>(new Worker(new URL('./network.worker.ts', import.meta.url), { type: 'module' })),
});

const stockWorker = (): AnyHand => ({
  implementation: 'tfjs',
  ...hand<StockRunner>(new Worker(new URL('./stock.worker.ts', import.meta.url), { type: 'module' })),
});

function find(id: number): AnyHand {
  const found = hands.get(id);
  if (found === undefined) throw new Error(`There is no worker ${id}.`);
  return found;
}

function needNetwork(id: number): Extract<AnyHand, { implementation: 'verdict' }> {
  const found = find(id);
  if (found.implementation !== 'verdict') throw new Error('Epochs are run by the app’s own network only.');
  return found;
}

async function open(spec: WorkerSpec): Promise<OpenedWorker> {
  const opened = spec.implementation === 'verdict' ? networkWorker() : stockWorker();
  const { failure, worker } = opened;
  try {
    const started = await Promise.race([failure, start(opened, spec)]);
    const id = numOpened++;
    hands.set(id, opened);
    return { id, ...started };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function start(opened: AnyHand, spec: WorkerSpec): Promise<{ title: string; threads: number }> {
  if (opened.implementation === 'verdict' && spec.implementation === 'verdict') {
    return opened.remote.start(spec.backend, spec.threads);
  }
  return (opened as Hand<StockRunner>).remote.start();
}

window.bench = {
  async backends() {
    const { remote, failure, worker } = networkWorker() as Hand<NetworkRunner>;
    try {
      return await Promise.race([failure, remote.backends()]);
    } finally {
      worker.terminate();
    }
  },
  open,
  async prepare(id, job) {
    const found = find(id);
    if (job.kind === 'epoch') {
      const { settings, data: prepared } = await prepareData(job);
      const { remote, failure } = needNetwork(id);
      await Promise.race([failure, remote.prepareEpoch(settings, prepared)]);
    } else {
      await Promise.race([found.failure, found.remote.prepareShape(job.kind, job.shape)]);
    }
  },
  run(id) {
    const { remote, failure } = find(id);
    return Promise.race([failure, remote.run()]);
  },
  async release(id) {
    const { remote, failure } = find(id);
    await Promise.race([failure, remote.release()]);
  },
  close(id) {
    find(id).worker.terminate();
    hands.delete(id);
    return Promise.resolve();
  },
  async memoryAfter(id, job, epochs) {
    const { settings, data: prepared } = await prepareData(job);
    const { remote, failure } = needNetwork(id);
    return Promise.race([failure, remote.memoryAfter(settings, prepared, epochs)]);
  },
  async reviews(job) {
    const { training, validation } = (await prepareData(job)).data;
    return { training, validation };
  },
};
