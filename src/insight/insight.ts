/**
 * What the insight worker does, as a plain class: it holds a copy of the model and looks into it. The methods mirror
 * `InsightClient` in ../clients.ts; each is a few lines over a file of this folder.
 */
import { tokenize } from '../data/tokenizer';
import { joinReviews } from '../encodedReviews';
import { VerdictError } from '../errors';
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
  WordClusters,
  WordFacts,
  WordSnapshot,
} from '../insightTypes';
import type { EncodedReviews, ModelBundle } from '../types';
import { Calls, type OnProgress, type Work } from './calls';
import { InsightModel } from './insightModel';
import { traceReview } from './trace/traceReview';
import { unitDrivers } from './trace/unitDrivers';

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

  async wordFacts(): Promise<WordFacts> {
    throw missing();
  }

  async projectWords(
    _id: number,
    _onProgress: OnProgress,
    _kind: ProjectionKind,
    _maxWords: number,
  ): Promise<ProjectedWords> {
    throw missing();
  }

  async projectHistory(
    _id: number,
    _onProgress: OnProgress,
    _snapshots: WordSnapshot[],
    _kind: ProjectionKind,
    _maxWords: number,
  ): Promise<ProjectedWords[]> {
    throw missing();
  }

  async clusterWords(
    _id: number,
    _onProgress: OnProgress,
    _numClusters: number,
    _maxWords: number,
  ): Promise<WordClusters> {
    throw missing();
  }

  async neighbours(_id: number, _distance: Distance, _limit: number): Promise<Neighbour[]> {
    throw missing();
  }

  // ------------------------------------------------------------ one review

  async read(id: number, onProgress: OnProgress, _words: string[]): Promise<Reading> {
    return this.run(id, onProgress, async () => {
      throw missing();
    });
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
    _id: number,
    _onProgress: OnProgress,
    _words: string[],
    _method: ExplanationMethod,
  ): Promise<Explanation> {
    throw missing();
  }

  async judge(reviews: string[][]): Promise<Float32Array> {
    const model = this.needModel();
    return model.score(joinReviews(reviews.map((words) => model.reader.read(words).review)));
  }

  async smallestFlip(
    _id: number,
    _onProgress: OnProgress,
    _words: string[],
    _flip: FlipOptions,
  ): Promise<FlipSearch> {
    throw missing();
  }

  // ------------------------------------------------------------ the network

  async unitActivity(
    _id: number,
    _onProgress: OnProgress,
    _reviews: EncodedReviews,
  ): Promise<LayerActivity[]> {
    throw missing();
  }

  private run<T>(id: number, onProgress: OnProgress, work: (call: Work) => Promise<T>): Promise<T> {
    return this.calls.run(id, onProgress, work);
  }

  private needModel(): InsightModel {
    if (this.model === null) throw new VerdictError('no-model', 'There is no model yet to look into.');
    return this.model;
  }
}

const missing = (): VerdictError => new VerdictError('internal', 'Not there yet.');
