/** What every source makes of its files: an open dataset, its test split fetched when asked for. */
import type { DatasetId, DatasetInfo } from '../types';
import type { DataFolder, LoadOptions } from './folder';
import type { RankedReviews } from './ranked';
import { describeSplit } from './statistics';

/** One kind of dataset. A new one is a file in `sources/` and a line in its list. */
export interface Source {
  id: DatasetId;
  /** @param baseUrl the site's address, ending in '/' */
  open(baseUrl: string, options: LoadOptions): Promise<Dataset>;
}

export interface Dataset {
  id: DatasetId;
  folder: DataFolder;
  /** By rank, the commonest first. */
  rankedWords: readonly string[];
  train: RankedReviews;
  /** Fetches, checks and reads the test split. */
  loadTest(options: LoadOptions): Promise<RankedReviews>;
}

export function describeDataset({ id, folder, rankedWords, train }: Dataset): DatasetInfo {
  const { title, description, citation, licence, wordIndex, splits } = folder.manifest;
  return {
    id,
    title,
    description: `${description} Licence: ${licence}`,
    citation,
    licence,
    wordIndex,
    numRankedWords: rankedWords.length,
    train: describeSplit(train),
    testReviews: splits.test.numReviews,
    hash: folder.hash,
  };
}
