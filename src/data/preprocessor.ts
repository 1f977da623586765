/** What the preprocess worker holds and answers: one open dataset, calls that can be cancelled. */
import { VerdictError } from '../errors';
import type {
  DatasetId,
  DatasetInfo,
  DataSettings,
  EncodedReviews,
  FeatureSettings,
  ModelWords,
  PreparedData,
  Progress,
  ReviewView,
  SplitInfo,
  SplitName,
} from '../types';
import { describeDataset, type Dataset } from './dataset';
import { throwIfAborted } from './fetchChecked';
import type { LoadOptions } from './folder';
import { listWords, prepare, prepareTest, searchReviews, viewReview, type Checkpoint } from './preprocess';
import type { RankedReviews } from './ranked';
import { SOURCES } from './sources';
import { describeSplit } from './statistics';
import { yieldToMessages } from './yieldToMessages';

export type OnProgress = ((progress: Progress) => void) | null;

interface OpenDataset {
  dataset: Dataset;
  test: RankedReviews | null;
}

/**
 * Long calls carry a number of the caller's choice, by which `cancel` ends them.
 * Opening takes two calls: `load` reads a dataset beside the open one, `use` makes it the open one, so that a
 * caller who gives up in between keeps the old dataset for certain.
 */
export class Preprocessor {
  private open: OpenDataset | null = null;
  private readonly loaded = new Map<number, Dataset>();
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly sources = SOURCES) {}

  /** @param baseUrl the site's address, ending in '/' */
  load(call: number, id: DatasetId, baseUrl: string, onProgress: OnProgress): Promise<DatasetInfo> {
    return this.run(call, onProgress, async (options) => {
      const source = this.sources.find((candidate) => candidate.id === id);
      if (source === undefined) throw new VerdictError('bad-settings', `There is no dataset "${id}".`);
      const dataset = await source.open(baseUrl, options);
      throwIfAborted(options.signal);
      this.loaded.set(call, dataset);
      return describeDataset(dataset);
    });
  }

  /** Makes the dataset that this call loaded the open one. */
  use(call: number): void {
    const dataset = this.loaded.get(call);
    if (dataset === undefined) return;
    this.loaded.delete(call);
    this.open = { dataset, test: null };
  }

  cancel(call: number): void {
    this.running.get(call)?.abort();
    this.loaded.delete(call);
  }

  loadTest(call: number, onProgress: OnProgress): Promise<SplitInfo> {
    return this.run(call, onProgress, async (options) => {
      const open = this.requireOpen();
      open.test ??= await open.dataset.loadTest(options);
      return describeSplit(open.test);
    });
  }

  prepare(
    call: number,
    settings: DataSettings & Partial<FeatureSettings>,
    onProgress: OnProgress,
  ): Promise<PreparedData> {
    return this.run(call, onProgress, (options) =>
      prepare(this.requireOpen().dataset, settings, yieldingCheckpoint(options)),
    );
  }

  prepareTest(
    call: number,
    settings: DataSettings & Partial<FeatureSettings>,
    words: ModelWords,
    onProgress: OnProgress,
  ): Promise<EncodedReviews> {
    return this.run(call, onProgress, (options) =>
      prepareTest(
        this.requireOpen().dataset,
        this.requireSplit('test'),
        settings,
        words,
        yieldingCheckpoint(options),
      ),
    );
  }

  review(split: SplitName, index: number, settings: DataSettings): ReviewView {
    return viewReview(this.requireOpen().dataset, this.requireSplit(split), split, index, settings);
  }

  search(split: SplitName, text: string, from: number, limit: number): ReturnType<typeof searchReviews> {
    return searchReviews(this.requireOpen().dataset, this.requireSplit(split), text, from, limit);
  }

  words(numWords: number): string {
    return listWords(this.requireOpen().dataset, numWords);
  }

  private async run<T>(
    call: number,
    onProgress: OnProgress,
    work: (options: LoadOptions) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    this.running.set(call, controller);
    try {
      return await work({ signal: controller.signal, onProgress: onProgress ?? undefined });
    } finally {
      this.running.delete(call);
    }
  }

  private requireOpen(): OpenDataset {
    if (this.open === null) throw new VerdictError('no-data', 'No dataset is open yet. Open one first.');
    return this.open;
  }

  private requireSplit(split: SplitName): RankedReviews {
    const { dataset, test } = this.requireOpen();
    if (split === 'train') return dataset.train;
    if (test === null)
      throw new VerdictError('no-data', 'The test reviews are not loaded yet. Load them first.');
    return test;
  }
}

/** Lets a queued `cancel` arrive before going on. */
const yieldingCheckpoint =
  ({ signal, onProgress }: LoadOptions): Checkpoint =>
  async (progress) => {
    onProgress?.(progress);
    await yieldToMessages();
    throwIfAborted(signal);
  };
