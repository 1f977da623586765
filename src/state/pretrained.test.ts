import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { VerdictError } from '../errors';
import type { ModelDescription } from '../types';
import { adoptModel, saveCurrent } from './modelActions';
import { describePretrained, loadPretrained } from './pretrained';
import { getState, INITIAL_STATE, setState } from './store';
import { createGate, fakes, memoryStore, settle, type Gate } from './testing/fakeWorkers';
import { smallBundle } from './testing/smallBundle';

vi.mock('./workers', () => import('./testing/fakeWorkers'));
vi.mock('./whenIdle', () => ({ whenIdle: () => Promise.resolve() }));

const TEST = { loss: 0.2, accuracy: 0.9217, reviews: 25_000, seconds: 9 };
const description: ModelDescription = smallBundle('own', { name: 'Comes along', test: TEST });
const setItem = vi.fn();
const importArchive = vi.fn(async () => description);
let served: Gate<Response>;
let fetched: string[];

beforeEach(() => {
  setState(INITIAL_STATE, true);
  importArchive.mockClear();
  setItem.mockClear();
  served = createGate<Response>();
  fetched = [];
  vi.stubGlobal('document', { baseURI: 'http://site/folder/' });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', { getItem: () => null, setItem });
  vi.stubGlobal('fetch', (url: URL) => {
    fetched.push(url.href);
    return served.promise;
  });
  fakes.store = memoryStore(new Map());
  fakes.training = { importArchive, importModel: async () => {}, wordMap: () => new Promise(() => {}) };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const zip = (): Response => new Response(Uint8Array.of(80, 75, 3, 4));

it('answers where there is no model, and is said to be what it is', async () => {
  served.open(zip());
  await loadPretrained();
  const { model, test, keepTask, keepTrouble, startFrom } = getState();
  expect(fetched).toHaveLength(1);
  expect(fetched[0]).toMatch(/^http:\/\/site\/.*models\/pretrained\.zip$/);
  expect(importArchive).toHaveBeenCalledWith(Uint8Array.of(80, 75, 3, 4), 'models/pretrained.zip', 'auto');
  expect(model).toMatchObject({ name: 'Comes along', isPretrained: true });
  expect({ test: test.kind, keepTask, keepTrouble, startFrom }).toEqual({
    test: 'done',
    keepTask: null,
    keepTrouble: null,
    startFrom: 'new',
  });
  expect(describePretrained(model!)).toBe(
    'Comes along, Tutorial (as published), right on 92.2% of 25,000 test reviews',
  );
});

it('is neither saved nor remembered by itself', async () => {
  const saveModel = vi.fn();
  fakes.store.saveModel = saveModel;
  served.open(zip());
  await loadPretrained();
  expect(saveModel).not.toHaveBeenCalled();
  expect(setItem).not.toHaveBeenCalled();
});

it('can be saved under a name', async () => {
  const saved = new Map<string, ReturnType<typeof smallBundle>>();
  fakes.store = memoryStore(saved);
  fakes.training.exportModel = async () => smallBundle('copy');
  served.open(zip());
  await loadPretrained();
  expect(await saveCurrent('Mine')).toBe(true);
  expect(saved.get('copy')?.meta.name).toBe('Mine');
});

it.each([
  { title: 'a model', state: { model: { ...infoOf('Own') } } },
  { title: 'a model on its way', state: { isModelLoading: true } },
  { title: 'a run', state: { training: { kind: 'preparing', progress: null } as const } },
])('is not asked for where there is $title', async ({ state }) => {
  setState(state);
  await loadPretrained();
  expect(fetched).toEqual([]);
});

it('gives way to what came during its download', async () => {
  const loading = loadPretrained();
  await settle();
  setState({ training: { kind: 'preparing', progress: null } });
  served.open(zip());
  await loading;
  expect(fetched).toHaveLength(1);
  expect(importArchive).not.toHaveBeenCalled();
  expect(getState().model).toBeNull();
});

it('gives way to a model that was loaded while the worker read it', async () => {
  const reading = createGate<ModelDescription>();
  importArchive.mockImplementationOnce(() => reading.promise);
  served.open(zip());
  const loading = loadPretrained();
  await settle();
  await adoptModel(smallBundle('mine'));
  reading.open(description);
  await loading;
  expect(importArchive).toHaveBeenCalledOnce();
  expect(getState().model?.name).toBe('Model mine');
  expect(getState().model?.isPretrained).toBeUndefined();
});

it.each([
  { title: 'is missing', answer: () => new Response(null, { status: 404 }) },
  {
    title: 'is the page itself',
    answer: () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html;charset=utf-8' } }),
  },
  { title: 'is too large', answer: () => new Response('', { headers: { 'Content-Length': '512000001' } }) },
])('a file that $title is passed over in silence', async ({ answer }) => {
  served.open(answer());
  await loadPretrained();
  expect(importArchive).not.toHaveBeenCalled();
  expectAsBefore();
});

it('no connection is no trouble', async () => {
  served.fail(new TypeError('Failed to fetch'));
  await loadPretrained();
  expectAsBefore();
});

it('a damaged file is no trouble', async () => {
  importArchive.mockRejectedValueOnce(new VerdictError('bad-archive', 'It is damaged.'));
  served.open(zip());
  await loadPretrained();
  expect(importArchive).toHaveBeenCalledOnce();
  expectAsBefore();
});

function expectAsBefore(): void {
  expect(getState()).toEqual(INITIAL_STATE);
}

function infoOf(name: string): NonNullable<ReturnType<typeof getState>['model']> {
  const { settings, datasetTitle, history } = smallBundle(name).meta;
  return { name, settings, datasetTitle, vocabulary: 'good', history };
}
