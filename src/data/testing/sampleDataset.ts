/** Small datasets for tests, made of invented words. */
import type { DataSettings } from '../../types';
import type { Dataset } from '../dataset';
import type { DatasetFiles } from './fakeFetch';
import type { Manifest } from '../manifest';
import { Random } from '../random';
import { rankByWord, rankReviews, type RankedReviews } from '../ranked';
import { sha256Hex } from '../sha256';
import { SAMPLE_MANIFEST } from './sampleManifest';

export const sampleSettings: DataSettings = {
  dataset: 'sentences',
  numWords: 8,
  maxLen: 4,
  truncating: 'pre',
  padding: 'post',
  validationShare: 0.2,
  numReviews: 0,
  seed: 1,
};

/** A manifest for two splits of one file each, with the true sizes and checksums of all files. */
export async function sampleManifest(
  content: Manifest['content'],
  files: DatasetFiles,
  splits: Manifest['splits'],
): Promise<Manifest> {
  const entries = await Promise.all(
    [...files].map(async ([name, bytes]) => [
      name,
      { sizeBytes: bytes.length, sha256: await sha256Hex(bytes) },
    ]),
  );
  return {
    ...SAMPLE_MANIFEST,
    content,
    splits,
    files: Object.fromEntries(entries) as Manifest['files'],
  };
}

/** An open dataset of the given reviews; words are ranked in the order of `rankedWords`. */
export function sampleDataset(
  rankedWords: readonly string[],
  train: RankedReviews,
  test: RankedReviews = train,
): Dataset {
  const split = { numReviews: train.labels.length, numPositive: 0, file: 'x' };
  return {
    id: 'sentences',
    rankedWords,
    train,
    loadTest: () => Promise.resolve(test),
    folder: {
      url: '/sample/',
      hash: '0'.repeat(64),
      manifest: {
        ...SAMPLE_MANIFEST,
        splits: { train: split, test: split },
        files: {},
      },
    },
  };
}

/** Reviews given as words in one string, labels alternating from 1. */
export function reviewsOf(texts: readonly string[], rankedWords: readonly string[]): RankedReviews {
  return rankReviews(
    texts.map((text) => text.split(' ').filter((word) => word !== '')),
    texts.map((_, i) => (i + 1) % 2),
    rankByWord(rankedWords),
  );
}

/** Reviews of random ranks in 0..numRankedWords and lengths in 0..2*meanLength. */
export function randomReviews(
  numReviews: number,
  meanLength: number,
  numRankedWords: number,
  seed: number,
): RankedReviews {
  const random = new Random(seed, 'reviews');
  const offsets = new Uint32Array(numReviews + 1);
  for (let i = 0; i < numReviews; i++) offsets[i + 1] = offsets[i]! + random.int(2 * meanLength + 1);
  // Squared, so that low ranks are common as in real texts.
  const ranks = Uint32Array.from({ length: offsets[numReviews]! }, () =>
    Math.floor(random.next() ** 2 * (numRankedWords + 1)),
  );
  return { ranks, offsets, labels: Uint8Array.from({ length: numReviews }, () => random.int(2)) };
}
