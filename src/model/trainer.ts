/**
 * The training loop: epochs of shuffled batches, validation after each, figures on the way.
 *
 * In: a network, prepared reviews, settings. Out: events while it runs and the metrics of every epoch that
 * was completed. It yields between batches, so predictions are answered and it can be paused and stopped;
 * it uses no timers and no animation frames, so it goes on in a hidden tab.
 */
import type { BatchMetrics, EpochMetrics, PreparedData, Settings, TrainingEvent } from '../types';
import {
  countPositions,
  epochBatches,
  evaluationBatches,
  makeBatch,
  numReviews,
  type BatchOptions,
} from '../data/batches';
import { EVALUATION_BATCH_SIZE, evaluationOf, scoreReviews } from './evaluate';
import type { Network } from './network';
import type { RunControl } from './pacing';
import { adversarialAt, rateFactor } from './schedule';
import { Speed } from './speed';
import { weightsSnapshot } from './weightStats';
import { FULL_MAP_BUDGET_MS, type WordMapper } from './wordMap';
import { wordSnapshot } from './wordSnapshot';

export interface TrainerOptions {
  network: Network;
  data: PreparedData;
  settings: Settings;
  /** How many epochs to train. */
  numEpochs: number;
  /** Epochs and optimiser steps that the weights have behind them; 0 for new weights. */
  epochsBefore: number;
  stepsBefore: number;
  control: RunControl;
  mapper: WordMapper;
  emit: (event: TrainingEvent) => void;
  /** What the whole model says of the validation reviews, from what the network says; the same unless told. */
  refine?: (scores: Float32Array) => Float32Array;
  /** Called after each epoch's validation, before the next epoch starts; true ends the run. */
  onEpoch: (metrics: EpochMetrics) => Promise<boolean>;
}

export interface TrainerResult {
  outcome: 'finished' | 'stopped';
  steps: number;
}

/** Metrics are handed on at most this often. */
const EMIT_EVERY_MS = 250;
/** The gradients' norms are taken every so many batches, where these are slow more often: a percent of the time at most. */
const NORMS_EVERY = 10;
const NORMS_EVERY_MS = 500;
/** Time granted for scoring words in one refresh of the map: before training, which is not to wait, and during it. */
const MAP_BUDGET_MS = { first: 20, training: 120 } as const;
/** Likewise after an epoch, of whose time it is this share at most, but for the briefest epochs. */
const SNAPSHOT_SHARE = 0.02;
const snapshotBudget = (epochMs: number): number =>
  Math.min(MAP_BUDGET_MS.training, Math.max(MAP_BUDGET_MS.first, SNAPSHOT_SHARE * epochMs));

export async function runTraining(options: TrainerOptions): Promise<TrainerResult> {
  const run = new TrainingRun(options);
  return run.run();
}

class TrainingRun {
  private readonly speed = new Speed();
  private readonly batchOptions: BatchOptions;
  private readonly validationPositions: number;
  private steps: number;
  private phase: 'training' | 'validating' = 'training';
  private pausedMs = 0;
  private pending: BatchMetrics[] = [];
  private lastEmit = 0;
  private lastNorms = 0;

  constructor(private readonly o: TrainerOptions) {
    this.batchOptions = o.settings;
    this.steps = o.stepsBefore;
    const { validation } = o.data;
    this.validationPositions = countPositions(
      validation,
      evaluationBatches(validation, EVALUATION_BATCH_SIZE),
      this.batchOptions,
    );
  }

  async run(): Promise<TrainerResult> {
    const { numEpochs, epochsBefore, control } = this.o;
    const lastEpoch = epochsBefore + numEpochs;
    let epochsDone = 0;
    let hasEnded = false;
    // First of all: the page takes this as the start of the new model, and drops what came before it.
    this.enter('training');
    await this.takeSnapshot(epochsBefore, MAP_BUDGET_MS.first);
    for (let epoch = epochsBefore + 1; epoch <= lastEpoch && !hasEnded && !control.isStopped; epoch++) {
      const start = performance.now();
      this.pausedMs = 0;
      const epochsLeft = lastEpoch - epoch;
      const training = await this.trainEpoch(epoch, epochsLeft);
      if (training === null) break;
      const validation = await this.validate(epochsLeft, training.positions);
      if (control.isStopped) break;
      epochsDone++;
      hasEnded = await this.o.onEpoch({
        epoch,
        loss: training.loss,
        accuracy: training.accuracy,
        valLoss: validation?.loss ?? null,
        valAccuracy: validation?.accuracy ?? null,
        seconds: (performance.now() - start - this.pausedMs) / 1000,
      });
      await this.takeSnapshot(epoch, snapshotBudget(performance.now() - start));
    }
    const outcome = epochsDone === numEpochs || hasEnded ? 'finished' : 'stopped';
    // Who stops a run does not want to wait for words to be scored.
    if (!control.isAbandoned) await this.updateMap(control.isStopped ? 0 : FULL_MAP_BUDGET_MS);
    return { outcome, steps: this.steps };
  }

