/** How a model reads a text: the ids of its words, n-grams and features, as for the reviews that it was trained on. */
import type { DataSettings, EncodedReviews, FeatureSettings } from '../types';
import { FeatureMaker, ordersOf } from './features/featureMaker';
import { encodeWords, truncate } from './sequences';
import type { Vocabulary } from './vocabulary';

export interface TextReaderOptions {
  settings: Pick<DataSettings, 'maxLen' | 'truncating' | 'numWords'> &
    Pick<FeatureSettings, 'numBigrams' | 'numTrigrams'>;
  vocabulary: Vocabulary;
  /** As in PreparedData. */
  ngrams: readonly Int32Array[];
  /** Whether features for a linear model are wanted. */
  hasLinear: boolean;
}

export class TextReader {
  private readonly maker: FeatureMaker;

  constructor(private readonly options: TextReaderOptions) {
    this.maker = new FeatureMaker({ ...options, orders: ordersOf(options.settings) });
  }

  /** @returns the ids uncut, `<START>` included, and the text as one review, cut to maxLen */
  read(words: readonly string[]): { ids: Int32Array; review: EncodedReviews } {
    const ids = encodeWords(words, this.options.vocabulary);
    return { ids, review: this.readIds(ids) };
  }

  /** For each vocabulary of n-grams, the one that ends at each place, 0 for none. @param ids uncut */
  ngramsOf(ids: Int32Array): Int32Array[] {
    return this.maker.ngramsOf({ ids, offsets: Uint32Array.of(0, ids.length) });
  }

  /** @param ids uncut @returns one review, cut to maxLen */
  readIds(ids: Int32Array): EncodedReviews {
    const { settings } = this.options;
    const kept = truncate(ids, settings.maxLen, settings.truncating);
    const extras = this.maker.extrasOf({ ids, offsets: Uint32Array.of(0, ids.length) });
    return { ids: kept, offsets: Uint32Array.of(0, kept.length), labels: Uint8Array.of(0), ...extras };
  }
}
