/** Recorded runs in a real IndexedDB, beside models that an older version of the page has saved. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunStore } from '../clients';
import { errorCode } from '../errors';
import type { RunRecord, RunSummary } from '../types';
import { ModelDatabase } from './modelDatabase';
import { createModelStore } from './modelStore';
import { RunDatabase } from './runDatabase';
import { createRunStore } from './runStore';
import { exampleBundle } from './testing/exampleBundle';
import { toySettings } from './testing/toyData';

const VERSION = 2;
const MANY = 1000;

let name: string;
let database: RunDatabase;
let store: RunStore;
let numDatabases = 0;

beforeEach(() => {
  name = `test-runs-${numDatabases++}`;
  database = new RunDatabase(name, VERSION);
  store = createRunStore(database);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await database.close().catch(() => {});
  await deleteDB(name);
});

function runOf(id: string, changed: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    name: `Run ${id}`,
    isNamed: false,
    startedAt: '2026-03-04T05:06:07.000Z',
    settings: toySettings,
    datasetTitle: 'Toy reviews',
    datasetHash: '00ff',
    backend: { name: 'wasm', title: 'WASM with SIMD', reason: 'Fastest.', renderer: '', isSoftware: false },
    outcome: 'finished',
    epochs: [{ epoch: 1, loss: 0.7, accuracy: 0.5, valLoss: null, valAccuracy: null, seconds: 1.5 }],
    seconds: 3.5,
    numParams: null,
    test: { loss: 0.5, accuracy: 0.75, reviews: 4, seconds: 0.25 },
    scores: { test: Float32Array.of(1.5, -0.25, 0.125, 2), testLabels: Uint8Array.of(1, 0, 1, 0) },
    ...changed,
  };
}

function summaryOf(run: RunRecord): RunSummary {
  const { scores: _, ...summary } = run;
  return summary;
}

const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const ids = async (): Promise<string[]> => (await store.listRuns()).runs.map(({ id }) => id);

async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const reason: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(reason instanceof Error)) throw new Error('Nothing failed.');
  return { code: errorCode(reason), message: reason.message };
}

async function overwrite(storeName: 'runs' | 'runScores', value: object): Promise<void> {
  const raw = await openDB(name, VERSION);
  await raw.put(storeName, value);
  raw.close();
}

describe('recorded runs', () => {
  it('come back as they were, scores apart', async () => {
    await store.saveRun(runOf('a'), MANY);
    expect(await store.listRuns()).toEqual({ runs: [summaryOf(runOf('a'))], unreadable: [] });
    expect(await store.loadScores('a')).toEqual(runOf('a').scores);
    expect(await store.loadScores('nobody')).toEqual({ test: null, testLabels: null });
  });

  it('are listed newest first', async () => {
    for (const [id, number] of [
      ['old', 1],
      ['new', 3],
      ['middle', 2],
    ] as const) {
      await store.saveRun(runOf(id, { startedAt: day(number) }), MANY);
    }
    expect(await ids()).toEqual(['new', 'middle', 'old']);
  });

  it('make room by dropping the oldest that have no name of their own', async () => {
    await store.saveRun(runOf('a', { startedAt: day(1), isNamed: true }), 3);
    await store.saveRun(runOf('b', { startedAt: day(2) }), 3);
    await store.saveRun(runOf('c', { startedAt: day(3) }), 3);
    expect(await store.saveRun(runOf('d', { startedAt: day(4) }), 3)).toEqual(['b']);
    expect(await ids()).toEqual(['d', 'c', 'a']);
    expect(await store.loadScores('b')).toEqual({ test: null, testLabels: null });
    expect(await store.loadScores('c')).toEqual(runOf('c').scores);
    // However old: the run that has just ended stays.
    expect(await store.saveRun(runOf('e', { startedAt: day(1) }), 3)).toEqual(['c']);
    expect(await store.saveRun(runOf('f', { startedAt: day(5) }), 1)).toEqual(['d', 'e']);
    expect(await ids()).toEqual(['f', 'a']);
  });

  it('are given a score without losing the name that another tab has given', async () => {
    const none = { test: null, testLabels: null };
    const before = runOf('a', { test: null, scores: none });
    await store.saveRun(before, MANY);
    await store.changeRun(before, { name: 'Named elsewhere', isNamed: true });
    const { test, scores } = runOf('a');
    await store.changeRun({ ...before, test, scores }, { test });
    expect((await store.listRuns()).runs[0]).toMatchObject({ name: 'Named elsewhere', isNamed: true, test });
    expect(await store.loadScores('a')).toEqual(scores);
  });

  it('keep their scores when they are named', async () => {
    await store.saveRun(runOf('a'), MANY);
    const unread = runOf('a', { scores: { test: null, testLabels: null } });
    await store.changeRun(unread, { name: 'Mine', isNamed: true });
    expect((await store.listRuns()).runs[0]).toMatchObject({ name: 'Mine', isNamed: true });
    expect(await store.loadScores('a')).toEqual(runOf('a').scores);
  });

  it('are recorded whole by a change when they are not there', async () => {
    await store.changeRun(runOf('a'), { name: 'Mine' });
    expect((await store.listRuns()).runs).toEqual([{ ...summaryOf(runOf('a')), name: 'Mine' }]);
    expect(await store.loadScores('a')).toEqual(runOf('a').scores);
  });

  it('can be deleted and put back', async () => {
    await store.saveRun(runOf('a'), MANY);
    await store.saveRun(runOf('b'), MANY);
    const scores = await store.deleteRun('a');
    expect(scores).toEqual(runOf('a').scores);
    expect(await ids()).toEqual(['b']);
    await store.saveRun({ ...runOf('a'), scores }, MANY);
    expect((await ids()).toSorted()).toEqual(['a', 'b']);
    expect(await store.deleteRun('nobody')).toEqual({ test: null, testLabels: null });
  });
});

describe('records that cannot be read', () => {
  it('do not hide the others, and can be deleted', async () => {
    await store.saveRun(runOf('a'), MANY);
    await overwrite('runs', { ...summaryOf(runOf('x')), epochs: [] });
    await overwrite('runs', { id: 'y', name: 7 });
    const { runs, unreadable } = await store.listRuns();
    expect(runs.map(({ id }) => id)).toEqual(['a']);
    expect(unreadable.map(({ id, name: called }) => [id, called])).toEqual([
      ['x', 'Run x'],
      ['y', ''],
    ]);
    expect(unreadable[0]!.reason).toMatch(/epochs/);
    await store.deleteRun('x');
    await store.deleteRun('y');
    expect((await store.listRuns()).unreadable).toEqual([]);
  });

  it.each([
    ['of unequal lengths', { test: Float32Array.of(1, 2), testLabels: Uint8Array.of(1) }],
    ['with NaN', { test: Float32Array.of(Number.NaN), testLabels: Uint8Array.of(1) }],
    ['of another type', { test: [1], testLabels: [1] }],
  ])('scores %s are none', async (_, scores) => {
    await store.saveRun(runOf('a'), MANY);
    await overwrite('runScores', { ...scores, id: 'a' });
    expect(await store.loadScores('a')).toEqual({ test: null, testLabels: null });
    expect(await ids()).toEqual(['a']);
  });
});

/** As the page made it before there were runs. */
async function saveInVersion1(): Promise<void> {
  const old = await openDB(name, 1, {
    upgrade(connection) {
      connection.createObjectStore('metas', { keyPath: 'id' });
      connection.createObjectStore('contents', { keyPath: 'id' });
    },
  });
  const { meta, ...contents } = exampleBundle();
  await old.put('metas', meta);
  await old.put('contents', { ...contents, id: meta.id });
  old.close();
}

