import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VerdictError } from '../errors';
import type { ModelBundle } from '../types';
import {
  adoptModel,
  deleteSaved,
  forgetDeleted,
  loadSaved,
  putBackDeleted,
  renameSaved,
  saveCurrent,
} from './modelActions';
import { getState, INITIAL_STATE, setState } from './store';
import { createGate, fakes, memoryStore, settle } from './testing/fakeWorkers';
import { smallBundle } from './testing/smallBundle';

vi.mock('./workers', () => import('./testing/fakeWorkers'));

let saved: Map<string, ModelBundle>;

beforeEach(() => {
  vi.stubGlobal('navigator', {});
  setState(INITIAL_STATE, true);
  saved = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, smallBundle(id)]));
  fakes.store = memoryStore(saved);
  fakes.training = {
    importModel: async () => {},
    wordMap: () => new Promise(() => {}),
    exportModel: async () => smallBundle('now'),
  };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const listed = (): string[] => {
  const state = getState().saved;
  return state.kind === 'ready' ? state.models.map(({ id }) => id) : [];
};

describe('loading a model', () => {
  it('is said for as long as it takes, since a run could start from either model', async () => {
    const gate = createGate();
    fakes.training.importModel = () => gate.promise;
    const loading = adoptModel(smallBundle('a'));
    expect(getState().isModelLoading).toBe(true);
    gate.open();
    await loading;
    expect(getState()).toMatchObject({ isModelLoading: false, model: { name: 'Model a' } });
  });

  it('leaves a run alone that began meanwhile', async () => {
    const gate = createGate();
    fakes.training.importModel = () => gate.promise;
    const loading = adoptModel(smallBundle('a'));
    const training = { kind: 'preparing', progress: null } as const;
    const batches = [{ epoch: 1 }] as never;
    setState({ training, batches });
    gate.open();
    await loading;
    expect(getState()).toMatchObject({ training, batches, model: { name: 'Model a' } });
  });

  it('that fails keeps the model that was there', async () => {
    await adoptModel(smallBundle('a'));
    fakes.training.importModel = () => Promise.reject(new VerdictError('bad-archive', 'Damaged.'));
    expect(await loadSaved('b')).toBe(false);
    expect(getState()).toMatchObject({
      isModelLoading: false,
      model: { name: 'Model a' },
      keepTrouble: { message: 'Damaged.' },
    });
  });

  it('takes a model off the list that is no longer there', async () => {
    await loadSaved('a');
    saved.delete('b');
    expect(await loadSaved('b')).toBe(false);
    expect(listed()).not.toContain('b');
  });

  it('shows no map of the model before, even of one with the same words', async () => {
    const first = createGate<never>();
    fakes.training.wordMap = () => first.promise;
    await adoptModel(smallBundle('a'));
    fakes.training.wordMap = () => new Promise(() => {});
    await adoptModel(smallBundle('b'));
    first.open({ step: 1 } as never);
    await settle();
    expect(getState().wordMap).toBeNull();
  });
});

describe('saving', () => {
  it('does not wait for what the user answers to the browser', async () => {
    const persist = vi.fn(() => new Promise<boolean>(() => {}));
    vi.stubGlobal('navigator', { storage: { persist } });
    expect(await saveCurrent('Mine')).toBe(true);
    expect(persist).toHaveBeenCalledOnce();
    expect(saved.get('now')!.meta.name).toBe('Mine');
    expect(getState().keepTask).toBeNull();
  });

  it('says whether it worked', async () => {
    fakes.store.saveModel = () => Promise.reject(new VerdictError('storage-full', 'No room.'));
    expect(await saveCurrent('Mine')).toBe(false);
    expect(getState().keepTrouble).toEqual({ code: 'storage-full', message: 'No room.' });
  });

  it('and renaming say so when another task is under way', async () => {
    setState({ keepTask: 'downloading' });
    expect(await saveCurrent('Mine')).toBe(false);
    expect(await renameSaved('a', 'Mine')).toBe(false);
    expect(saved.get('a')!.meta.name).toBe('Model a');
  });
});

describe('a deleted model', () => {
  it('can be put back, whatever notices come between', async () => {
    await deleteSaved('a');
    expect(listed()).toEqual(['b', 'c', 'd', 'e']);
    expect(await saveCurrent('Other')).toBe(true);
    expect(await putBackDeleted('a')).toBe(true);
    expect(listed()).toContain('a');
    expect(getState().deletedModels).toEqual([]);
  });

  it('is put back after the task at hand', async () => {
    await deleteSaved('a');
    const gate = createGate<ModelBundle>();
    fakes.training.exportModel = () => gate.promise;
    const saving = saveCurrent('Other');
    const back = putBackDeleted('a');
    await settle();
    expect(saved.has('a')).toBe(false);
    gate.open(smallBundle('now'));
    expect(await Promise.all([saving, back])).toEqual([true, true]);
    expect(listed()).toEqual(expect.arrayContaining(['a', 'now']));
  });

  it('stays at hand when putting it back fails', async () => {
    await deleteSaved('a');
    fakes.store.restoreModel = () => Promise.reject(new VerdictError('storage-full', 'No room.'));
    expect(await putBackDeleted('a')).toBe(false);
    expect(getState().deletedModels.map(({ meta }) => meta.id)).toEqual(['a']);
    expect(getState().keepTrouble?.code).toBe('storage-full');
  });

  it('is one of the last three, or let go', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await deleteSaved(id);
    expect(getState().deletedModels.map(({ meta }) => meta.id)).toEqual(['b', 'c', 'd']);
    forgetDeleted('c');
    expect(getState().deletedModels.map(({ meta }) => meta.id)).toEqual(['b', 'd']);
  });

  it('that was damaged leaves the list, and the page says that it is gone', async () => {
    await loadSaved('a');
    fakes.store.deleteModel = async (id) => {
      saved.delete(id);
      return null;
    };
    setState({ saved: { kind: 'ready', models: [...saved.values()].map(({ meta }) => meta) } });
    expect(await deleteSaved('b')).toBe(true);
    expect(listed()).not.toContain('b');
    expect(getState().deletedModels).toEqual([]);
    expect(getState().notice?.text).toMatch(/“Model b” could not be read.*for good/);
  });
});
