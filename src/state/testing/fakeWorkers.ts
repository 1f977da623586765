/** Workers and storage that do what a test says, in place of those of ../workers.ts. */
import type {
  DataClient,
  InsightClient,
  ModelArchive,
  ModelStore,
  RunStore,
  TrainingClient,
} from '../../clients';
import { VerdictError } from '../../errors';

interface Fakes {
  training: Partial<TrainingClient>;
  data: Partial<DataClient>;
  insight: Partial<InsightClient>;
  store: Partial<ModelStore>;
  runs: Partial<RunStore>;
  archive: Partial<ModelArchive>;
}

/** Changed by each test. Methods that a test does not give reject. */
export const fakes: Fakes = { training: {}, data: {}, insight: {}, store: {}, runs: {}, archive: {} };

const complete = <T extends object>(methods: Partial<T>): T =>
  new Proxy(methods, {
    get: (target, name) => {
      // A promise that resolves with this must not take it for a promise.
      if (name === 'then') return undefined;
      const method: unknown = Reflect.get(target, name);
      return method ?? (() => Promise.reject(new VerdictError('internal', `Unexpected: ${String(name)}`)));
    },
  }) as T;

export const trainingWorker = (): Promise<TrainingClient> => Promise.resolve(complete(fakes.training));
export const dataWorker = (): Promise<DataClient> => Promise.resolve(complete(fakes.data));
export const insightWorker = (): Promise<InsightClient> => Promise.resolve(complete(fakes.insight));
export const modelStore = (): Promise<ModelStore> => Promise.resolve(complete(fakes.store));
export const runStore = (): Promise<RunStore> => Promise.resolve(complete(fakes.runs));
export const modelArchive = (): Promise<ModelArchive> => Promise.resolve(complete(fakes.archive));

/** A promise that the test settles when it wants to. */
export interface Gate<T> {
  promise: Promise<T>;
  open: (value: T) => void;
  fail: (error: Error) => void;
}

export function createGate<T = void>(): Gate<T> {
  let open!: (value: T) => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

/** Lets everything that can go on go on. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A store in memory. */
export function memoryStore(saved: Map<string, Awaited<ReturnType<ModelStore['loadModel']>>>): ModelStore {
  const load = (id: string): Awaited<ReturnType<ModelStore['loadModel']>> => {
    const bundle = saved.get(id);
    if (bundle === undefined) throw new VerdictError('no-model', 'This model is no longer saved.');
    return bundle;
  };
  const put: ModelStore['saveModel'] = async (bundle) => void saved.set(bundle.meta.id, bundle);
  return {
    listModels: async () => [...saved.values()].map(({ meta }) => meta),
    listUnreadable: async () => [],
    saveModel: put,
    restoreModel: put,
    loadModel: async (id) => load(id),
    renameModel: async (id, name) => {
      const bundle = load(id);
      saved.set(id, { ...bundle, meta: { ...bundle.meta, name } });
    },
    deleteModel: async (id) => {
      const bundle = load(id);
      saved.delete(id);
      return bundle;
    },
  };
}