  /** Null when stopped. */
  private async trainEpoch(
    epoch: number,
    epochsLeft: number,
  ): Promise<{ loss: number; accuracy: number; positions: number } | null> {
    const { data, settings, network } = this.o;
    this.enter('training');
    const batches = epochBatches(data.training, {
      batchSize: settings.batchSize,
      seed: settings.seed,
      epoch,
      readout: settings.readout,
      pooling: settings.pooling,
    });
    const epochPositions = countPositions(data.training, batches, this.batchOptions);
    let positionsDone = 0;
    let lossSum = 0;
    let correct = 0;
    let reviews = 0;
    for (const [index, indices] of batches.entries()) {
      await this.pauseHere();
      if (this.o.control.isStopped) break;
      const start = performance.now();
      const batch = makeBatch(data.training, indices, this.batchOptions);
      const wantsNorms = index % NORMS_EVERY === 0 || start - this.lastNorms >= NORMS_EVERY_MS;
      if (wantsNorms) this.lastNorms = start;
      const done = 1 - (epochsLeft + 1 - index / batches.length) / settings.epochs;
      const result = await network.trainBatch(batch, {
        seed: settings.seed,
        step: this.steps,
        learningRate: settings.learningRate * rateFactor(settings.schedule, done),
        adversarial: adversarialAt(settings.adversarial, done),
        wantsNorms,
      });
      this.steps++;
      this.speed.addBatch(performance.now() - start, batch.size * batch.steps, batch.size);
      lossSum += result.loss * batch.size;
      correct += result.numCorrect;
      reviews += batch.size;
      positionsDone += batch.size * batch.steps;
      this.report({
        epoch,
        batch: index,
        numBatches: batches.length,
        loss: result.loss,
        accuracy: result.numCorrect / batch.size,
        ...(result.gradientNorms === undefined ? {} : { gradientNorms: result.gradientNorms }),
        reviewsPerSecond: this.speed.reviewsPerSecond,
        msPerReview: this.speed.msPerReview,
        secondsLeft: this.speed.secondsFor(
          epochPositions - positionsDone + epochsLeft * epochPositions,
          (epochsLeft + 1) * this.validationPositions,
        ),
      });
      if (this.o.mapper.isDue(performance.now())) await this.updateMap(MAP_BUDGET_MS.training);
    }
    this.flush();
    if (this.o.control.isStopped) return null;
    return { loss: lossSum / reviews, accuracy: correct / reviews, positions: epochPositions };
  }

  private async validate(
    epochsLeft: number,
    epochPositions: number,
  ): Promise<{ loss: number; accuracy: number } | null> {
    const { data, network, emit } = this.o;
    const total = numReviews(data.validation);
    if (total === 0) return null;
    this.enter('validating');
    const start = performance.now();
    const pausedBefore = this.pausedMs;
    const elapsed = (): number => performance.now() - start - (this.pausedMs - pausedBefore);
    const scores = await scoreReviews(network, data.validation, this.batchOptions, async (done) => {
      await this.pauseHere();
      // Reviews come in order of length, so the share of reviews done overstates the share of work done.
      const rest = this.speed.secondsFor(
        epochsLeft * epochPositions,
        (epochsLeft + 1) * this.validationPositions,
      );
      const secondsLeft = rest === null ? null : Math.max(0, rest - elapsed() / 1000);
      emit({ type: 'validating', done, total, secondsLeft });
      return !this.o.control.isStopped;
    });
    if (scores === null) return null;
    this.speed.addValidation(elapsed(), this.validationPositions);
    return evaluationOf(this.o.refine?.(scores) ?? scores, data.validation);
  }

  private async pauseHere(): Promise<void> {
    const { control, emit } = this.o;
    this.pausedMs += await control.checkpoint(
      () => {
        this.flush();
        emit({ type: 'phase', phase: 'paused' });
      },
      () => emit({ type: 'phase', phase: this.phase }),
    );
  }

  private enter(phase: 'training' | 'validating'): void {
    this.phase = phase;
    if (this.o.control.isStopped) return;
    this.o.emit({ type: 'phase', phase });
  }

  private async updateMap(budgetMs: number): Promise<void> {
    const { mapper, network, control, emit } = this.o;
    const update = await mapper.update(network, this.steps, budgetMs, () => control.isStopped);
    emit({ type: 'wordMap', update });
  }

  /** @param epoch epochs that the weights have behind them */
  private async takeSnapshot(epoch: number, budgetMs: number): Promise<void> {
    const { mapper, control, network, emit } = this.o;
    if (control.isStopped) return;
    // Epochs may be shorter than the pause between two maps, which the page has to draw.
    const scores = await mapper.refreshScores(network, budgetMs, () => control.isStopped);
    const words = await wordSnapshot(network, epoch, scores);
    emit({ type: 'snapshot', words, weights: await weightsSnapshot(network, epoch) });
  }

  private report(metrics: BatchMetrics): void {
    this.pending.push(metrics);
    if (performance.now() - this.lastEmit >= EMIT_EVERY_MS) this.flush();
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    this.o.emit({ type: 'batches', batches: this.pending });
    this.pending = [];
    this.lastEmit = performance.now();
  }
}
