/** From the archive's reviews to the IMDB dataset's files. */
import { readFileSync } from 'node:fs';
import { writeIndexFile } from '../../src/data/indexFile';
import { WORDS_FILE, type Manifest } from '../../src/data/manifest';
import { Random } from '../../src/data/random';
import { rankByWord, rankReviews, type RankedReviews } from '../../src/data/ranked';
import { tokenize } from '../../src/data/tokenizer';
import { WordCounter } from '../../src/data/vocabulary';
import type { SplitName } from '../../src/types';
import { readArchive, type ReviewFile } from './archive';
import { progressBar } from './console';
import { describeFiles, type DatasetFiles } from './publish';

/** In each of train/pos, train/neg, test/pos, test/neg. */
export const REVIEWS_PER_FOLDER = 12_500;
const ORDER_SEED = 2011;

/** The first reviews of Keras's published arrays, so that a tutorial's "review 0" is review 0 here too. */
const FIRST_REVIEWS: Record<SplitName, readonly string[]> = {
  train: ['train/pos/576_10.txt', 'train/neg/10654_1.txt'],
  test: ['test/neg/7975_1.txt', 'test/pos/2425_10.txt', 'test/pos/5965_7.txt'],
};

export interface BuiltDataset {
  files: DatasetFiles;
  manifest: Manifest;
}

/**
 * @param wordIndex path of the official word index, or null to rank words by counting the training reviews
 * @throws Error when the archive is broken or incomplete
 */
export async function buildImdb(
  archive: string,
  wordIndex: string | null,
  reviewsPerFolder = REVIEWS_PER_FOLDER,
): Promise<BuiltDataset> {
  const reviews = await readArchive(archive);
  checkCounts(reviews, archive, reviewsPerFolder);
  const splits = { train: orderReviews(reviews, 'train'), test: orderReviews(reviews, 'test') };

  const bar = progressBar('Splitting reviews into words');
  let done = 0;
  const tokenizeAll = (files: ReviewFile[]): string[][] =>
    files.map(({ text }) => {
      bar.update(++done, reviews.length);
      return tokenize(text);
    });
  const words = { train: tokenizeAll(splits.train), test: tokenizeAll(splits.test) };
  bar.end();

  const rankedWords = wordIndex === null ? countWords(words.train) : readWordIndex(wordIndex);
  const rankOf = rankByWord(rankedWords);
  const encode = (split: SplitName): RankedReviews =>
    rankReviews(
      words[split],
      splits[split].map(({ label }) => label),
      rankOf,
    );
  const numRankedWords = rankedWords.length;
  const files = new Map([
    [WORDS_FILE, new TextEncoder().encode(rankedWords.join('\n'))],
    ['train.bin', writeIndexFile({ reviews: encode('train'), numRankedWords })],
    ['test.bin', writeIndexFile({ reviews: encode('test'), numRankedWords })],
  ]);
  const describe = (split: SplitName): Manifest['splits'][SplitName] => ({
    numReviews: splits[split].length,
    numPositive: splits[split].filter(({ label }) => label === 1).length,
    file: `${split}.bin`,
  });
  return {
    files,
    manifest: {
      format: 'verdict-dataset',
      version: 1,
      title: 'IMDB film reviews',
      description: `${reviews.length.toLocaleString('en')} film reviews from the Internet Movie Database, half of them positive (Large Movie Review Dataset v1.0).`,
      citation:
        'Andrew L. Maas, Raymond E. Daly, Peter T. Pham, Dan Huang, Andrew Y. Ng and Christopher Potts. 2011. ' +
        'Learning Word Vectors for Sentiment Analysis. ACL-HLT 2011, pages 142-150.',
      licence: 'No licence stated; its authors published it for research and ask for the citation.',
      content: 'ranks',
      wordIndex: wordIndex === null ? 'counted' : 'official',
      splits: { train: describe('train'), test: describe('test') },
      files: describeFiles(files),
    },
  };
}

/** The same mixed order on every machine: sorted by path, shuffled by a fixed seed, the known first ones in front. */
export function orderReviews(reviews: readonly ReviewFile[], split: SplitName): ReviewFile[] {
  const sorted = reviews
    .filter((review) => review.split === split)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const shuffled = new Random(ORDER_SEED, `imdb/${split}`).shuffle(sorted);
  const first = FIRST_REVIEWS[split].flatMap((path) => shuffled.find((review) => review.path === path) ?? []);
  return [...first, ...shuffled.filter((review) => !first.includes(review))];
}

function checkCounts(reviews: readonly ReviewFile[], archive: string, expected: number): void {
  for (const folder of ['train/pos/', 'train/neg/', 'test/pos/', 'test/neg/']) {
    const found = reviews.filter(({ path }) => path.startsWith(folder)).length;
    if (found !== expected) {
      throw new Error(
        `${archive} holds ${found} reviews in aclImdb/${folder}, not ${expected}: it is not the whole dataset.`,
      );
    }
  }
}

function countWords(reviews: readonly string[][]): string[] {
  const counter = new WordCounter();
  for (const words of reviews) counter.add(words);
  return counter.ranked();
}

/** Words in order of rank. @throws Error when the file does not map each word to a rank of its own */
export function readWordIndex(path: string): string[] {
  const index = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const words: string[] = [];
  for (const [word, rank] of Object.entries(index)) {
    if (typeof rank !== 'number' || !Number.isInteger(rank) || rank < 1 || words[rank - 1] !== undefined) {
      throw new Error(`${path} gives "${word}" the rank ${String(rank)}, which is taken or no rank.`);
    }
    words[rank - 1] = word;
  }
  const numWords = Object.keys(index).length;
  if (words.length !== numWords) {
    throw new Error(`${path} ranks ${numWords} words up to rank ${words.length}: some ranks are missing.`);
  }
  const broken = words.find((word) => word === '' || word.includes('\n'));
  if (broken !== undefined) throw new Error(`${path} holds a word that is empty or spans lines.`);
  return words;
}
