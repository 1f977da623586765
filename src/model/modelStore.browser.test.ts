import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorCode } from '../errors';
import type { ModelBundle } from '../types';
import { ModelDatabase } from './modelDatabase';
import { createModelStore, type WorkerModelStore } from './modelStore';
import { exampleBundle } from './testing/exampleBundle';

let name: string;
let database: ModelDatabase;
let store: WorkerModelStore;
let numDatabases = 0;

beforeEach(() => {
  name = `test-${numDatabases++}`;
  database = new ModelDatabase(name, 1);
  store = createModelStore(database);
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await database.close().catch(() => {});
  await deleteDB(name);
});

function bundleOf(id: string, changed: Partial<ModelBundle['meta']> = {}): ModelBundle {
  const bundle = exampleBundle({ seed: id.length }, id);
  return { ...bundle, meta: { ...bundle.meta, ...changed } };
}

async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const reason: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(reason instanceof Error)) throw new Error('Nothing failed.');
  return { code: errorCode(reason), message: reason.message };
}

async function overwrite(storeName: 'metas' | 'contents', value: object): Promise<void> {
  const raw = await openDB(name, 1);
  await raw.put(storeName, value);
  raw.close();
}

async function expectOldModel(): Promise<void> {
  expect(await store.loadModel('a')).toEqual(bundleOf('a'));
  expect((await store.listModels()).map((meta) => meta.name)).toEqual(['Example']);
}

/** Runs `then` right after the next model's record has been put into a store. */
function afterPutInto(storeName: string, then: (transaction: IDBTransaction) => void): void {
  const { put } = Object.getOwnPropertyDescriptors(IDBObjectStore.prototype);
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put');
  spy.mockImplementation(function (this: IDBObjectStore, ...args) {
    const request = put.value!.apply(this, args);
    if (this.name === storeName) then(this.transaction);
    return request;
  });
}

describe('saved models', () => {
  it('come back as they were saved', async () => {
    await store.saveModel(bundleOf('a'));
    expect(await store.loadModel('a')).toEqual(bundleOf('a'));
  });

  it('come back without optimizer state when they had none', async () => {
    await store.saveModel({ ...bundleOf('a'), optimizer: null });
    expect((await store.loadModel('a')).optimizer).toBeNull();
  });

  it('are listed newest first, by their descriptions only', async () => {
    await store.saveModel(bundleOf('old', { savedAt: '2026-01-01T12:00:00Z' }));
    await store.saveModel(bundleOf('new', { savedAt: '2026-01-03T00:00:00+05:00' }));
    await store.saveModel(bundleOf('middle', { savedAt: '2026-01-02T12:00:00Z' }));
    const list = await store.listModels();
    expect(list.map(({ id }) => id)).toEqual(['new', 'middle', 'old']);
    expect(list[1]).toEqual(bundleOf('middle', { savedAt: '2026-01-02T12:00:00Z' }).meta);
  });

  it('replace a model of the same id', async () => {
    await store.saveModel(bundleOf('a', { name: 'first' }));
    await store.saveModel({ ...bundleOf('a', { name: 'second' }), vocabulary: 'only' });
    expect((await store.listModels()).map((meta) => meta.name)).toEqual(['second']);
    expect((await store.loadModel('a')).vocabulary).toBe('only');
  });

  it('can be renamed', async () => {
    await store.saveModel(bundleOf('a'));
    await store.renameModel('a', '  Better name ');
    expect((await store.loadModel('a')).meta).toEqual({ ...bundleOf('a').meta, name: 'Better name' });
    expect(await failure(store.renameModel('a', ' '))).toMatchObject({ code: 'bad-settings' });
    expect((await store.listModels())[0]!.name).toBe('Better name');
  });

  it('can be deleted and put back', async () => {
    await store.saveModel(bundleOf('a'));
    await store.saveModel(bundleOf('bb'));
    const deleted = await store.deleteModel('a');
    expect((await store.listModels()).map(({ id }) => id)).toEqual(['bb']);
    expect(await failure(store.loadModel('a'))).toMatchObject({ code: 'no-model' });
    await store.restoreModel(deleted!);
    expect(await store.loadModel('a')).toEqual(bundleOf('a'));
    expect(await store.loadModel('bb')).toEqual(bundleOf('bb'));
  });

  it.each(['loadModel', 'deleteModel', 'renameModel'] as const)(
    'that are not there: %s says so',
    async (call) => {
      const { code, message } = await failure(store[call]('nobody', 'name'));
      expect(code).toBe('no-model');
      expect(message).toMatch(/no longer saved/);
      expect(await store.listModels()).toEqual([]);
    },
  );

  it('are seen by another connection', async () => {
    const elsewhere = new ModelDatabase(name, 1);
    await store.saveModel(bundleOf('a'));
    expect(await createModelStore(elsewhere).loadModel('a')).toEqual(bundleOf('a'));
    await elsewhere.close();
  });
});

