/**
 * One run from its start to its end, over however many backends it takes: keeps the history and the best
 * epoch. The loop itself is trainer.ts.
 */
import type { EpochMetrics, PreparedData, RunResult, Settings, TrainingEvent } from '../types';
import { saveBestEpoch } from './autosave';
import { fromBundle, toBundle, type CurrentModel, type ModelParts } from './currentModel';
import { newId } from './newId';
import type { RunControl } from './pacing';
import { runTraining } from './trainer';
import { WordMapper } from './wordMap';

export interface RunOptions {
  settings: Settings;
  data: PreparedData;
  /** Epochs that the model has behind it. */
  history: EpochMetrics[];
  emit: (event: TrainingEvent) => void;
  /** Called with the model after each epoch and at the end: what to go back to. */
  onGood: (parts: ModelParts) => void;
}

/** By validation loss; by training loss where nothing is held out. */
const scoreOf = ({ valLoss, loss }: EpochMetrics): number => valLoss ?? loss;

export class Run {
  private readonly startMs = performance.now();
  private readonly epochsBefore: number;
  private readonly autosaveId = newId();
  private bestScore: number;

  constructor(private readonly o: RunOptions) {
    this.epochsBefore = o.history.length;
    this.bestScore = Math.min(...o.history.map(scoreOf));
  }

  /** Trains the epochs that are left on the backend that the model lives on. */
  async attempt(model: CurrentModel, control: RunControl): Promise<RunResult['outcome']> {
    const { settings, data } = this.o;
    const { outcome, steps } = await runTraining({
      network: model.network,
      data,
      settings,
      numEpochs: this.epochsBefore + settings.epochs - model.history.length,
      epochsBefore: model.history.length,
      stepsBefore: model.steps,
      control,
      mapper: new WordMapper(model.network.numWords, settings),
      emit: (event) => {
        if (!control.isAbandoned) this.o.emit(event);
      },
      onEpoch: (metrics) => this.onEpoch(model, metrics, control),
    });
    model.steps = steps;
    if (outcome === 'stopped') this.o.onGood(fromBundle(await toBundle(model, false)));
    return outcome;
  }

  result(model: CurrentModel): Pick<RunResult, 'epochs' | 'seconds' | 'memory'> {
    return {
      epochs: model.history.slice(this.epochsBefore),
      seconds: (performance.now() - this.startMs) / 1000,
      memory: model.network.memory(),
    };
  }

  private async onEpoch(model: CurrentModel, metrics: EpochMetrics, control: RunControl): Promise<void> {
    model.history = [...model.history, metrics];
    const isBest = scoreOf(metrics) < this.bestScore;
    if (isBest) this.bestScore = scoreOf(metrics);
    const bundle = await toBundle(model, true, this.autosaveId);
    if (control.isAbandoned) return;
    this.o.onGood(fromBundle(bundle));
    const warn = (message: string): void => this.o.emit({ type: 'warning', message });
    const savedId = isBest ? await saveBestEpoch(bundle, warn) : null;
    this.o.emit({ type: 'epoch', metrics, isBest, savedId });
  }
}
