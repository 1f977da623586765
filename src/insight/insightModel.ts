/** A copy of a model to look into: its network on WASM where it can, its words, and how it reads texts. */
import { activateBackend } from '../backends/backend';
import { makeBatch, numReviews } from '../data/batches';
import { FIRST_WORD_ID } from '../config';
import { TextReader } from '../data/textReader';
import { Vocabulary } from '../data/vocabulary';
import { checkBundle } from '../model/bundle';
import { createNetwork } from '../model/createNetwork';
import { fromBundle, type ModelParts } from '../model/currentModel';
import { hasNetwork } from '../model/emptyNetwork';
import { plainTraining, type Network } from '../model/network';
import { logOdds } from '../model/scores';
import { wholeScores } from '../model/wholeModel';
import { withKernel } from '../model/withKernel';
import type { EncodedReviews, ModelBundle } from '../types';
import { SharedWork } from './sharedWork';
import { wordScores } from './wordScores';
import type { WordSpace } from './wordSpace';

export class InsightModel {
  private readonly words = new SharedWork((pause) => this.makeWordSpace(pause));
  private numUsers = 0;
  private isDropped = false;

  private constructor(
    readonly parts: ModelParts,
    readonly network: Network,
    readonly vocabulary: Vocabulary,
    readonly reader: TextReader,
  ) {}

  /** Throws 'bad-archive' for a bundle that is no whole model. */
  static async create(bundle: ModelBundle): Promise<InsightModel> {
    checkBundle(bundle);
    const parts = fromBundle(bundle);
    await withKernel(await activateBackend('wasm'));
    const vocabulary = Vocabulary.parse(parts.vocabulary);
    const { settings, ngrams, linear } = parts;
    const reader = new TextReader({ settings, vocabulary, ngrams, hasLinear: linear !== null });
    const network = createNetwork(parts.topology, parts.weights, plainTraining(0));
    return new InsightModel(parts, network, vocabulary, reader);
  }

  get hasNetwork(): boolean {
    return hasNetwork(this.parts.topology);
  }

  /** [N] log-odds of the model as a whole. One pass: at most some hundred reviews. */
  async score(reviews: EncodedReviews): Promise<Float32Array> {
    const { linear, blend, settings } = this.parts;
    const rows = Int32Array.from({ length: numReviews(reviews) }, (_, row) => row);
    const batch = makeBatch(reviews, rows, settings);
    const branches = { hasNetwork: this.hasNetwork, linear, blend };
    return wholeScores(branches, logOdds(await this.network.predictBatch(batch)), reviews);
  }

  /**
   * Its words as points, made once.
   * @param pause of who asks: throws to cancel. The work ends when nobody is left who wants it.
   * @throws VerdictError 'no-model' for a model without a network
   */
  wordSpace(pause: () => Promise<void>): Promise<WordSpace> {
    return this.words.get(pause);
  }

  /** Keeps the network until the work is done, even where another model takes this one's place meanwhile. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.numUsers++;
    try {
      return await work();
    } finally {
      this.numUsers--;
      this.disposeUnused();
    }
  }

  dispose(): void {
    this.isDropped = true;
    this.disposeUnused();
  }

  private disposeUnused(): void {
    if (this.isDropped && this.numUsers === 0) this.network.dispose();
  }

  private makeWordSpace(pause: () => Promise<void>): Promise<WordSpace> {
    return this.use(async () => {
      const { values, units } = await this.network.readEmbedding();
      const end = Math.min(values.length / units, FIRST_WORD_ID + this.vocabulary.words.length);
      const scores = new Float32Array(values.length / units).fill(NaN);
      const judge = {
        read: (ids: Int32Array) => this.reader.readIds(ids),
        score: (reviews: EncodedReviews) => this.score(reviews),
      };
      scores.set(await wordScores(judge, end, pause));
      return { vectors: values, units, end, logOdds: scores };
    });
  }
}
