/** All that is derived from texts beyond the ids of words, with the vocabularies of n-grams that it rests on. */
import { keptRange } from '../sequences';
import type { DataSettings, EncodedReviews, SparseFeatures } from '../../types';
import { NgramIndex } from './ngramIndex';
import type { Order } from './ngrams';
import { featureStarts, sparseFeatures } from './sparseFeatures';
import type { UncutReviews } from './uncutReviews';

export interface FeatureMakerOptions {
  settings: Pick<DataSettings, 'numWords' | 'maxLen' | 'truncating'>;
  /** [K * order] of each vocabulary in use. */
  ngrams: readonly Int32Array[];
  /** Of each vocabulary. */
  orders: readonly Order[];
  /** Whether features for a linear model are wanted. */
  hasLinear: boolean;
}

export class FeatureMaker {
  private readonly indices: NgramIndex[];
  private readonly starts: number[];

  constructor(private readonly options: FeatureMakerOptions) {
    this.indices = options.ngrams.map((words, i) => new NgramIndex(words, options.orders[i]!));
    this.starts = featureStarts(
      options.settings.numWords,
      this.indices.map(({ size }) => size),
    );
  }

  /** For each vocabulary, aligned with the ids. */
  ngramsOf({ ids, offsets }: Pick<UncutReviews, 'ids' | 'offsets'>): Int32Array[] {
    return this.indices.map((index) => {
      const found = new Int32Array(ids.length);
      for (let review = 0; review + 1 < offsets.length; review++) {
        index.find(ids, offsets[review]!, offsets[review + 1]!, found);
      }
      return found;
    });
  }

  /** What encoded reviews have beside their ids. @param ngramIds as ngramsOf returns them for the uncut reviews */
  extrasOf(
    uncut: Pick<UncutReviews, 'ids' | 'offsets'>,
    ngramIds = this.ngramsOf(uncut),
  ): Pick<EncodedReviews, 'ngramIds' | 'features'> {
    return {
      ...(ngramIds.length === 0
        ? {}
        : { ngramIds: ngramIds.map((values) => this.cut(values, uncut.offsets)) }),
      ...(this.options.hasLinear ? { features: this.featuresOf(uncut, ngramIds) } : {}),
    };
  }

  private featuresOf(
    uncut: Pick<UncutReviews, 'ids' | 'offsets'>,
    ngramIds: readonly Int32Array[],
  ): SparseFeatures {
    return sparseFeatures(uncut, ngramIds, this.starts);
  }

  /** The places that stay of each review, as the ids are cut. */
  private cut(values: Int32Array, offsets: Uint32Array): Int32Array {
    const { maxLen, truncating } = this.options.settings;
    const ranges = Array.from({ length: offsets.length - 1 }, (_, review) => {
      const first = offsets[review]!;
      const [from, to] = keptRange(offsets[review + 1]! - first, maxLen, truncating);
      return [first + from, first + to] as const;
    });
    const kept = new Int32Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
    let next = 0;
    for (const [from, to] of ranges) {
      kept.set(values.subarray(from, to), next);
      next += to - from;
    }
    return kept;
  }
}

/** The orders of the vocabularies that settings ask for. */
export const ordersOf = ({
  numBigrams = 0,
  numTrigrams = 0,
}: {
  numBigrams?: number;
  numTrigrams?: number;
}): Order[] => [...(numBigrams > 0 ? ([2] as const) : []), ...(numTrigrams > 0 ? ([3] as const) : [])];
