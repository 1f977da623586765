import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { VerdictError } from '../errors';
import type { ModelBundle } from '../types';
import { loadLastModel } from './loadLastModel';
import { loadSaved } from './modelActions';
import { getState, INITIAL_STATE, setState } from './store';
import { fakes, memoryStore } from './testing/fakeWorkers';
import { smallBundle } from './testing/smallBundle';

vi.mock('./workers', () => import('./testing/fakeWorkers'));

let saved: Map<string, ModelBundle>;
let kept: Map<string, string>;

beforeEach(() => {
  setState(INITIAL_STATE, true);
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  const days = { new: '2026-03-03', middle: '2026-03-02', old: '2026-03-01' };
  saved = new Map(
    Object.entries(days).map(([id, day]) => [id, smallBundle(id, { savedAt: `${day}T00:00:00Z` })]),
  );
  fakes.store = memoryStore(saved);
  fakes.training = { importModel: async () => {}, wordMap: () => new Promise(() => {}) };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function reload(): void {
  setState(INITIAL_STATE, true);
}

it('the newest model answers', async () => {
  await loadLastModel();
  expect(getState()).toMatchObject({ model: { name: 'Model new' }, isModelLoading: false, keepTask: null });
});

it('the model that was used last answers after a reload, until another is saved', async () => {
  await loadSaved('old');
  reload();
  await loadLastModel();
  expect(getState().model?.name).toBe('Model old');
  saved.set('later', smallBundle('later', { savedAt: new Date(Date.now() + 1000).toISOString() }));
  reload();
  await loadLastModel();
  expect(getState().model?.name).toBe('Model later');
});

it.each(['not JSON', '7', '{}', '{"id":"old"}', '{"id":"old","usedAt":"soon"}'])(
  'what stands in storage for it may be anything: %s',
  async (text) => {
    kept.set('verdict-last-model', text);
    await loadLastModel();
    expect(getState().model?.name).toBe('Model new');
  },
);

it('where the newest is damaged the next one answers, and the page says so', async () => {
  const whole = memoryStore(saved);
  fakes.store.loadModel = (id) =>
    id === 'new' ? Promise.reject(new VerdictError('bad-archive', 'It is damaged.')) : whole.loadModel(id);
  await loadLastModel();
  expect(getState()).toMatchObject({
    model: { name: 'Model middle' },
    isModelLoading: false,
    keepTrouble: {
      code: 'bad-archive',
      message: '“Model new” could not be loaded. It is damaged. “Model middle” answers in its place.',
    },
  });
});

it('other trouble than damage is not tried again with every model', async () => {
  const importModel = vi.fn(() => Promise.reject(new VerdictError('backend-unavailable', 'No backend.')));
  fakes.training.importModel = importModel;
  await loadLastModel();
  expect(importModel).toHaveBeenCalledOnce();
  expect(getState()).toMatchObject({ model: null, keepTrouble: { message: 'No backend.' } });
});

it('a run that was started meanwhile is left alone', async () => {
  const training = { kind: 'preparing', progress: null } as const;
  setState({ training });
  await loadLastModel();
  expect(getState()).toMatchObject({ training, model: null, keepTrouble: null });
});