describe('damaged records', () => {
  it('do not hide the others', async () => {
    await store.saveModel(bundleOf('a'));
    await overwrite('metas', { id: 'broken', name: 7 });
    await overwrite('metas', { ...bundleOf('x').meta, id: 'newer', versions: { format: 2 } });
    expect((await store.listModels()).map(({ id }) => id)).toEqual(['a']);
    expect(await failure(store.loadModel('broken'))).toMatchObject({ code: 'bad-archive' });
  });

  it('are not loaded, and can be deleted', async () => {
    await store.saveModel(bundleOf('a'));
    const { meta: _, ...contents } = bundleOf('a');
    contents.weights[1]!.values[5] = Number.NaN;
    await overwrite('contents', { ...contents, id: 'a' });
    const trouble = await failure(store.loadModel('a'));
    expect(trouble).toMatchObject({ code: 'bad-archive' });
    expect(trouble.message).toMatch(/lstm\/kernel holds NaN/);
    expect(await store.deleteModel('a')).toBeNull();
    expect(await store.listModels()).toEqual([]);
  });

  it('without contents are reported', async () => {
    await store.saveModel(bundleOf('a'));
    await overwrite('metas', bundleOf('half').meta);
    expect((await failure(store.loadModel('half'))).message).toMatch(/Half of this saved model is missing/);
  });

  it('are listed apart with the reason, and deleting them frees their room', async () => {
    await store.saveModel(bundleOf('a'));
    await overwrite('metas', { id: 'broken', name: 7 });
    await overwrite('metas', { ...bundleOf('x').meta, id: 'newer', name: 'New', versions: { format: 2 } });
    await overwrite('metas', bundleOf('half').meta);
    await overwrite('contents', { id: 'orphan' });
    const unreadable = await store.listUnreadable();
    const byId = unreadable.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(byId.map((record) => [record.id, record.name])).toEqual([
      ['broken', ''],
      ['half', 'Example'],
      ['newer', 'New'],
      ['orphan', ''],
    ]);
    expect(byId.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/damaged/),
      'Its network is missing.',
      expect.stringMatching(/newer version/),
      'Its description is missing.',
    ]);
    for (const { id } of unreadable) expect(await store.deleteModel(id)).toBeNull();
    expect(await store.listUnreadable()).toEqual([]);
    await expectOldModel();
  });
});

const autosave = (id: string, day: number): ModelBundle =>
  bundleOf(id, { isAutosave: true, name: `day ${day}`, savedAt: `2026-01-0${day}T12:00:00Z` });
const names = async (): Promise<string[]> => (await store.listModels()).map((meta) => meta.name);

describe('automatic saves', () => {
  it('take the place of the one before, and the oldest are dropped', async () => {
    for (const day of [1, 2, 3])
      expect(await store.saveAutosave(autosave(`run${day}`, day), 3)).toBe(`run${day}`);
    expect(await store.saveAutosave(autosave('run3', 4), 3)).toBe('run3');
    expect(await names()).toEqual(['day 4', 'day 2', 'day 1']);
    await store.saveAutosave(autosave('run5', 5), 3);
    expect(await names()).toEqual(['day 5', 'day 4', 'day 2']);
    expect(await store.listUnreadable()).toEqual([]);
  });

  it('that were named are no longer dropped, and the run goes on beside them', async () => {
    await store.saveAutosave(autosave('run', 1), 2);
    await store.renameModel('run', 'Mine');
    const id = await store.saveAutosave(autosave('run', 2), 2);
    expect(id).not.toBe('run');
    expect(await store.saveAutosave(autosave('run', 3), 2)).toBe(id);
    for (const day of [4, 5, 6]) await store.saveAutosave(autosave(`other${day}`, day), 2);
    expect(await names()).toEqual(['day 6', 'day 5', 'Mine']);
    expect((await store.loadModel('run')).meta).toMatchObject({ isAutosave: false, name: 'Mine' });
  });

  it('that are damaged do not keep a good one from being saved', async () => {
    await store.saveAutosave(autosave('old', 1), 1);
    await overwrite('contents', { id: 'old' });
    expect(await store.saveAutosave(autosave('new', 2), 1)).toBe('new');
    expect(await names()).toEqual(['day 2']);
  });

  it('that were deleted come back beside their successors', async () => {
    await store.saveAutosave(autosave('run', 1), 5);
    const deleted = await store.deleteModel('run');
    await store.saveAutosave(autosave('run', 2), 5);
    await store.restoreModel(deleted!);
    expect(await names()).toEqual(['day 2', 'day 1']);
    expect((await store.loadModel('run')).meta.name).toBe('day 2');
  });
});

