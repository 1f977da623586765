import { describe, expect, it } from 'vitest';
import type {
  BackendReport,
  BatchMetrics,
  EpochMetrics,
  RunResult,
  TrainingEvent,
  WordMapUpdate,
} from '../types';
import { applyEvents, runProgress, type RunState } from './runState';

const running: RunState = {
  training: {
    kind: 'running',
    phase: 'starting',
    epochsBefore: 0,
    numEpochs: 3,
    latest: null,
    validation: null,
  },
  backend: null,
  batches: [],
  epochs: [],
  wordMap: null,
  snapshots: [],
  warnings: [],
};

const backend: BackendReport = { name: 'wasm', title: 'WASM', reason: 'r', renderer: '', isSoftware: false };

const batch = (epoch: number, index: number): BatchMetrics => ({
  epoch,
  batch: index,
  numBatches: 4,
  loss: 0.7 - 0.01 * index,
  accuracy: 0.5 + 0.02 * index,
  reviewsPerSecond: 900,
  msPerReview: 1.1,
  secondsLeft: 30,
});

const metrics: EpochMetrics = {
  epoch: 1,
  loss: 0.6,
  accuracy: 0.7,
  valLoss: 0.65,
  valAccuracy: 0.68,
  seconds: 2,
};

describe('applyEvents', () => {
  it('drops what was trained after the epoch from which a run goes on elsewhere', () => {
    const state = applyEvents({ ...running, epochs: [metrics] }, [
      { type: 'batches', batches: [batch(1, 3), batch(2, 0)] },
      { type: 'recovered', epoch: 1, message: 'Device lost.' },
      { type: 'batches', batches: [batch(2, 0), batch(2, 1)] },
    ]);
    expect(state.batches).toEqual([batch(1, 3), batch(2, 0), batch(2, 1)]);
    expect(state.epochs).toEqual([metrics]);
    expect(state.warnings).toEqual(['Device lost.']);
    const fromTheStart = applyEvents(state, [{ type: 'recovered', epoch: 0, message: 'Again.' }]);
    expect(fromTheStart).toMatchObject({ batches: [], epochs: [], warnings: ['Device lost.', 'Again.'] });
    expect(fromTheStart.training).toMatchObject({ kind: 'running', latest: null });
  });

  it('follows a run from its start to its first epoch', () => {
    const update = {
      x: new Float32Array(1),
      y: new Float32Array(1),
      scores: new Float32Array(1),
      explained: [0.4, 0.1],
      step: 4,
    } satisfies WordMapUpdate;
    const events: TrainingEvent[] = [
      { type: 'backend', report: backend },
      { type: 'phase', phase: 'training' },
      { type: 'batches', batches: [batch(1, 0), batch(1, 1)] },
      { type: 'batches', batches: [batch(1, 2), batch(1, 3)] },
      { type: 'wordMap', update },
      { type: 'phase', phase: 'validating' },
      { type: 'validating', done: 10, total: 20, secondsLeft: 9 },
      { type: 'epoch', metrics, isBest: true, savedId: 'a' },
      { type: 'warning', message: 'storage is full' },
      { type: 'warning', message: 'storage is full' },
    ];
    const state = applyEvents(running, events);
    expect(state.training).toMatchObject({
      kind: 'running',
      phase: 'validating',
      latest: { batch: 3 },
      validation: { done: 10, total: 20 },
    });
    expect(state.batches.map((each) => each.batch)).toEqual([0, 1, 2, 3]);
    expect(state).toMatchObject({
      backend,
      epochs: [metrics],
      wordMap: update,
      warnings: ['storage is full'],
    });
  });

  it('never changes the snapshot that is shown', () => {
    const frozen = Object.freeze({ ...running, batches: Object.freeze([]) as unknown as BatchMetrics[] });
    const next = applyEvents(frozen, [{ type: 'batches', batches: [batch(1, 0)] }]);
    expect(frozen.batches).toHaveLength(0);
    expect(next.batches).toHaveLength(1);
  });

  it('keeps arrays as they are when nothing was added, so that charts need not draw', () => {
    const next = applyEvents(running, [{ type: 'phase', phase: 'paused' }]);
    expect(next.batches).toBe(running.batches);
    expect(next.epochs).toBe(running.epochs);
  });

  it('lets late events no longer touch the status of a run that has ended', () => {
    const result: RunResult = {
      outcome: 'finished',
      epochs: [],
      backend,
      seconds: 1,
      memory: { tensors: 1, bytes: 4 },
    };
    const ended: RunState = { ...running, training: { kind: 'ended', result } };
    const next = applyEvents(ended, [
      { type: 'phase', phase: 'training' },
      { type: 'batches', batches: [batch(1, 0)] },
      { type: 'validating', done: 1, total: 2, secondsLeft: null },
    ]);
    expect(next.training).toBe(ended.training);
  });

  it('keeps one row per epoch when the run’s end was faster than the event', () => {
    const state = applyEvents({ ...running, epochs: [metrics] }, [
      { type: 'epoch', metrics: { ...metrics }, isBest: false, savedId: null },
      { type: 'epoch', metrics: { ...metrics, epoch: 2 }, isBest: false, savedId: null },
    ]);
    expect(state.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('ends validation when the next epoch’s batches come', () => {
    const state = applyEvents(running, [
      { type: 'validating', done: 20, total: 20, secondsLeft: 5 },
      { type: 'batches', batches: [batch(2, 0)] },
    ]);
    expect(state.training).toMatchObject({ validation: null, latest: { epoch: 2 } });
  });
});

function at(events: TrainingEvent[], epochsBefore = 0): ReturnType<typeof runProgress> {
  const training = { ...running.training, epochsBefore } as RunState['training'];
  const after = applyEvents({ ...running, training }, events).training;
  if (after.kind !== 'running') throw new Error('not running');
  return runProgress(after);
}

describe('runProgress', () => {
  it('starts at nothing', () => {
    expect(at([])).toEqual({ epoch: 0, run: 0, epochNumber: 1 });
    expect(at([], 5).epochNumber).toBe(6);
  });

  it('counts batches within the epoch and epochs within the run', () => {
    const { epoch, run, epochNumber } = at([{ type: 'batches', batches: [batch(2, 1)] }]);
    expect(epoch).toBeCloseTo(2 / 4, 12);
    expect(run).toBeCloseTo(1.5 / 3, 12);
    expect(epochNumber).toBe(2);
  });

  it('counts from the epochs that a continued model brings', () => {
    const { run, epochNumber } = at([{ type: 'batches', batches: [batch(7, 3)] }], 5);
    expect(run).toBeCloseTo(2 / 3, 12);
    expect(epochNumber).toBe(7);
  });

  it('is not complete before the last epoch is validated', () => {
    const events: TrainingEvent[] = [
      { type: 'batches', batches: [batch(3, 3)] },
      { type: 'validating', done: 1, total: 9, secondsLeft: 1 },
    ];
    expect(at(events).run).toBeLessThan(1);
  });
});
