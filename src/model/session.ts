/**
 * What the training worker does, as a plain class: it owns the backend, the current model and the run.
 * The methods mirror `TrainingClient` in ../clients.ts.
 */
import { activateBackend, isContextLost, onContextLost, probeBackends } from '../backends/backend';
import { numReviews } from '../data/batches';
import { Random } from '../data/random';
import { yieldToMessages } from '../data/yieldToMessages';
import { VerdictError } from '../errors';
import { prepareLstm } from '../kernels/registerKernels';
import type {
  BackendAvailability,
  BackendChoice,
  BackendName,
  BackendReport,
  EncodedReviews,
  EpochMetrics,
  LayerSummary,
  ModelBundle,
  Prediction,
  PreparedData,
  Progress,
  RunResult,
  Settings,
  TestMetrics,
  TrainingEvent,
  WordMapUpdate,
} from '../types';
import { saveBestEpoch } from './autosave';
import { checkBundle } from './bundle';
import { fromBundle, newModel, toBundle, type CurrentModel, type ModelParts } from './currentModel';
import { evaluate } from './evaluate';
import { Network } from './network';
import { newId } from './newId';
import { RunControl } from './pacing';
import { Predictor } from './predictor';
import { buildTopology, summarise } from './topology';
import { runTraining } from './trainer';
import { FULL_MAP_BUDGET_MS, WordMapper } from './wordMap';

export class Session {
  private listener: (event: TrainingEvent) => void = () => {};
  private model: CurrentModel | null = null;
  private predictor: Predictor | null = null;
  private backend: BackendReport | null = null;
  private control: RunControl | null = null;
  private isEvaluationCancelled = false;
  /** What to go back to when the graphics context is lost. */
  private lastGood: ModelParts | null = null;
  /** Ends the run at hand with an error. A lost context never answers, so the run cannot end by itself. */
  private failRun: ((error: Error) => void) | null = null;

  constructor() {
    onContextLost((backend) => void this.leaveLostContext(backend));
  }

  listen(listener: (event: TrainingEvent) => void): void {
    this.listener = listener;
  }

  backends(): Promise<BackendAvailability[]> {
    return probeBackends();
  }

  summary(settings: Settings): LayerSummary[] {
    return summarise(buildTopology(settings));
  }

  untrainedMap(numWords: number, seed: number): { x: Float32Array; y: Float32Array } {
    const random = new Random(seed, 'untrained map');
    const x = new Float32Array(numWords);
    const y = new Float32Array(numWords);
    for (let i = 0; i < numWords; i++) {
      x[i] = random.uniform(-0.05, 0.05);
      y[i] = random.uniform(-0.05, 0.05);
    }
    return { x, y };
  }

  async train(settings: Settings, data: PreparedData, continueCurrent: boolean): Promise<RunResult> {
    if (this.control !== null)
      throw new VerdictError('bad-settings', 'A run is already under way: stop it first.');
    if (numReviews(data.training) === 0) {
      throw new VerdictError(
        'no-data',
        'There are no reviews to train on: use more training reviews or a smaller validation share.',
      );
    }
    const control = new RunControl();
    this.control = control;
    try {
      this.emit({ type: 'phase', phase: 'starting' });
      const parts = continueCurrent ? await this.continued(settings, data) : newModel(settings, data);
      const model = await this.activate(parts, settings.backend);
      return await this.run(model, settings, data, control);
    } finally {
      this.control = null;
      this.failRun = null;
    }
  }

  pause(): void {
    this.control?.pause();
  }

  resume(): void {
    this.control?.resume();
  }

  stop(): void {
    if (this.control === null) return;
    this.emit({ type: 'phase', phase: 'stopping' });
    this.control.stop();
  }

  async predict(text: string): Promise<Prediction> {
    return this.needPredictor().predictText(text);
  }

  async predictIds(ids: Int32Array): Promise<Prediction> {
    return this.needPredictor().predictIds(ids);
  }

  async evaluate(
    reviews: EncodedReviews,
    onProgress: ((progress: Progress) => void) | null,
  ): Promise<TestMetrics> {
    const model = this.needModel();
    if (this.control !== null) {
      throw new VerdictError(
        'bad-settings',
        'The test set is read after training: stop the run or wait for its end.',
      );
    }
    this.isEvaluationCancelled = false;
    const start = performance.now();
    const total = numReviews(reviews);
    const result = await evaluate(model.network, reviews, model.settings, async (done) => {
      onProgress?.({ phase: 'Reading test reviews', done, total, unit: 'reviews' });
      await yieldToMessages();
      return !this.isEvaluationCancelled;
    });
    if (result === null) throw new VerdictError('aborted', 'The evaluation was cancelled.');
    model.test = { ...result, seconds: (performance.now() - start) / 1000 };
    return model.test;
  }

  cancelEvaluation(): void {
    this.isEvaluationCancelled = true;
  }

  async wordMap(): Promise<WordMapUpdate> {
    const { network, settings, steps } = this.needModel();
    return new WordMapper(network.numWords, settings).update(network, steps, FULL_MAP_BUDGET_MS);
  }

