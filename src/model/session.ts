/**
 * What the training worker does, as a plain class: it owns the backend, the current model and the run.
 * The methods mirror `TrainingClient` in ../clients.ts.
 *
 * Whatever holds on to the network for longer than one batch runs alone (exclusive.ts). During a run other
 * questions are answered between two batches; what can wait is cut short when a run or another model comes.
 */
import type { TrainOptions } from '../clients';
import {
  activateBackend,
  activateInsteadOf,
  isContextLost,
  onContextLost,
  probeBackends,
} from '../backends/backend';
import { numReviews } from '../data/batches';
import { yieldToMessages } from '../data/yieldToMessages';
import { errorCode, errorMessage, VerdictError } from '../errors';
import type {
  BackendAvailability,
  BackendChoice,
  BackendName,
  BackendReport,
  EncodedReviews,
  LayerSummary,
  ModelBundle,
  ModelDescription,
  Prediction,
  PreparedData,
  Progress,
  RunResult,
  Settings,
  TestMetrics,
  TrainingEvent,
  WordContribution,
  WordMapUpdate,
  WorkerMemory,
} from '../types';
import { wasmMemoryBytes } from '../kernels/wasmModule';
import { checkBundle } from './bundle';
import { checkContinues } from './continuing';
import { createNetwork } from './createNetwork';
import {
  fromBundle,
  newModel,
  toBundle,
  withoutOptimizer,
  type CurrentModel,
  type ModelParts,
} from './currentModel';
import { DeviceLoss } from './deviceLoss';
import { hasNetwork } from './emptyNetwork';
import { evaluationOf, scoreReviews } from './evaluate';
import { Exclusive } from './exclusive';
import { trainLinear } from './trainLinear';
import { RunControl } from './pacing';
import { Predictor } from './predictor';
import { Run } from './run';
import { buildTopology, summarise } from './topology';
import { untrainedMap } from './untrainedMap';
import { withKernel } from './withKernel';
import { answersOf, wholeScores } from './wholeModel';
import { FULL_MAP_BUDGET_MS, WordMapper } from './wordMap';

const LOST_DEVICE = 'The browser took the graphics device away.';
const deviceLost = (): VerdictError => new VerdictError('context-lost', `${LOST_DEVICE} Try again.`);

export class Session {
  private listener: (event: TrainingEvent) => void = () => {};
  private model: CurrentModel | null = null;
  private predictor: Predictor | null = null;
  private backend: BackendReport | null = null;
  /** Of the run at hand. */
  private control: RunControl | null = null;
  /** What to go back to when the device is lost or the weights are spoilt. */
  private lastGood: ModelParts | null = null;
  private readonly exclusive = new Exclusive();
  private readonly loss = new DeviceLoss();
  /** Aborted when a run or another model needs the place of what reads the current one. */
  private reading = new AbortController();

  constructor() {
    onContextLost((backend) => this.leaveLostDevice(backend));
  }

  listen(listener: (event: TrainingEvent) => void): void {
    this.listener = listener;
  }

  backends(): Promise<BackendAvailability[]> {
    return probeBackends();
  }

  summary(settings: Settings): LayerSummary[] {
    return settings.branches === 'linear' ? [] : summarise(buildTopology(settings));
  }

  untrainedMap(numWords: number, seed: number): { x: Float32Array; y: Float32Array } {
    return untrainedMap(numWords, seed);
  }

