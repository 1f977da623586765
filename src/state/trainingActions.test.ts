/** A run whose result overtakes its events. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { DataClient, TrainingClient } from '../clients';
import type { DatasetInfo, EpochMetrics, LayerSummary, Prediction, PreparedData, RunResult } from '../types';
import { getState, INITIAL_STATE, setState } from './store';
import { startTraining } from './trainingActions';

const EPOCH: EpochMetrics = {
  epoch: 1,
  loss: 0.6,
  accuracy: 0.7,
  valLoss: 0.65,
  valAccuracy: 0.65,
  seconds: 1,
};

const data: Partial<DataClient> = {
  open: (id) => Promise.resolve({ id, hash: id, numRankedWords: 9 } as DatasetInfo),
  openTest: () => new Promise(() => {}),
  words: () => Promise.resolve('<PAD>'),
  prepare: (settings) =>
    Promise.resolve({
      settings,
      vocabulary: 'good\nbad',
      datasetTitle: 'Films',
      datasetHash: '00ff',
    } as PreparedData),
};
const training: Partial<TrainingClient> = {
  summary: () => Promise.resolve([{ numParams: 40 }, { numParams: 2 }] as LayerSummary[]),
  untrainedMap: () => Promise.resolve({ x: new Float32Array(1), y: new Float32Array(1) }),
  predict: () => Promise.resolve({ label: 1 } as Prediction),
  train: () => Promise.resolve({ outcome: 'finished', epochs: [EPOCH], seconds: 1 } as RunResult),
};

vi.mock('./workers', () => ({
  dataWorker: () => Promise.resolve(data),
  trainingWorker: () => Promise.resolve(training),
  runStore: () => Promise.resolve({ saveRun: () => Promise.resolve([]) }),
  onTrainingEvent: () => undefined,
}));

beforeEach(() => {
  vi.stubGlobal('history', { state: null, replaceState: () => undefined });
  setState(INITIAL_STATE);
});

test('leaves its model and its epochs, whatever the events do', async () => {
  await startTraining();
  const { training: status, model, epochs, mapWords, runSettings } = getState();
  expect(status.kind).toBe('ended');
  expect(model).toMatchObject({ datasetTitle: 'Films', vocabulary: 'good\nbad', history: [EPOCH] });
  expect(epochs).toEqual([EPOCH]);
  expect(mapWords?.split('\n').slice(-2)).toEqual(['good', 'bad']);
  expect(runSettings).toEqual(getState().settings);
});

test('is recorded, and its model belongs to the record', async () => {
  await startTraining();
  const { runs, model, settings } = getState();
  expect(runs.list).toHaveLength(1);
  expect(runs.list[0]).toMatchObject({
    settings,
    datasetTitle: 'Films',
    datasetHash: '00ff',
    outcome: 'finished',
    epochs: [EPOCH],
    seconds: 1,
    numParams: 42,
    test: null,
  });
  expect(model?.runId).toBe(runs.list[0]?.id);
});

test.each(['no whole epoch', 'a failure'])('is not recorded with %s', async (end) => {
  const { train } = training;
  training.train = () =>
    end === 'a failure'
      ? Promise.reject(new Error('Broken.'))
      : Promise.resolve({ outcome: 'stopped', epochs: [], seconds: 1 } as unknown as RunResult);
  await startTraining();
  training.train = train!;
  expect(getState().runs.list).toEqual([]);
  expect(getState().model?.runId).toBeUndefined();
});

test.each([
  { startFrom: 'new', expected: 'cooccurrence' },
  { startFrom: 'current', expected: 'random' },
] as const)('from $startFrom weights has vectors made only where they are used', async (start) => {
  await startTraining();
  setState(({ settings }) => ({
    startFrom: start.startFrom,
    settings: { ...settings, embeddingStart: 'cooccurrence' },
  }));
  const prepare = vi.spyOn(data as DataClient, 'prepare');
  await startTraining();
  expect(prepare.mock.calls[0]?.[0].embeddingStart).toBe(start.expected);
  expect(getState().runSettings?.embeddingStart).toBe('cooccurrence');
  prepare.mockRestore();
});
