/** Answers for one review: typed text, or ids of a review that is already encoded. */
import { FIRST_WORD_ID, POSITIVE, UNKNOWN_ID } from '../config';
import { encodeWords, truncate } from '../data/sequences';
import { tokenize } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import type { Prediction, SeenWord } from '../types';
import { makeBatch } from '../data/batches';
import type { CurrentModel } from './currentModel';

export class Predictor {
  private readonly vocabulary: Vocabulary;

  constructor(private readonly model: CurrentModel) {
    this.vocabulary = Vocabulary.parse(model.vocabulary);
  }

  /** Tokenised and cut exactly as in training. A text without words is the review `<START>` alone. */
  async predictText(text: string): Promise<Prediction> {
    const start = performance.now();
    const { maxLen, truncating } = this.model.settings;
    const words = tokenize(text);
    const ids = encodeWords(words, this.vocabulary);
    const kept = truncate(ids, maxLen, truncating);
    const numCut = ids.length - kept.length;
    // `<START>` is one of the ids cut off when the first ones go.
    const firstWord = truncating === 'pre' ? Math.max(0, numCut - 1) : 0;
    const numKept = kept.length - (truncating === 'pre' && numCut > 0 ? 0 : 1);
    const seen = words
      .slice(firstWord, firstWord + numKept)
      .map((word, k) => this.seenWord(word, ids[firstWord + k + 1]!));
    return this.answer(kept, seen, words.length, ids, words.length - seen.length, start);
  }

  /** @param ids as encoded with the model's vocabulary, cut to maxLen. */
  async predictIds(ids: Int32Array): Promise<Prediction> {
    const start = performance.now();
    const words = ids.filter((id) => id === UNKNOWN_ID || id >= FIRST_WORD_ID);
    const seen = Array.from(words, (id) => this.seenWord(this.vocabulary.wordOf(id), id));
    return this.answer(ids, seen, words.length, words, 0, start);
  }

  private seenWord(word: string, id: number): SeenWord {
    return { word, id, isKnown: id >= FIRST_WORD_ID };
  }

  private async answer(
    kept: Int32Array,
    seen: SeenWord[],
    numWords: number,
    allIds: Int32Array,
    numCut: number,
    start: number,
  ): Promise<Prediction> {
    const review = { ids: kept, offsets: Uint32Array.of(0, kept.length), labels: Uint8Array.of(0) };
    const batch = makeBatch(review, Int32Array.of(0), this.model.settings);
    const [negative, positive] = await this.model.network.predictBatch(batch);
    return {
      negative: negative!,
      positive: positive!,
      label: positive! > negative! ? POSITIVE : 0,
      numWords,
      numKnown: allIds.reduce((count, id) => count + Number(id >= FIRST_WORD_ID), 0),
      numCut,
      seen,
      elapsedMs: performance.now() - start,
    };
  }
}
