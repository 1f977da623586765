/**
 * The live map of the words: where the trained vectors lie (two principal components) and how positive the
 * model thinks each word is (its answer to a review of that one word).
 *
 * Costs are kept to a small share of training: scoring goes round the vocabulary in slices, from the
 * commonest word on, as far as the time granted allows.
 */
import { FIRST_WORD_ID, START_ID } from '../config';
import type { EncodedReviews, WordMapUpdate } from '../types';
import { makeBatch, type BatchOptions } from '../data/batches';
import { yieldToMessages } from '../data/yieldToMessages';
import type { Network } from './network';
import { projectWords, type Axes } from './projection';

/**
 * Words scored in one forward pass: as many as fit the time, in powers of two, since every size costs WebGL
 * a compilation. The first pass shows how fast the backend is.
 */
const SLICE = { min: 16, first: 128, max: 1024 } as const;
/** Of training time, at most this share goes to the map. */
const SHARE = 0.03;
const MIN_INTERVAL_MS = 3000;
/** Enough to score every word on all but the slowest machines; for a map that is drawn once. */
export const FULL_MAP_BUDGET_MS = 3000;

export class WordMapper {
  private axes: Axes | null = null;
  private readonly scores: Float32Array;
  private nextId = FIRST_WORD_ID;
  private dueAt = 0;
  /** As last measured; null before. */
  private msPerWord: number | null = null;

  constructor(
    private readonly numWords: number,
    private readonly options: BatchOptions,
  ) {
    this.scores = new Float32Array(numWords).fill(NaN);
  }

  isDue(now: number): boolean {
    return now >= this.dueAt;
  }

  /**
   * @param budgetMs about how long words may be scored; Infinity scores every word.
   * @param step batches trained so far.
   * @param isUnwanted asked between slices: true ends the scoring early.
   */
  async update(
    network: Network,
    step: number,
    budgetMs: number,
    isUnwanted: () => boolean = () => false,
  ): Promise<WordMapUpdate> {
    const start = performance.now();
    const scores = await this.refreshScores(network, budgetMs, isUnwanted);
    const { values, units } = await network.readEmbedding();
    const { x, y, axes, explained } = projectWords(values, units, FIRST_WORD_ID, this.axes);
    this.axes = axes;
    const end = performance.now();
    this.dueAt = end + Math.max(MIN_INTERVAL_MS, (end - start) / SHARE);
    return { x, y, scores, explained, step };
  }

  /** What the network thinks of the words, as in WordMapUpdate, without a map. @param budgetMs as in `update` */
  async refreshScores(
    network: Network,
    budgetMs: number,
    isUnwanted: () => boolean = () => false,
  ): Promise<Float32Array> {
    await this.score(network, performance.now() + budgetMs, isUnwanted);
    return this.scores.slice();
  }

  private async score(network: Network, until: number, isUnwanted: () => boolean): Promise<void> {
    const numToScore = Math.max(0, this.numWords - FIRST_WORD_ID);
    for (let scored = 0, now = performance.now(); scored < numToScore && now < until;) {
      const first = this.nextId >= this.numWords ? FIRST_WORD_ID : this.nextId;
      const count = Math.min(this.sliceFor(until - now), this.numWords - first, numToScore - scored);
      const indices = Int32Array.from({ length: count }, (_, i) => i);
      const batch = makeBatch(oneWordReviews(first, count), indices, this.options);
      const probabilities = await network.predictBatch(batch);
      for (let i = 0; i < count; i++) this.scores[first + i] = probabilities[2 * i + 1]!;
      this.nextId = first + count;
      scored += count;
      const end = performance.now();
      this.msPerWord = (end - now) / count;
      await yieldToMessages();
      if (isUnwanted()) return;
      now = performance.now();
    }
  }

  private sliceFor(ms: number): number {
    if (this.msPerWord === null) return SLICE.first;
    const affordable = 2 ** Math.floor(Math.log2(ms / this.msPerWord));
    return Math.min(SLICE.max, Math.max(SLICE.min, affordable));
  }
}

/** Reviews "<START> word" for the ids first..first + count - 1. */
function oneWordReviews(first: number, count: number): EncodedReviews {
  return {
    ids: Int32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? START_ID : first + (i >> 1))),
    offsets: Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i),
    labels: new Uint8Array(count),
  };
}
