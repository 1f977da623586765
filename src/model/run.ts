/**
 * One run from its start to its end, over however many backends it takes: keeps the history and the best
 * epoch. The loop itself is trainer.ts.
 */
import type {
  EncodedReviews,
  EpochMetrics,
  PreparedData,
  RunResult,
  Settings,
  TrainingEvent,
} from '../types';
import { saveBestEpoch } from './autosave';
import { countParams, fromBundle, toBundle, type CurrentModel, type ModelParts } from './currentModel';
import { hasNetwork } from './emptyNetwork';
import { evaluationOf } from './evaluate';
import { newId } from './newId';
import type { RunControl } from './pacing';
import { runTraining } from './trainer';
import { fitOnValidation, wholeScores } from './wholeModel';
import { WordMapper } from './wordMap';

export interface RunOptions {
  settings: Settings;
  data: PreparedData;
  /** When it was asked for, as `performance.now()` has it. */
  startMs: number;
  /** Epochs that the model has behind it. */
  history: EpochMetrics[];
  emit: (event: TrainingEvent) => void;
  /** Called with the model after each epoch and at the end: what to go back to. */
  onGood: (parts: ModelParts) => void;
}

/** By validation loss; by training loss where nothing is held out. */
const scoreOf = ({ valLoss, loss }: EpochMetrics): number => valLoss ?? loss;

const nothing = ({ labels }: EncodedReviews): Float32Array => new Float32Array(labels.length);

export class Run {
  private readonly epochsBefore: number;
  private readonly autosaveId = newId();
  private bestScore: number;
  private epochsSinceBest = 0;

  constructor(private readonly o: RunOptions) {
    this.epochsBefore = o.history.length;
    this.bestScore = Math.min(...o.history.map(scoreOf));
  }

  /** Trains the epochs that are left on the backend that the model lives on. */
  async attempt(model: CurrentModel, control: RunControl): Promise<RunResult['outcome']> {
    const { settings, data } = this.o;
    if (!hasNetwork(model.topology)) {
      await this.scoreLinear(model, control);
      return 'finished';
    }
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
      refine: (scores) => this.fit(model, scores),
      onEpoch: (metrics) => this.onEpoch(model, metrics, control),
    });
    model.steps = steps;
    if (outcome === 'stopped') this.o.onGood(fromBundle(await toBundle(model, false)));
    return outcome;
  }

  result(
    model: CurrentModel,
  ): Pick<RunResult, 'epochs' | 'seconds' | 'memory' | 'validation' | 'temperature' | 'numParams'> {
    return {
      epochs: model.history.slice(this.epochsBefore),
      seconds: (performance.now() - this.o.startMs) / 1000,
      memory: model.network.memory(),
      validation: model.validation,
      temperature: model.temperature,
      numParams: countParams(model),
    };
  }

  /** Fits what is fitted on the validation reviews. @returns what the whole model says of them */
  private fit(model: CurrentModel, networkScores: Float32Array): Float32Array {
    const branches = { hasNetwork: hasNetwork(model.topology), linear: model.linear };
    const { blend, temperature, validation } = fitOnValidation(
      branches,
      networkScores,
      this.o.data.validation,
    );
    Object.assign(model, { blend, temperature, validation });
    return validation.scores;
  }

  /** The only "epoch" of a model that has no network: its linear model has been trained already. */
  private async scoreLinear(model: CurrentModel, control: RunControl): Promise<void> {
    const { training, validation } = this.o.data;
    const branches = { hasNetwork: false, linear: model.linear, blend: null };
    const trained = evaluationOf(wholeScores(branches, nothing(training), training), training);
    const held =
      validation.labels.length === 0 ? null : evaluationOf(this.fit(model, nothing(validation)), validation);
    await this.onEpoch(
      model,
      {
        epoch: 1,
        loss: trained.loss,
        accuracy: trained.accuracy,
        valLoss: held?.loss ?? null,
        valAccuracy: held?.accuracy ?? null,
        seconds: (performance.now() - this.o.startMs) / 1000,
      },
      control,
    );
  }

  /** @returns whether the run ends here, because validation has not become better for too long */
  private async onEpoch(model: CurrentModel, metrics: EpochMetrics, control: RunControl): Promise<boolean> {
    const { patience } = this.o.settings;
    model.history = [...model.history, metrics];
    const isBest = scoreOf(metrics) < this.bestScore;
    if (isBest) this.bestScore = scoreOf(metrics);
    this.epochsSinceBest = isBest ? 0 : this.epochsSinceBest + 1;
    const bundle = await toBundle(model, true, this.autosaveId);
    if (control.isAbandoned) return false;
    this.o.onGood(fromBundle(bundle));
    const warn = (message: string): void => this.o.emit({ type: 'warning', message });
    const savedId = isBest ? await saveBestEpoch(bundle, warn) : null;
    this.o.emit({ type: 'epoch', metrics, isBest, savedId });
    return patience > 0 && this.epochsSinceBest >= patience;
  }
}