  async exportModel(): Promise<ModelBundle> {
    return toBundle(this.needModel(), false);
  }

  async importModel(bundle: ModelBundle, backend: BackendChoice): Promise<void> {
    if (this.control !== null)
      throw new VerdictError('bad-settings', 'Stop the run before loading another model.');
    checkBundle(bundle);
    const model = await this.activate(fromBundle(bundle), backend);
    model.test = bundle.meta.test;
  }

  private async run(
    model: CurrentModel,
    settings: Settings,
    data: PreparedData,
    control: RunControl,
  ): Promise<RunResult> {
    const start = performance.now();
    const epochsBefore = model.history.length;
    const autosaveId = newId();
    let bestValLoss = Infinity;
    const onEpoch = async (metrics: EpochMetrics): Promise<void> => {
      model.history = [...model.history, metrics];
      const score = metrics.valLoss ?? metrics.loss;
      const isBest = score < bestValLoss;
      if (isBest) bestValLoss = score;
      const bundle = await toBundle(model, true, autosaveId);
      this.lastGood = fromBundle(bundle);
      const savedId = isBest
        ? await saveBestEpoch(bundle, (message) => this.emit({ type: 'warning', message }))
        : null;
      this.emit({ type: 'epoch', metrics, isBest, savedId });
    };
    const training = runTraining({
      network: model.network,
      data,
      settings,
      epochsBefore,
      stepsBefore: model.steps,
      control,
      mapper: new WordMapper(model.network.numWords, settings),
      emit: (event) => this.emit(event),
      onEpoch,
    });
    const failure = new Promise<never>((_resolve, reject) => {
      this.failRun = reject;
    });
    // On a lost WebGPU device what waits for it fails as well: the loss is what to tell.
    const orFailure = training.catch(async (error: unknown) => {
      if (await isContextLost(model.backend)) return failure;
      throw error;
    });
    const { outcome, steps } = await Promise.race([orFailure, failure]);
    model.steps = steps;
    return {
      outcome,
      epochs: model.history.slice(epochsBefore),
      backend: this.backend!,
      seconds: (performance.now() - start) / 1000,
      memory: model.network.memory(),
    };
  }

  /** After a lost graphics context: back to the last whole epoch's weights, on a backend that cannot be lost. */
  private async leaveLostContext(lost: BackendName): Promise<void> {
    if (this.model?.backend !== lost || this.lastGood === null) return;
    const { failRun, lastGood } = this;
    this.control?.stop();
    await this.activate(lastGood, 'wasm');
    const what = 'The browser took the graphics device away. The model goes on with WASM, as it was';
    const when =
      lastGood.history.length === 0 ? 'before its first epoch' : `after epoch ${lastGood.history.length}`;
    if (failRun === null) this.emit({ type: 'warning', message: `${what} ${when}.` });
    else failRun(new VerdictError('context-lost', `${what} ${when}; press Train to go on from there.`));
  }

  /** The current model as the start of a further run on data that it fits. */
  private async continued(settings: Settings, data: PreparedData): Promise<ModelParts> {
    const model = this.needModel();
    if (model.vocabulary !== data.vocabulary || model.settings.maxLen !== settings.maxLen) {
      throw new VerdictError(
        'bad-settings',
        'The current model was made with another vocabulary or review length than the data as it is set now. ' +
          `Set the vocabulary size to ${model.settings.numWords}, the review length to ${model.settings.maxLen} and the dataset to “${model.datasetTitle}”, or start from new weights.`,
      );
    }
    const bundle = await toBundle(model, false);
    return { ...fromBundle(bundle), settings: { ...settings, readout: model.settings.readout } };
  }

  /** Puts a model on a backend and makes it the current one; the old one stays if that fails. */
  private async activate(parts: ModelParts, choice: BackendChoice): Promise<CurrentModel> {
    const active = await activateBackend(choice);
    const numThreads = await prepareLstm(active.name, navigator.hardwareConcurrency);
    const backend = numThreads > 1 ? { ...active, title: `${active.title}, ${numThreads} threads` } : active;
    this.backend = backend;
    this.emit({ type: 'backend', report: backend });
    const network = new Network(parts.topology, parts.weights, parts.settings.learningRate);
    if (parts.optimizer !== null) await network.restoreOptimizer(parts.optimizer);
    this.model?.network.dispose();
    const { weights: _weights, optimizer: _optimizer, ...rest } = parts;
    const model: CurrentModel = { ...rest, network, backend: backend.name, test: null };
    this.model = model;
    this.predictor = new Predictor(model);
    this.lastGood = parts;
    return model;
  }

  private needModel(): CurrentModel {
    if (this.model === null) {
      throw new VerdictError('no-model', 'There is no model yet: train one, or load a saved one.');
    }
    return this.model;
  }

  private needPredictor(): Predictor {
    this.needModel();
    return this.predictor!;
  }

  private emit(event: TrainingEvent): void {
    this.listener(event);
  }
}