describe('a database of version 1', () => {
  it('keeps its models and is given runs', async () => {
    await saveInVersion1();
    await store.saveRun(runOf('a'), MANY);
    expect(await ids()).toEqual(['a']);
    const models = new ModelDatabase(name, VERSION);
    expect(await createModelStore(models).loadModel('example')).toEqual(exampleBundle());
    await models.close();
  });

  it('is upgraded by the models as well, at the same time', async () => {
    await saveInVersion1();
    const models = new ModelDatabase(name, VERSION);
    const [loaded] = await Promise.all([
      createModelStore(models).loadModel('example'),
      store.saveRun(runOf('a'), MANY),
    ]);
    expect(loaded).toEqual(exampleBundle());
    expect(await ids()).toEqual(['a']);
    await models.close();
  });

  it('that another tab holds says so, and is upgraded once that is closed', async () => {
    await saveInVersion1();
    const tab = await openDB(name, 1);
    const { code, message } = await failure(store.saveRun(runOf('a'), MANY));
    expect(code).toBe('storage-blocked');
    expect(message).toMatch(/recorded runs.*close the other tabs/);
    tab.close();
    await vi.waitFor(() => store.saveRun(runOf('a'), MANY));
    expect(await ids()).toEqual(['a']);
  });
});

describe('storage that fails', () => {
  it('while a run is recorded changes nothing', async () => {
    await store.saveRun(runOf('a', { startedAt: day(1) }), MANY);
    const { put } = Object.getOwnPropertyDescriptors(IDBObjectStore.prototype);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'runScores') throw new DOMException('The disk is full.', 'QuotaExceededError');
      return put.value!.apply(this, args);
    });
    const { code, message } = await failure(store.saveRun(runOf('b', { startedAt: day(2) }), 1));
    expect(code).toBe('storage-full');
    expect(message).toMatch(/Delete runs or saved models/);
    vi.restoreAllMocks();
    expect(await ids()).toEqual(['a']);
    expect(await store.loadScores('a')).toEqual(runOf('a').scores);
  });

  it('to open says what can still be done', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Not allowed here.', 'SecurityError');
    });
    const { code, message } = await failure(store.saveRun(runOf('a'), MANY));
    expect(code).toBe('storage-unavailable');
    expect(message).toMatch(/store nothing \(Not allowed here\.\).*exported as files/);
  });
});
