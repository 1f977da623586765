/**
 * What the insight worker does, as a plain class: it holds a copy of the model and looks into it. The methods mirror
 * `InsightClient` in ../clients.ts; each is a few lines over a file of this folder.
 */
import { tokenize } from '../data/tokenizer';
import { yieldToMessages } from '../data/yieldToMessages';
import { VerdictError } from '../errors';
import { sigmoid } from '../evaluation/logistic';
import type {
  Distance,
  Explanation,
  ExplanationMethod,
  FlipOptions,
  FlipSearch,
  LayerActivity,
  Neighbour,
  ProjectedWords,
  ProjectionKind,
  Reading,
  ReviewTrace,
  UnitDrivers,
  WeightsSnapshot,
  WordClusters,
  WordFacts,
  WordSnapshot,
} from '../insightTypes';
import { summarise } from '../model/topology';
import { weightsSnapshot } from '../model/weightStats';
import { wasmMemoryBytes } from '../kernels/wasmModule';
import type { EncodedReviews, LayerSummary, ModelBundle, WorkerMemory } from '../types';
import { Calls, type OnProgress, type Work } from './calls';
import { explain } from './explanation/explain';
import { smallestFlip } from './flip/smallestFlip';
import { InsightModel } from './insightModel';
import { unitActivity } from './unitActivity';
import { nearestWords } from './neighbours';
import type { UmapPoints } from './umapLayout';
import { MAX_UMAP_WORDS, umapPoints } from './umapPoints';
import { clusterWords } from './wordClusters';
import { wordHistory } from './wordHistory';
import { linearKind, wordAxes, wordsOn } from './wordAxes';
import { requireWord, wordFacts, type WordSpace } from './wordSpace';
import { traceReview } from './trace/traceReview';
import { unitDrivers } from './trace/unitDrivers';
import { judgeReviews } from './judgeReviews';
import { readReview } from './readReview';

export class Insight {
  private model: InsightModel | null = null;
  private readonly calls = new Calls();

  async setModel(bundle: ModelBundle): Promise<void> {
    const next = await InsightModel.create(bundle);
    this.model?.dispose();
    this.model = next;
  }

  tokenize(text: string): string[] {
    return tokenize(text);
  }

  cancel(id: number): void {
    this.calls.cancel(id);
  }

  // ------------------------------------------------------------ words

  wordFacts(id: number, onProgress: OnProgress): Promise<WordFacts> {
    return this.overWords(id, onProgress, async (space, _, { vocabulary }) => wordFacts(space, vocabulary));
  }

  projectWords(
    id: number,
    onProgress: OnProgress,
    kind: ProjectionKind,
    maxWords: number,
  ): Promise<ProjectedWords> {
    return this.overWords(id, onProgress, async (space, { pause }) =>
      wordsOn(await wordAxes(space, linearKind(kind), maxWords, pause), space, maxWords),
    );
  }

  /** What UMAP works on, in a worker of its own: the commonest words, at most MAX_UMAP_WORDS. */
  umapPoints(
    id: number,
    onProgress: OnProgress,
    maxWords: number,
  ): Promise<{ ids: Int32Array; points: UmapPoints }> {
    return this.overWords(id, onProgress, (space, { pause }, { parts }) =>
      umapPoints(space, Math.min(maxWords, MAX_UMAP_WORDS), parts.settings.seed, pause),
    );
  }

  projectHistory(
    id: number,
    onProgress: OnProgress,
    snapshots: WordSnapshot[],
    kind: ProjectionKind,
    maxWords: number,
  ): Promise<ProjectedWords[]> {
    return this.overWords(id, onProgress, async (space, { pause }) =>
      wordHistory(space, snapshots, linearKind(kind), maxWords, pause),
    );
  }

