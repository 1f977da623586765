/** What is chosen on the map, and UMAP, which runs when told to and can be stopped. */
import { beforeEach, expect, it, vi } from 'vitest';
import { VerdictError } from '../../errors';
import type { ProjectedWords } from '../../insightTypes';
import { getState, INITIAL_STATE, setState } from '../store';
import { createGate, fakes, settle, type Gate } from '../testing/fakeWorkers';
import { smallBundle } from '../testing/smallBundle';
import { cancelUmap, changeMap, goBack, runUmap, selectWord, togglePin } from './mapActions';
import type { MapState } from './mapState';

vi.mock('../workers', () => import('../testing/fakeWorkers'));

const { settings } = smallBundle('a').meta;
const PROJECTED: ProjectedWords = { ids: Int32Array.of(4), axes: [], axisTitles: [] };
const map = (): MapState => getState().inside.map;

interface Call {
  maxWords: number;
  gate: Gate<ProjectedWords>;
  progress: (done: number) => void;
}
let calls: Call[];

beforeEach(() => {
  calls = [];
  fakes.training = { copyModel: async () => smallBundle('a') };
  fakes.insight = {
    setModel: async () => {},
    wordFacts: async () => ({ words: 'a\nb', scores: new Float32Array(2) }),
    projectWords: async (_kind, maxWords, options) => {
      const gate = createGate<ProjectedWords>();
      const progress = (done: number): void =>
        options?.onProgress?.({ phase: 'Laying out', done, total: 200, unit: 'rounds' });
      calls.push({ maxWords, gate, progress });
      options?.signal?.addEventListener('abort', () => gate.fail(new VerdictError('aborted', 'Stopped.')));
      return gate.promise;
    },
  };
  const model = { name: 'a', settings, datasetTitle: '', vocabulary: 'a\nb', history: [] };
  setState({ ...INITIAL_STATE, settings, model }, true);
});

it('goes back by the words on the way', () => {
  for (const word of ['awful', 'bad', 'bad', 'dull']) selectWord(word);
  expect(map().trail).toEqual(['awful', 'bad']);
  goBack();
  expect(map()).toMatchObject({ selected: 'bad', trail: ['awful'] });
  selectWord(null);
  expect(map()).toMatchObject({ selected: null, trail: [] });
});

it('pins and unpins', () => {
  for (const word of ['awful', 'bad', 'awful']) togglePin(word);
  expect(map().pins).toEqual(['bad']);
});

it('lays the words out, at most 5,000 of them, and tells how far it is', async () => {
  changeMap({ maxWords: Infinity });
  const run = runUmap();
  await settle();
  expect(calls[0]?.maxWords).toBe(5000);
  calls[0]?.progress(50);
  expect(map().umap).toMatchObject({ kind: 'running', progress: { done: 50 } });
  calls[0]?.gate.open(PROJECTED);
  await run;
  expect(map().umap).toEqual({ kind: 'idle' });
  expect(map().umapResult).toEqual({ projected: PROJECTED, maxWords: 5000, version: 0, words: 'a\nb' });
});

it('keeps the last layout when it is stopped, without a word of trouble', async () => {
  const first = runUmap();
  await settle();
  calls[0]?.gate.open(PROJECTED);
  await first;
  const second = runUmap();
  await settle();
  cancelUmap();
  await second;
  expect(map().umap).toEqual({ kind: 'idle' });
  expect(map().umapResult?.projected).toBe(PROJECTED);
});

it('says why it failed; a run that was overtaken says nothing', async () => {
  const overtaken = runUmap();
  await settle();
  const run = runUmap();
  await settle();
  calls[0]?.progress(199);
  expect(map().umap).toMatchObject({ kind: 'running', progress: null });
  calls[1]?.gate.fail(new VerdictError('internal', 'Out of memory.'));
  await Promise.all([overtaken, run]);
  expect(map().umap).toEqual({ kind: 'failed', trouble: { code: 'internal', message: 'Out of memory.' } });
  expect(map().umapResult).toBeNull();
});
