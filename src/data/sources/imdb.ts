/** The IMDB reviews: index files of word ranks and the list of ranked words. */
import { DATA_PATHS } from '../../config';
import { VerdictError } from '../../errors';
import type { SplitName } from '../../types';
import type { Dataset, Source } from '../dataset';
import { checkLabels, fetchFiles, openFolder, type DataFolder } from '../folder';
import { readIndexFile } from '../indexFile';
import { WORDS_FILE } from '../manifest';
import type { RankedReviews } from '../ranked';
import { REBUILD } from '../messages';

export const imdb: Source = {
  id: 'imdb',
  async open(baseUrl, options): Promise<Dataset> {
    const folder = await openFolder(baseUrl + DATA_PATHS.imdb, 'ranks', options);
    const names = [WORDS_FILE, folder.manifest.splits.train.file];
    const [wordBytes, trainBytes] = await fetchFiles(folder, names, 'Fetching training reviews', options);
    const rankedWords = new TextDecoder().decode(wordBytes).split('\n');
    return {
      id: 'imdb',
      folder,
      rankedWords,
      train: readSplit(trainBytes!, folder, 'train', rankedWords.length),
      async loadTest(testOptions) {
        const [bytes] = await fetchFiles(
          folder,
          [folder.manifest.splits.test.file],
          'Fetching test reviews',
          testOptions,
        );
        return readSplit(bytes!, folder, 'test', rankedWords.length);
      },
    };
  },
};

function readSplit(bytes: Uint8Array, folder: DataFolder, split: SplitName, numWords: number): RankedReviews {
  const name = folder.url + folder.manifest.splits[split].file;
  const { reviews, numRankedWords } = readIndexFile(bytes, name);
  checkLabels(reviews.labels, folder, split);
  if (numRankedWords !== numWords) {
    throw new VerdictError(
      'bad-counts',
      `${name} ranks ${numRankedWords} words, but ${WORDS_FILE} lists ${numWords}. ${REBUILD}`,
    );
  }
  return reviews;
}