  clusterWords(
    id: number,
    onProgress: OnProgress,
    numClusters: number,
    maxWords: number,
  ): Promise<WordClusters> {
    return this.overWords(id, onProgress, (space, { pause }, { vocabulary, parts }) => {
      const { seed } = parts.settings;
      return clusterWords(space, { numClusters, maxWords, seed }, (word) => vocabulary.wordOf(word), pause);
    });
  }

  /** @param word id of the word */
  neighbours(
    id: number,
    onProgress: OnProgress,
    word: number,
    distance: Distance,
    limit: number,
  ): Promise<Neighbour[]> {
    return this.overWords(id, onProgress, async (space, _, { vocabulary }) => {
      requireWord(space, word);
      return nearestWords(space, word, distance, limit).map((near) => ({
        id: near.id,
        word: vocabulary.wordOf(near.id),
        distance: near.distance,
        score: sigmoid(space.logOdds[near.id]!),
      }));
    });
  }

  // ------------------------------------------------------------ one review

  async read(id: number, onProgress: OnProgress, words: string[]): Promise<Reading> {
    const model = this.needModel();
    return this.run(id, onProgress, (work) => readReview(model, words, work));
  }

  async trace(id: number, onProgress: OnProgress, words: string[]): Promise<ReviewTrace> {
    return this.run(id, onProgress, (work) => traceReview(this.needModel(), words, work));
  }

  async unitDrivers(
    id: number,
    onProgress: OnProgress,
    layer: number,
    reviews: EncodedReviews,
  ): Promise<UnitDrivers> {
    return this.run(id, onProgress, (work) => unitDrivers(this.needModel(), layer, reviews, work));
  }

  async explain(
    id: number,
    onProgress: OnProgress,
    words: string[],
    method: ExplanationMethod,
  ): Promise<Explanation> {
    const model = this.needModel();
    return this.run(id, onProgress, (work) => explain(model, words, method, work));
  }

  async judge(reviews: string[][]): Promise<Float32Array> {
    const model = this.needModel();
    return model.use(() => judgeReviews(model, reviews, yieldToMessages));
  }

  async smallestFlip(
    id: number,
    onProgress: OnProgress,
    words: string[],
    flip: FlipOptions,
  ): Promise<FlipSearch> {
    const model = this.needModel();
    return this.run(id, onProgress, (work) => smallestFlip(model, words, flip, work));
  }

  // ------------------------------------------------------------ the network

  layers(): LayerSummary[] {
    const { parts, hasNetwork } = this.needModel();
    return hasNetwork ? summarise(parts.topology) : [];
  }

  async weights(): Promise<WeightsSnapshot> {
    const { parts, network } = this.needModel();
    return weightsSnapshot(network, parts.history.length);
  }

  memory(): WorkerMemory {
    return { ...this.needModel().network.memory(), wasmBytes: wasmMemoryBytes() };
  }

  async unitActivity(id: number, onProgress: OnProgress, reviews: EncodedReviews): Promise<LayerActivity[]> {
    return this.run(id, onProgress, (work) => unitActivity(this.needModel(), reviews, work));
  }

  private run<T>(id: number, onProgress: OnProgress, work: (call: Work) => Promise<T>): Promise<T> {
    const runs = (): Promise<T> => this.calls.run(id, onProgress, work);
    // A model that is exchanged meanwhile stays until its answers are there.
    return this.model === null ? runs() : this.model.use(runs);
  }

  /** Work on the words of the model as it is when the call comes. */
  private overWords<T>(
    id: number,
    onProgress: OnProgress,
    work: (space: WordSpace, call: Work, model: InsightModel) => Promise<T>,
  ): Promise<T> {
    return this.run(id, onProgress, async (call) => {
      const model = this.needModel();
      const space = await model.wordSpace(call.pause);
      await call.pause();
      return work(space, call, model);
    });
  }

  private needModel(): InsightModel {
    if (this.model === null) throw new VerdictError('no-model', 'There is no model yet to look into.');
    return this.model;
  }
}
