import { describe, expect, it } from 'vitest';
import type { BatchMetrics } from '../types';
import { figuresOf, type Figures } from './runFigures';
import type { TrainingStatus } from './status';

const latest: BatchMetrics = {
  epoch: 2,
  batch: 3,
  numBatches: 4,
  loss: 0.5,
  accuracy: 0.75,
  reviewsPerSecond: 1234,
  msPerReview: 0.81,
  secondsLeft: 65,
};

type Running = Extract<TrainingStatus, { kind: 'running' }>;

const running = (changed: Partial<Running>): Running => ({
  kind: 'running',
  phase: 'training',
  epochsBefore: 0,
  numEpochs: 3,
  latest,
  validation: null,
  ...changed,
});

const figures = (training: TrainingStatus): Figures => figuresOf(training, latest, 3);

describe('figuresOf', () => {
  it('a run in the middle of an epoch', () => {
    expect(figures(running({ latest: { ...latest, batch: 1 } }))).toEqual({
      epochLabel: 'This epoch',
      epoch: '2 of 3',
      speed: '1,200',
      cost: '0.81',
      time: { name: 'Time left', value: '1:05' },
      epochShare: 0.5,
      runShare: 0.5,
    });
  });

  it('the first bar and its label are about the same thing, a pause included', () => {
    const validation = { done: 30, total: 120, secondsLeft: 10 };
    for (const phase of ['validating', 'paused', 'stopping'] as const) {
      expect(figures(running({ phase, validation }))).toMatchObject({
        epochLabel: 'Validation',
        epochShare: 0.25,
        time: { name: 'Time left', value: '0:10' },
      });
    }
    expect(figures(running({ phase: 'validating' }))).toMatchObject({
      epochLabel: 'Validation',
      epochShare: 0,
    });
    expect(figures(running({ phase: 'paused' }))).toMatchObject({
      epochLabel: 'This epoch',
      epochShare: 1,
    });
  });
});
