/** The built-in sentences: raw texts, so the words are split, counted and ranked in the page. */
import { DATA_PATHS } from '../../config';
import type { SplitName } from '../../types';
import type { Dataset, Source } from '../dataset';
import { checkLabels, fetchFiles, openFolder, type DataFolder, type LoadOptions } from '../folder';
import { rankByWord, rankReviews } from '../ranked';
import { readTextFile } from '../textFile';
import { tokenize } from '../tokenizer';
import { WordCounter } from '../vocabulary';

interface TokenisedSplit {
  words: string[][];
  labels: Uint8Array;
}

export const sentences: Source = {
  id: 'sentences',
  async open(baseUrl, options): Promise<Dataset> {
    const folder = await openFolder(baseUrl + DATA_PATHS.sentences, 'texts', options);
    const train = await loadSplit(folder, 'train', 'Fetching training sentences', options);
    const counter = new WordCounter();
    for (const words of train.words) counter.add(words);
    const rankedWords = counter.ranked();
    const rankOf = rankByWord(rankedWords);
    return {
      id: 'sentences',
      folder,
      rankedWords,
      train: rankReviews(train.words, train.labels, rankOf),
      async loadTest(testOptions) {
        const test = await loadSplit(folder, 'test', 'Fetching test sentences', testOptions);
        return rankReviews(test.words, test.labels, rankOf);
      },
    };
  },
};

async function loadSplit(
  folder: DataFolder,
  split: SplitName,
  phase: string,
  options: LoadOptions,
): Promise<TokenisedSplit> {
  const { file } = folder.manifest.splits[split];
  const [bytes] = await fetchFiles(folder, [file], phase, options);
  const { texts, labels } = readTextFile(bytes!, folder.url + file);
  checkLabels(labels, folder, split);
  return { words: texts.map(tokenize), labels };
}
