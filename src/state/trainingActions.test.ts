/** A run whose result overtakes its events. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { DataClient, TrainingClient } from '../clients';
import type { DatasetInfo, EpochMetrics, Prediction, PreparedData, RunResult } from '../types';
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
    Promise.resolve({ settings, vocabulary: 'good\nbad', datasetTitle: 'Films' } as PreparedData),
};
const training: Partial<TrainingClient> = {
  summary: () => Promise.resolve([]),
  untrainedMap: () => Promise.resolve({ x: new Float32Array(1), y: new Float32Array(1) }),
  predict: () => Promise.resolve({ label: 1 } as Prediction),
  train: () => Promise.resolve({ outcome: 'finished', epochs: [EPOCH], seconds: 1 } as RunResult),
};

vi.mock('./workers', () => ({
  dataWorker: () => Promise.resolve(data),
  trainingWorker: () => Promise.resolve(training),
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