describe('a save that fails leaves the old model', () => {
  it.each(['metas', 'contents'])('when there is no room for its %s', async (fullStore) => {
    await store.saveModel(bundleOf('a'));
    // What browsers do when the disk or the quota is full: they abort the transaction with this error.
    afterPutInto(fullStore, (transaction) => {
      const value = new DOMException('Quota exceeded.', 'QuotaExceededError');
      Object.defineProperty(transaction, 'error', { value });
      transaction.abort();
    });
    const { code, message } = await failure(store.saveModel(bundleOf('a', { name: 'new' })));
    vi.restoreAllMocks();
    expect(code).toBe('storage-full');
    expect(message).toMatch(/no room for saving the model.*Delete saved models/);
    await expectOldModel();
  });

  it.each(['metas', 'contents'])('when the browser breaks off at its %s', async (brokenStore) => {
    await store.saveModel(bundleOf('a'));
    afterPutInto(brokenStore, (transaction) => transaction.abort());
    const { code, message } = await failure(store.saveModel(bundleOf('a', { name: 'new' })));
    vi.restoreAllMocks();
    expect(code).toBe('storage-unavailable');
    expect(message).toMatch(/broke off saving the model.*Nothing was changed/);
    await expectOldModel();
  });

  it('when a part of it cannot be stored', async () => {
    await store.saveModel(bundleOf('a'));
    const uncloneable = { extra: () => 0 };
    const badContents = { ...bundleOf('a', { name: 'new' }), ...uncloneable };
    expect(await failure(store.saveModel(badContents))).toMatchObject({ code: 'internal' });
    await expectOldModel();
    const badMeta = bundleOf('a', { name: 'new', ...uncloneable });
    badMeta.vocabulary = 'other';
    expect(await failure(store.saveModel(badMeta))).toMatchObject({ code: 'internal' });
    await expectOldModel();
  });

  it.each(['saveModel', 'saveAutosave', 'restoreModel'] as const)(
    'when the new one is damaged: %s',
    async (call) => {
      await store.saveModel(bundleOf('a'));
      const bad = bundleOf('a', { name: 'new' });
      bad.weights[3]!.values[9] = Number.NaN;
      const { code, message } = await failure(store[call](bad, 5));
      expect(code).toBe('bad-archive');
      expect(message).toMatch(/Nothing was saved.*lstm\/bias holds NaN at position 9/);
      await expectOldModel();
    },
  );

  it('when its thread ends in the middle', async () => {
    for (let round = 0; round < 5; round++) {
      const worker = new Worker(new URL('testing/savingWorker.ts', import.meta.url), {
        type: 'module',
        name,
      });
      const thirdSave = new Promise<void>((resolve, reject) => {
        worker.addEventListener('message', ({ data }) => {
          if (data === 3) setTimeout(resolve, 2 * round);
        });
        worker.addEventListener('error', () => reject(new Error('The worker failed.')));
      });
      await thirdSave;
      worker.terminate();
      const { meta, weights } = await store.loadModel('example');
      const version = Number(meta.name);
      expect(version).toBeGreaterThanOrEqual(3);
      expect([weights[0]!.values[0], weights.at(-1)!.values[0]]).toEqual([version, version]);
      expect((await store.listModels()).map((listed) => listed.name)).toEqual([meta.name]);
    }
  });
});

describe('other tabs', () => {
  it('an older version that does not let go blocks with a message, and no longer once it is closed', async () => {
    const older = await openDB(name, 1);
    const newer = new ModelDatabase(name, 2);
    const newerStore = createModelStore(newer);
    for (let attempt = 0; attempt < 2; attempt++) {
      const { code, message } = await failure(newerStore.listModels());
      expect(code).toBe('storage-blocked');
      expect(message).toMatch(/close the other tabs/);
    }
    older.close();
    await vi.waitFor(() => newerStore.saveModel(bundleOf('a')));
    expect(await newerStore.loadModel('a')).toEqual(bundleOf('a'));
    await newer.close();
  });

  it('this version lets go for a newer one, and then asks to reload', async () => {
    await store.saveModel(bundleOf('a'));
    const newer = new ModelDatabase(name, 2);
    expect(await createModelStore(newer).loadModel('a')).toEqual(bundleOf('a'));
    const { code, message } = await failure(store.listModels());
    expect(code).toBe('storage-blocked');
    expect(message).toMatch(/newer version of this page: reload/);
    await newer.close();
  });

  it('site data that is cleared meanwhile does not disturb the next save', async () => {
    await store.saveModel(bundleOf('a'));
    await deleteDB(name);
    expect(await store.listModels()).toEqual([]);
    await store.saveModel(bundleOf('bb'));
    expect(await store.loadModel('bb')).toEqual(bundleOf('bb'));
  });
});

describe('a browser that stores nothing', () => {
  it.each(['InvalidStateError', 'SecurityError', 'UnknownError'])('opening fails with %s', async (kind) => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Not allowed here.', kind);
    });
    const { code, message } = await failure(store.saveModel(bundleOf('a')));
    expect(code).toBe('storage-unavailable');
    expect(message).toMatch(/store nothing \(Not allowed here\.\).*downloaded/);
    open.mockRestore();
    await store.saveModel(bundleOf('a'));
    expect(await store.listModels()).toHaveLength(1);
  });

  it('has no IndexedDB at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await failure(store.listModels())).toMatchObject({ code: 'storage-unavailable' });
  });
});