  async train(settings: Settings, data: PreparedData, options: TrainOptions): Promise<RunResult> {
    this.refuseDuringRun('A run is already under way: stop it first.');
    if (numReviews(data.training) === 0) {
      throw new VerdictError(
        'no-data',
        'There are no reviews to train on: use more training reviews or a smaller validation share.',
      );
    }
    this.control = new RunControl();
    this.emit({ type: 'phase', phase: 'starting' });
    this.interruptReading();
    try {
      return await this.exclusive.run(() => this.trainAlone(settings, data, options));
    } finally {
      const { control } = this;
      this.control = null;
      await control.answerRequests();
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
    return this.onDevice(this.needPredictor().predictText(text));
  }

  async predictReview(review: EncodedReviews): Promise<Prediction> {
    return this.onDevice(this.needPredictor().predictReview(review));
  }

  async explain(review: EncodedReviews): Promise<WordContribution[]> {
    const model = this.needModel();
    const predictor = this.needPredictor();
    this.refuseDuringRun('Words are weighed after training: stop the run or wait for its end.');
    return this.readAlone(model, (signal) =>
      predictor.explain(review, async () => {
        await yieldToMessages();
        if (signal.aborted) throw new VerdictError('aborted', 'Another model came.');
      }),
    );
  }

  async evaluate(
    reviews: EncodedReviews,
    onProgress: ((progress: Progress) => void) | null,
  ): Promise<TestMetrics> {
    const model = this.needModel();
    this.refuseDuringRun('The test set is read after training: stop the run or wait for its end.');
    return this.readAlone(model, async (signal) => {
      const start = performance.now();
      const total = numReviews(reviews);
      const network = await scoreReviews(model.network, reviews, model.settings, async (done) => {
        onProgress?.({ phase: 'Reading test reviews', done, total, unit: 'reviews' });
        await yieldToMessages();
        return !signal.aborted;
      });
      if (network === null) throw new VerdictError('aborted', 'The evaluation was cancelled.');
      const scores = wholeScores({ ...model, hasNetwork: hasNetwork(model.topology) }, network, reviews);
      const { loss, accuracy } = evaluationOf(scores, reviews);
      model.test = { loss, accuracy, reviews: total, seconds: (performance.now() - start) / 1000 };
      return { ...model.test, answers: answersOf(scores, reviews) };
    });
  }

  cancelEvaluation(): void {
    this.interruptReading();
  }

  async wordMap(): Promise<WordMapUpdate> {
    const model = this.needModel();
    return this.readAlone(model, async (signal) => {
      const { network, settings, steps } = model;
      const mapper = new WordMapper(network.numWords, settings);
      const update = await mapper.update(network, steps, FULL_MAP_BUDGET_MS, () => signal.aborted);
      if (signal.aborted) throw new VerdictError('aborted', 'The map was called off.');
      return update;
    });
  }

  async exportModel(): Promise<ModelBundle> {
    this.needModel();
    const copy = (): Promise<ModelBundle> => this.onDevice(toBundle(this.needModel(), false));
    return this.control === null ? this.exclusive.run(copy) : this.control.betweenBatches(copy);
  }

  async copyModel(): Promise<ModelBundle> {
    this.needModel();
    const copy = (): Promise<ModelBundle> => this.onDevice(withoutOptimizer(this.needModel()));
    return this.control === null ? this.exclusive.run(copy) : this.control.betweenBatches(copy);
  }

  memory(): WorkerMemory {
    return { ...this.needModel().network.memory(), wasmBytes: wasmMemoryBytes() };
  }

  async importModel(bundle: ModelBundle, backend: BackendChoice): Promise<void> {
    this.refuseDuringRun('Stop the run before loading another model.');
    checkBundle(bundle);
    this.interruptReading();
    await this.exclusive.run(() => this.adopt(bundle, backend));
  }

  async importArchive(
    bytes: Uint8Array,
    fileName: string,
    backend: BackendChoice,
  ): Promise<ModelDescription> {
    const { readArchive } = await import('./archive');
    const bundle = await readArchive(bytes, fileName);
    // A run that begins while this waits or works takes its place afterwards, as it takes any model's.
    await this.exclusive.run(async () => {
      if (this.model !== null || this.control !== null)
        throw new VerdictError('aborted', 'A model is there.');
      await this.adopt(bundle, backend);
    });
    const { weights: _weights, optimizer: _optimizer, linear: _linear, ...description } = bundle;
    return description;
  }

  private async adopt(bundle: ModelBundle, backend: BackendChoice): Promise<void> {
    const model = await this.activate(fromBundle(bundle), () => activateBackend(backend));
    model.test = bundle.meta.test;
  }

  private async trainAlone(
    settings: Settings,
    data: PreparedData,
    { continueCurrent, preferred }: TrainOptions,
  ): Promise<RunResult> {
    const startMs = performance.now();
    const parts = continueCurrent
      ? await this.continued(settings, data)
      : await this.withLinear(newModel(settings, data), data);
    let model = await this.activate(parts, async () => {
      const report = await activateBackend(settings.backend, preferred);
      if (this.control!.isStopped) throw new VerdictError('aborted', 'The run was stopped before it began.');
      return report;
    });
    const run = new Run({
      settings,
      data,
      startMs,
      history: model.history,
      emit: (event) => this.emit(event),
      onGood: (good) => {
        this.lastGood = good;
      },
    });
    for (;;) {
      try {
        const outcome = await this.onDevice(run.attempt(model, this.control!));
        return { outcome, backend: this.backend!, ...run.result(model) };
      } catch (error) {
        if (errorCode(error) === 'not-finite') throw await this.withWeightsRestored(error);
        if (errorCode(error) !== 'context-lost') throw error;
        model = await this.recover();
        const { length } = model.history;
        const from = length === 0 ? 'from the start' : `from the end of epoch ${length}`;
        const message = `${LOST_DEVICE} The run goes on with ${this.backend!.title}, ${from}.`;
        this.emit({ type: 'recovered', epoch: length, message });
      }
    }
  }

  /** The linear model first, where one is wanted: it takes seconds. */
  private async withLinear(parts: ModelParts, data: PreparedData): Promise<ModelParts> {
    if (parts.settings.branches === 'network') return parts;
    const control = this.control!;
    this.emit({ type: 'phase', phase: 'linear' });
    const linear = await trainLinear(parts.settings, data, async () => {
      await yieldToMessages();
      if (control.isStopped) throw new VerdictError('aborted', 'The run was stopped before it began.');
    });
    return { ...parts, linear };
  }

  /** What waits for the device would wait for ever: it is rejected, and the model moves to another backend. */
  private leaveLostDevice(lost: BackendName): void {
    if (this.model?.backend !== lost) return;
    const isIdle = this.control === null;
    if (this.control !== null) this.control = this.control.abandon();
    this.loss.report(deviceLost());
    if (!isIdle) return;
    this.exclusive
      .run(() => this.recover())
      .then(
        ({ history }) => {
          const when =
            history.length === 0 ? 'before its first epoch' : `as it was after ${history.length} epochs`;
          const message = `${LOST_DEVICE} The model goes on with ${this.backend!.title}, ${when}.`;
          this.emit({ type: 'warning', message });
        },
        (error: unknown) =>
          this.emit({ type: 'warning', message: `${LOST_DEVICE} ${errorMessage(error)} Reload the page.` }),
      );
  }

  /** The last good weights on the next backend. */
  private recover(): Promise<CurrentModel> {
    return this.activate(this.lastGood!, () => activateInsteadOf(this.model!.backend, LOST_DEVICE));
  }

  /** Weights that are no longer numbers are of no use to anybody: back to the last good ones. */
  private async withWeightsRestored(error: unknown): Promise<VerdictError> {
    const { name } = this.backend!;
    const { history } = await this.activate(this.lastGood!, () => activateBackend(name), this.backend);
    const state = history.length === 0 ? 'untrained' : `as it was after epoch ${history.length}`;
    return new VerdictError('not-finite', `${errorMessage(error)} The model is ${state} again.`);
  }

  /** The current model as the start of a further run on data that it fits. */
  private async continued(settings: Settings, data: PreparedData): Promise<ModelParts> {
    const model = this.needModel();
    checkContinues(model, settings, data);
    const bundle = await this.onDevice(toBundle(model, false));
    return { ...fromBundle(bundle), settings };
  }

  /**
   * Puts a model on a backend and makes it the current one; the old one stays if that fails.
   *
   * @param report told instead of what `start` returns: the reason of a choice that was made before.
   */
  private async activate(
    parts: ModelParts,
    start: () => Promise<BackendReport>,
    report: BackendReport | null = null,
  ): Promise<CurrentModel> {
    const started = await withKernel(await start());
    const backend = report ?? started;
    this.backend = backend;
    this.emit({ type: 'backend', report: backend });
    const network = createNetwork(parts.topology, parts.weights, parts.settings);
    if (parts.optimizer !== null) await network.restoreOptimizer(parts.optimizer);
    this.model?.network.dispose();
    const { weights: _weights, optimizer: _optimizer, ...rest } = parts;
    const model: CurrentModel = { ...rest, network, backend: backend.name, test: null, validation: null };
    this.model = model;
    this.predictor = new Predictor(model);
    this.lastGood = parts;
    return model;
  }

  /** Runs what reads the current model for a while; rejects with 'aborted' when its place is needed. */
  private readAlone<T>(model: CurrentModel, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.reading;
    return this.exclusive.run(() => {
      if (signal.aborted || this.model !== model) throw new VerdictError('aborted', 'Another model came.');
      return this.onDevice(read(signal));
    });
  }

  /** Rejects with 'context-lost' when the current model's device goes: its answer may never come, or fail. */
  private onDevice<T>(work: Promise<T>): Promise<T> {
    const backend = this.model?.backend;
    const told = work.catch(async (error: unknown) => {
      if (backend !== undefined && (await isContextLost(backend))) throw deviceLost();
      throw error;
    });
    return this.loss.guard(told);
  }

  private interruptReading(): void {
    this.reading.abort();
    this.reading = new AbortController();
  }

  private refuseDuringRun(message: string): void {
    if (this.control !== null) throw new VerdictError('bad-settings', message);
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
