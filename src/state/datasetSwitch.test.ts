/** Datasets that come and go: the actions over workers that answer when the test says so. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { CallOptions, DataClient, TrainingClient } from '../clients';
import { VerdictError } from '../errors';
import type { DatasetId, DatasetInfo, Prediction, SplitInfo } from '../types';
import { cancelOpening, chooseDataset, openDataset } from './dataActions';
import { DEFAULT_SETTINGS } from './settings';
import { chooseStart } from './startFrom';
import type { ModelInfo } from './status';
import { getState, INITIAL_STATE, setState } from './store';
import { cancelEvaluation, evaluateOnTest, predictTestReview } from './testActions';
import { refreshWords } from './wordActions';

const TEST_INFO = { numReviews: 1 } as SplitInfo;
const infoOf = (id: DatasetId): DatasetInfo =>
  ({ id, title: id, hash: id, numRankedWords: 9, testReviews: 1 }) as DatasetInfo;

const never = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const abort = (): void => reject(new VerdictError('aborted', 'Cancelled.'));
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort);
  });

/** Like the worker: opening a dataset drops the test split, and its reviews can be seen only after `openTest`. */
let isTestOpen = false;
const data = {
  open: vi.fn<DataClient['open']>(),
  openTest: vi.fn<DataClient['openTest']>(),
  prepareTest: vi.fn<DataClient['prepareTest']>(),
  words: vi.fn<DataClient['words']>(),
  review: vi.fn<DataClient['review']>(),
};
const training = {
  summary: vi.fn<TrainingClient['summary']>(),
  untrainedMap: vi.fn<TrainingClient['untrainedMap']>(),
  predictReview: vi.fn<TrainingClient['predictReview']>(),
  evaluate: vi.fn<TrainingClient['evaluate']>(),
};

vi.mock('./workers', () => ({
  dataWorker: () => Promise.resolve(data),
  trainingWorker: () => Promise.resolve(training),
}));
const isIdle = vi.hoisted(() => ({ promise: new Promise<void>(() => {}) }));
vi.mock('./whenIdle', () => ({ whenIdle: () => isIdle.promise }));

const modelOf = (dataset: DatasetId): ModelInfo => ({
  name: null,
  settings: { ...DEFAULT_SETTINGS, dataset },
  datasetTitle: dataset,
  vocabulary: 'good',
  history: [],
});

beforeEach(() => {
  vi.stubGlobal('history', { state: null, replaceState: () => undefined });
  vi.resetAllMocks();
  isTestOpen = false;
  isIdle.promise = new Promise(() => {});
  setState(INITIAL_STATE);
  data.open.mockImplementation((id) => {
    isTestOpen = false;
    return Promise.resolve(infoOf(id));
  });
  data.openTest.mockImplementation(() => {
    isTestOpen = true;
    return Promise.resolve(TEST_INFO);
  });
  data.words.mockResolvedValue('<PAD>\n<START>');
  data.prepareTest.mockImplementation(() =>
    Promise.resolve({
      ids: Int32Array.of(1, 4),
      offsets: Uint32Array.of(0, 2),
      labels: Uint8Array.of(1),
    }),
  );
  data.review.mockImplementation(() =>
    isTestOpen
      ? Promise.resolve({ words: ['<START>', 'good'] } as Awaited<ReturnType<DataClient['review']>>)
      : Promise.reject(new VerdictError('no-data', 'The test reviews are not loaded yet.')),
  );
  training.summary.mockResolvedValue([]);
  training.untrainedMap.mockResolvedValue({ x: new Float32Array(2), y: new Float32Array(2) });
  training.predictReview.mockResolvedValue({ label: 1, negative: 0.1, positive: 0.9 } as Prediction);
});

test('after another dataset failed, the one still held opens at once', async () => {
  chooseDataset('sentences');
  await openDataset('sentences');
  data.open.mockRejectedValue(new VerdictError('offline', 'The connection broke.'));
  chooseDataset('imdb');
  await expect(openDataset('imdb')).rejects.toThrow('The connection broke.');
  expect(getState().data).toMatchObject({ kind: 'failed', dataset: 'imdb', kept: { id: 'sentences' } });
  data.open.mockClear();
  chooseDataset('sentences');
  expect(getState().data).toMatchObject({ kind: 'open', info: { id: 'sentences' } });
  expect(getState().settings.dataset).toBe('sentences');
  expect(data.open).not.toHaveBeenCalled();
});

test('choosing the held one again gives up what is opening', async () => {
  await openDataset('sentences');
  data.open.mockImplementation((_, options) => never(options?.signal));
  const opening = openDataset('imdb').catch(() => 'given up');
  expect(await openDataset('sentences')).toMatchObject({ id: 'sentences' });
  expect(await opening).toBe('given up');
  expect(getState().data).toMatchObject({ kind: 'open', info: { id: 'sentences' } });
});

test('cancelling goes back to the held one, its name in the settings included', async () => {
  await openDataset('sentences');
  data.open.mockImplementation((_, options) => never(options?.signal));
  chooseDataset('imdb');
  const opening = openDataset('imdb').catch(() => 'given up');
  await Promise.resolve();
  cancelOpening();
  expect(await opening).toBe('given up');
  expect(getState().data).toMatchObject({ kind: 'open', info: { id: 'sentences' } });
  expect(getState().settings.dataset).toBe('sentences');
});

test('the test reviews follow when the page is idle; their trouble is nobody’s yet', async () => {
  isIdle.promise = Promise.resolve();
  data.openTest.mockRejectedValue(new VerdictError('offline', 'The connection broke.'));
  await openDataset('sentences');
  await vi.waitFor(() => expect(data.openTest).toHaveBeenCalledTimes(1));
  expect(getState().data.kind).toBe('open');
  expect(getState().test.kind).toBe('idle');
});

test('going on from a model of another dataset opens that one', async () => {
  await openDataset('sentences');
  setState({ model: modelOf('imdb') });
  chooseStart('current');
  expect(getState().startFrom).toBe('current');
  await vi.waitFor(() => expect(getState().data).toMatchObject({ kind: 'open', info: { id: 'imdb' } }));
});

test('a test review is predicted again after another dataset was open', async () => {
  setState({ model: modelOf('sentences') });
  await openDataset('sentences');
  await predictTestReview(0);
  expect(getState().testReview.kind).toBe('done');
  await openDataset('imdb');
  await predictTestReview(0);
  expect(getState().testReview).toMatchObject({ kind: 'done', answer: { label: 1 } });
});

test('an evaluation can be cancelled and leaves no trouble behind', async () => {
  setState({ model: modelOf('sentences') });
  await openDataset('sentences');
  data.openTest.mockImplementation((options?: CallOptions) => never(options?.signal));
  const evaluating = evaluateOnTest();
  await vi.waitFor(() => expect(data.openTest).toHaveBeenCalled());
  expect(getState().test.kind).toBe('working');
  cancelEvaluation();
  await evaluating;
  expect(getState().test.kind).toBe('idle');
});

test('trouble with the words is not the network’s, and a retry clears it', async () => {
  data.words.mockRejectedValueOnce(new VerdictError('internal', 'The worker broke down.'));
  await openDataset('sentences');
  await vi.waitFor(() => expect(getState().wordsTrouble?.message).toBe('The worker broke down.'));
  expect(getState().networkTrouble).toBeNull();
  await refreshWords();
  expect(getState().wordsTrouble).toBeNull();
  expect(getState().words).toBe('<PAD>\n<START>');
});
