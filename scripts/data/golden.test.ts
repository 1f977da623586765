/** Known values of the real IMDB reviews, checked where they are at hand. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readIndexFile, type IndexFile } from '../../src/data/indexFile';
import { WORDS_FILE, type Manifest } from '../../src/data/manifest';
import { UNRANKED } from '../../src/data/ranked';
import { encodeRanked, idsByRank } from '../../src/data/sequences';
import { buildImdb } from './imdb';
import type { DatasetFiles } from './publish';

const archive = fileURLToPath(new URL('../../../shared/imdb/aclImdb_v1.tar.gz', import.meta.url));
const wordIndex = fileURLToPath(new URL('../../../shared/imdb/imdb_word_index.json', import.meta.url));
const isThere = existsSync(archive) && existsSync(wordIndex);
if (!isThere) {
  console.warn(
    'SKIPPED: the IMDB archive and word index are not in ../shared/imdb, so known ids were not checked.',
  );
}

/** Training review 0 of Keras's arrays with num_words = 12000: how its 218 ids begin and end. */
const FIRST_IDS = [
  1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65, 458, 4468, 66, 3941, 4, 173, 36, 256, 5, 25, 100, 43, 838, 112,
  50, 670, 2, 9, 35, 480, 284, 5, 150, 4, 172, 112, 167, 2, 336, 385, 39, 4,
];
const LAST_IDS = [16, 283, 5, 16, 4472, 113, 103, 32, 15, 16, 5345, 19, 178, 32];

/** The commonest words of the training reviews and how often they occur. */
const COMMONEST_WORDS = [
  ['the', 336_148],
  ['and', 164_097],
  ['a', 163_040],
  ['of', 145_847],
  ['to', 135_708],
  ['is', 107_313],
  ['br', 101_871],
] as const;
const MAX_INDEX_BYTES = 20_000_000;

describe.skipIf(!isThere)('the real reviews', () => {
  let files: DatasetFiles = new Map();
  let manifest: Manifest;
  let train: IndexFile;

  beforeAll(async () => {
    ({ files, manifest } = await buildImdb(archive, wordIndex));
    train = readIndexFile(files.get('train.bin')!, 'train.bin');
  }, 120_000);

  test('are 25,000 and 25,000, half of them positive, ranked by the official index', () => {
    const half = { numReviews: 25_000, numPositive: 12_500 };
    expect(manifest).toMatchObject({ wordIndex: 'official', splits: { train: half, test: half } });
    expect(train.numRankedWords).toBe(88_584);
  });

  test('training review 0 has the ids that Keras publishes', () => {
    const ids = [...encodeRanked(train.reviews, 0, idsByRank(train.numRankedWords, 12_000))];
    expect(ids).toHaveLength(218);
    expect(ids.slice(0, FIRST_IDS.length)).toEqual(FIRST_IDS);
    expect(ids.slice(-LAST_IDS.length)).toEqual(LAST_IDS);
    expect(Array.from(train.reviews.labels.subarray(0, 2))).toEqual([1, 0]);
  });

  test('the test split begins with a negative and two positive reviews, as Keras’s', () => {
    const { reviews } = readIndexFile(files.get('test.bin')!, 'test.bin');
    expect(Array.from(reviews.labels.subarray(0, 3))).toEqual([0, 1, 1]);
  });

  test('without the official index, the training reviews give 88,582 words, the commonest as often as known', async () => {
    const counted = await buildImdb(archive, null);
    const words = new TextDecoder().decode(counted.files.get(WORDS_FILE)).split('\n');
    expect(words).toHaveLength(88_582);
    expect(words.slice(0, 7)).toEqual(COMMONEST_WORDS.map(([word]) => word));
    const { reviews } = readIndexFile(counted.files.get('train.bin')!, 'train.bin');
    const counts = new Uint32Array(words.length + 1);
    for (const rank of reviews.ranks) counts[rank]!++;
    expect(counts[UNRANKED]).toBe(0);
    expect(Array.from(counts.subarray(1, 8))).toEqual(COMMONEST_WORDS.map(([, count]) => count));
  }, 120_000);

  test('both splits take at most 20 MB as index files', () => {
    expect(files.get('train.bin')!.length + files.get('test.bin')!.length).toBeLessThanOrEqual(
      MAX_INDEX_BYTES,
    );
  });
});
