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
  WeightsSnapshot,
  WordClusters,
  WordFacts,
  WordSnapshot,
} from '../insightTypes';
import { summarise } from '../model/topology';
import { weightsSnapshot } from '../model/weightStats';
import type { EncodedReviews, LayerSummary, ModelBundle } from '../types';
import { Calls, type OnProgress, type Work } from './calls';
import { InsightModel } from './insightModel';
import { unitActivity } from './unitActivity';

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

  async trace(_id: number, _onProgress: OnProgress, _words: string[]): Promise<ReviewTrace> {
    throw missing();
  }

  async unitDrivers(
    _id: number,
    _onProgress: OnProgress,
    _layer: number,
    _reviews: EncodedReviews,
  ): Promise<UnitDrivers> {
    throw missing();
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

  layers(): LayerSummary[] {
    const { parts, hasNetwork } = this.needModel();
    return hasNetwork ? summarise(parts.topology) : [];
  }

  async weights(): Promise<WeightsSnapshot> {
    const { parts, network } = this.needModel();
    return weightsSnapshot(network, parts.history.length);
  }

  async unitActivity(id: number, onProgress: OnProgress, reviews: EncodedReviews): Promise<LayerActivity[]> {
    return this.run(id, onProgress, (work) => unitActivity(this.needModel(), reviews, work));
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
