import { expect, it } from 'vitest';
import type { RunResult } from '../types';
import { evaluationOf, reportOf } from './report';
import { DEFAULT_SETTINGS } from './settings';
import { INITIAL_STATE } from './store';

const result: RunResult = {
  outcome: 'finished',
  epochs: [{ epoch: 1, loss: 0.5, accuracy: 0.8, valLoss: null, valAccuracy: null, seconds: 3 }],
  backend: { name: 'wasm', title: 'WASM', reason: '', renderer: '', isSoftware: false },
  seconds: 4,
  memory: { tensors: 21, bytes: 1234 },
};

it('reports nothing before a run has ended', () => {
  expect(reportOf(INITIAL_STATE)).toBeNull();
});

it('reports the settings that the run had, whatever was changed since', () => {
  const runSettings = { ...DEFAULT_SETTINGS, seed: 42 };
  const report = reportOf({ ...INITIAL_STATE, result, runSettings, settings: DEFAULT_SETTINGS });
  expect(report).toEqual({
    ...result,
    settings: runSettings,
    test: null,
    numParams: null,
    preparationSeconds: null,
  });
});

it('adds the test score once there is one', () => {
  const metrics = { loss: 0.4, accuracy: 0.85, reviews: 600, seconds: 1 };
  const state = {
    ...INITIAL_STATE,
    result,
    runSettings: DEFAULT_SETTINGS,
    test: { kind: 'done', metrics } as const,
  };
  expect(reportOf(state)?.test).toEqual(metrics);
});

it('keeps single answers out of the report, and evaluates them when it is asked to', () => {
  const answers = {
    scores: Float32Array.of(2, -1, 0.5, -3),
    labels: Uint8Array.of(1, 0, 0, 0),
    numWords: Int32Array.of(3, 4, 5, 6),
  };
  const metrics = { loss: 0.4, accuracy: 0.75, reviews: 4, seconds: 1, answers };
  const settings = DEFAULT_SETTINGS;
  const state = {
    ...INITIAL_STATE,
    model: { name: null, settings, datasetTitle: '', vocabulary: '', history: [] },
    result: { ...result, temperature: 2, validation: answers },
    runSettings: settings,
    test: { kind: 'done', metrics } as const,
  };
  expect(reportOf(state)?.test).toEqual({ loss: 0.4, accuracy: 0.75, reviews: 4, seconds: 1 });
  const evaluation = evaluationOf(state);
  expect(evaluation).toMatchObject({ temperature: 2, test: { accuracy: { value: 0.75 } } });
  expect(evaluation?.validation).toEqual(evaluation?.test);
  expect(evaluationOf(INITIAL_STATE)).toBeNull();
});
