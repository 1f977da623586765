/** Answers for one review: typed text, or ids of a review that is already encoded. */
import { FIRST_WORD_ID, POSITIVE, START_ID, UNKNOWN_ID } from '../config';
import { keptWords } from '../data/sequences';
import { TextReader } from '../data/textReader';
import { tokenize } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import { sigmoid } from '../evaluation/logistic';
import type { EncodedReviews, Prediction, SeenWord, WordContribution } from '../types';
import { makeBatch, type Batch } from '../data/batches';
import type { CurrentModel } from './currentModel';
import { hasNetwork } from './emptyNetwork';
import { leaveOneOut } from './leaveOneOut';
import { logOdds } from './scores';
import { wholeScores } from './wholeModel';

export class Predictor {
  private readonly vocabulary: Vocabulary;
  private readonly reader: TextReader;

  constructor(private readonly model: CurrentModel) {
    this.vocabulary = Vocabulary.parse(model.vocabulary);
    const { settings, ngrams, linear } = model;
    this.reader = new TextReader({
      settings,
      vocabulary: this.vocabulary,
      ngrams,
      hasLinear: linear !== null,
    });
  }

  /** Tokenised and cut exactly as in training. A text without words is the review `<START>` alone. */
  async predictText(text: string): Promise<Prediction> {
    const start = performance.now();
    const words = tokenize(text);
    const { ids, review } = this.reader.read(words);
    const [first, end] = keptWords(words.length, this.model.settings);
    const seen = words.slice(first, end).map((word, k) => this.seenWord(word, ids[first + k + 1]!));
    return this.answer(review, seen, words.length, ids, words.length - seen.length, start);
  }

  /** @param review one, as encoded with the model's words and cut to maxLen. */
  async predictReview(review: EncodedReviews): Promise<Prediction> {
    const start = performance.now();
    const words = review.ids.filter((id) => id === UNKNOWN_ID || id >= FIRST_WORD_ID);
    const seen = Array.from(words, (id) => this.seenWord(this.vocabulary.wordOf(id), id));
    return this.answer(review, seen, words.length, words, 0, start);
  }

  /**
   * What each word of an encoded review contributes to the log-odds of "positive", by leaving it out.
   * @param pause called between passes; may wait, and throws to cancel
   */
  async explain({ ids }: EncodedReviews, pause: () => Promise<void>): Promise<WordContribution[]> {
    const contributions = await leaveOneOut(ids, {
      read: (left) => this.reader.readIds(left),
      batchOptions: this.model.settings,
      score: (batch, reviews) => this.scoresOf(batch, reviews),
      pause,
    });
    const words = ids.filter((id) => id !== START_ID);
    return Array.from(words, (id, i) => ({
      word: this.vocabulary.wordOf(id),
      contribution: contributions[i]!,
    }));
  }

  /** [B] log-odds of the model as a whole. */
  private async scoresOf(batch: Batch, reviews: EncodedReviews): Promise<Float32Array> {
    const { network, topology, linear, blend } = this.model;
    const branches = { hasNetwork: hasNetwork(topology), linear, blend };
    return wholeScores(branches, logOdds(await network.predictBatch(batch)), reviews);
  }

  private seenWord(word: string, id: number): SeenWord {
    return { word, id, isKnown: id >= FIRST_WORD_ID };
  }

  private async answer(
    review: EncodedReviews,
    seen: SeenWord[],
    numWords: number,
    allIds: Int32Array,
    numCut: number,
    start: number,
  ): Promise<Prediction> {
    const batch = makeBatch(review, Int32Array.of(0), this.model.settings);
    const [score] = await this.scoresOf(batch, review);
    return {
      negative: sigmoid(-score!),
      positive: sigmoid(score!),
      label: score! > 0 ? POSITIVE : 0,
      numWords,
      numKnown: allIds.reduce((count, id) => count + Number(id >= FIRST_WORD_ID), 0),
      numCut,
      seen,
      elapsedMs: performance.now() - start,
    };
  }
}
