import { beforeEach, describe, expect, it, vi } from 'vitest';
import { VerdictError } from '../errors';
import type { DatasetInfo, TestMetrics } from '../types';
import { adoptModel } from './modelActions';
import { exampleRun } from './runs/testing/exampleRun';
import { getState, INITIAL_STATE, setState } from './store';
import { evaluateOnTest, predictTestReview } from './testActions';
import { createGate, fakes, settle, type Gate } from './testing/fakeWorkers';
import { smallBundle } from './testing/smallBundle';

vi.mock('./workers', () => import('./testing/fakeWorkers'));

const metrics: TestMetrics = { loss: 0.5, accuracy: 0.75, reviews: 2, seconds: 1 };
const info = { id: 'sentences', hash: 'h', numRankedWords: 2 } as DatasetInfo;

let score: Gate<TestMetrics>;
let signal: AbortSignal | undefined;

beforeEach(async () => {
  vi.stubGlobal('history', { replaceState: () => {} });
  setState({ ...INITIAL_STATE, data: { kind: 'open', info } }, true);
  score = createGate();
  fakes.training = {
    importModel: async () => {},
    wordMap: () => new Promise(() => {}),
    evaluate: (_, options) => {
      ({ signal } = options!);
      return score.promise;
    },
  };
  fakes.data = {
    openTest: async () => ({}) as never,
    prepareTest: async () => ({
      ids: Int32Array.of(1, 4, 1, 5),
      offsets: Uint32Array.of(0, 2, 4),
      labels: Uint8Array.of(1, 0),
    }),
    review: async () => ({ words: ['good'] }) as never,
  };
  await adoptModel(smallBundle('a'));
});

const startTraining = (): void => setState({ training: { kind: 'preparing', progress: null } });

describe('the score on the test set', () => {
  it('is that of the current model', async () => {
    const evaluation = evaluateOnTest();
    await settle();
    expect(getState().test.kind).toBe('working');
    score.open(metrics);
    await evaluation;
    expect(getState().test).toEqual({ kind: 'done', metrics });
  });

  it('is recorded for the run that left the model, and for no other', async () => {
    setState({
      model: { ...getState().model!, runId: 'a' },
      runs: { ...getState().runs, list: [exampleRun('a', { test: null }), exampleRun('b', { test: null })] },
    });
    const evaluation = evaluateOnTest();
    await settle();
    score.open(metrics);
    await evaluation;
    expect(getState().runs.list.map(({ test }) => test)).toEqual([metrics, null]);
  });

  it('outlives a name that the model is given meanwhile', async () => {
    const evaluation = evaluateOnTest();
    await settle();
    setState({ model: { ...getState().model!, name: 'Named' } });
    score.open(metrics);
    await evaluation;
    expect(getState().test).toEqual({ kind: 'done', metrics });
  });

  it('is called off when a run starts', async () => {
    const evaluation = evaluateOnTest();
    await settle();
    startTraining();
    expect(signal?.aborted).toBe(true);
    expect(getState().test).toEqual({ kind: 'idle' });
    score.fail(new VerdictError('aborted', 'The evaluation was cancelled.'));
    await evaluation;
    expect(getState().test).toEqual({ kind: 'idle' });
  });

  it.each([
    ['arrives', () => score.open(metrics)],
    ['fails', () => score.fail(new VerdictError('internal', 'Of the model before.'))],
  ])('of the model before never stands for its successor when it %s late', async (_, end) => {
    const evaluation = evaluateOnTest();
    await settle();
    const own = { ...metrics, accuracy: 0.5 };
    await adoptModel(smallBundle('b', { test: own }));
    expect(signal?.aborted).toBe(true);
    end();
    await evaluation;
    expect(getState().test).toEqual({ kind: 'done', metrics: own });
  });

  it('of the model before does not end the evaluation of its successor', async () => {
    const first = evaluateOnTest();
    await settle();
    const late = score;
    score = createGate();
    await adoptModel(smallBundle('b'));
    const second = evaluateOnTest();
    await settle();
    late.fail(new VerdictError('aborted', 'Cancelled.'));
    await first;
    expect(getState().test.kind).toBe('working');
    score.open(metrics);
    await second;
    expect(getState().test).toEqual({ kind: 'done', metrics });
  });

  it('says why when it fails, and is asked for no model', async () => {
    const evaluation = evaluateOnTest();
    score.fail(new VerdictError('internal', 'Broken.'));
    await evaluation;
    expect(getState().test).toEqual({ kind: 'failed', trouble: { code: 'internal', message: 'Broken.' } });
    setState({ model: null });
    await evaluateOnTest();
    expect(getState().test).toMatchObject({ kind: 'failed', trouble: { code: 'no-model' } });
  });
});

describe('the prediction of a test review', () => {
  it('is dropped when another model came meanwhile', async () => {
    const answer = createGate<never>();
    fakes.training.predictReview = () => answer.promise;
    const predicting = predictTestReview(1);
    await settle();
    expect(getState().testReview.kind).toBe('working');
    await adoptModel(smallBundle('b'));
    answer.open({ positive: 0.9, negative: 0.1, label: 1 } as never);
    await predicting;
    expect(getState().testReview).toEqual({ kind: 'idle' });
  });

  it('stands beside the true label', async () => {
    const prediction = { positive: 0.9, negative: 0.1, label: 1 } as never;
    fakes.training.predictReview = async () => prediction;
    await predictTestReview(1);
    expect(getState().testReview).toEqual({
      kind: 'done',
      answer: { index: 1, label: 0, words: ['good'], prediction },
    });
  });
});
