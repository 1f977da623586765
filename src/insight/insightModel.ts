/** A copy of a model to look into: its network on WASM where it can, its words, and how it reads texts. */
import { activateBackend } from '../backends/backend';
import { makeBatch, numReviews, type Batch } from '../data/batches';
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

export class InsightModel {
  private numUses = 0;
  private isUnwanted = false;

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
    const rows = Int32Array.from({ length: numReviews(reviews) }, (_, row) => row);
    return this.scoreBatch(makeBatch(reviews, rows, this.parts.settings), reviews);
  }

  /** [B] likewise. @param reviews those that `batch` is made of, in its order */
  async scoreBatch(batch: Batch, reviews: EncodedReviews): Promise<Float32Array> {
    const { linear, blend } = this.parts;
    const branches = { hasNetwork: this.hasNetwork, linear, blend };
    return wholeScores(branches, logOdds(await this.network.predictBatch(batch)), reviews);
  }

  /** Runs `work` on this model, which stays until then even if it is disposed of meanwhile. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.numUses++;
    try {
      return await work();
    } finally {
      this.numUses--;
      if (this.isUnwanted && this.numUses === 0) this.network.dispose();
    }
  }

  /** Once nothing uses it any more. */
  dispose(): void {
    this.isUnwanted = true;
    if (this.numUses === 0) this.network.dispose();
  }
}
