import { describe, expect, it } from 'vitest';
import type { BatchMetrics, RunResult, TrainingPhase } from '../types';
import type { TrainingStatus } from './status';
import { describeStatus, roundSpeed, statusKey, type StatusFacts } from './statusText';

const latest: BatchMetrics = {
  epoch: 2,
  batch: 10,
  numBatches: 30,
  loss: 0.5,
  accuracy: 0.8,
  reviewsPerSecond: 3412,
  msPerReview: 0.29,
  secondsLeft: 118,
};

const run = (
  phase: TrainingPhase,
  change: Partial<Extract<TrainingStatus, { kind: 'running' }>> = {},
): TrainingStatus => ({
  kind: 'running',
  phase,
  epochsBefore: 0,
  numEpochs: 12,
  latest,
  validation: null,
  ...change,
});

const facts = (training: TrainingStatus, change: Partial<StatusFacts> = {}): StatusFacts => ({
  data: { kind: 'closed' },
  training,
  model: null,
  isModelLoading: false,
  ...change,
});

const result: RunResult = {
  outcome: 'stopped',
  epochs: [{ epoch: 1, loss: 0.5, accuracy: 0.81, valLoss: 0.6, valAccuracy: 0.745, seconds: 3 }],
  backend: { name: 'cpu', title: 'CPU', reason: '', renderer: '', isSoftware: false },
  seconds: 4.25,
  memory: { tensors: 1, bytes: 4 },
};

describe('describeStatus', () => {
  it('says what a run does, how fast, and how long it still takes', () => {
    expect(describeStatus(facts(run('training')))).toBe(
      'Training epoch 2 of 12, 3,400 reviews per second, about 2 minutes left.',
    );
    expect(describeStatus(facts(run('paused')))).toMatch(/^Paused in epoch 2 of 12/);
    expect(describeStatus(facts(run('stopping')))).toMatch(/^Stopping/);
    expect(describeStatus(facts(run('starting', { latest: null })))).toBe('Setting up the network.');
    expect(
      describeStatus(facts(run('validating', { validation: { done: 1, total: 2, secondsLeft: 30 } }))),
    ).toMatch(/epoch 2 of 12 .*about 30 seconds left/);
  });

  it('claims no speed and no time before there is a measurement', () => {
    const text = describeStatus(facts(run('training', { latest: { ...latest, secondsLeft: null } })));
    expect(text).not.toMatch(/left/);
    expect(describeStatus(facts(run('training', { latest: null })))).toBe('Training epoch 1 of 12.');
  });

  it('counts on from the epochs of a continued model', () => {
    const text = describeStatus(facts(run('training', { epochsBefore: 5, latest: { ...latest, epoch: 6 } })));
    expect(text).toMatch(/^Training epoch 6 of 17/);
  });

  it('says how a run ended', () => {
    expect(describeStatus(facts({ kind: 'ended', result }))).toBe(
      'Stopped after 1 epoch in 4.3 seconds. Validation accuracy 74.5%.',
    );
    const finished: RunResult = { ...result, outcome: 'finished', epochs: [], seconds: 7200 };
    expect(describeStatus(facts({ kind: 'ended', result: finished }))).toBe(
      'Finished after 0 epochs in 120 minutes.',
    );
  });

  it('says where the data is, before and while a run is prepared', () => {
    const opening: StatusFacts['data'] = {
      kind: 'opening',
      dataset: 'imdb',
      progress: { phase: 'Fetching reviews', done: 3e6, total: 6e6, unit: 'bytes' },
      kept: null,
    };
    const text = 'Fetching reviews: 3.0 MB of 6.0 MB, 50%';
    expect(describeStatus(facts({ kind: 'preparing', progress: null }, { data: opening }))).toBe(text);
    expect(describeStatus(facts({ kind: 'idle' }, { data: opening }))).toBe(text);
  });
});

describe('statusKey', () => {
  it('stays while only figures move, and changes at turning points', () => {
    const moved = run('training', { latest: { ...latest, batch: 11, secondsLeft: 3 } });
    expect(statusKey(facts(moved))).toBe(statusKey(facts(run('training'))));
    const turns = [
      run('paused'),
      run('training', { latest: { ...latest, epoch: 3 } }),
      { kind: 'idle' } as const,
    ];
    for (const turn of turns) expect(statusKey(facts(turn))).not.toBe(statusKey(facts(run('training'))));
  });
});

it('rounds speeds to two figures', () => {
  expect([0, 0.4, 7.6, 93, 3412, 12_649, Number.NaN].map(roundSpeed)).toEqual([0, 0, 8, 93, 3400, 13_000, 0]);
});
