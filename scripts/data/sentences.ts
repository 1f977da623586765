/** The built-in dataset: 3,000 labelled sentences, shipped in the pinned npm package `sentiment`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Manifest } from '../../src/data/manifest';
import { Random } from '../../src/data/random';
import { writeTextFile } from '../../src/data/textFile';
import type { SplitName } from '../../src/types';
import type { BuiltDataset } from './imdb';
import { describeFiles } from './publish';

export const SENTENCE_SOURCES = ['imdb', 'amazon', 'yelp'] as const;
/** Held out for testing from each source and each label: 3 * 2 * 100 = 600 of 3,000. */
const TEST_PER_SOURCE_AND_LABEL = 100;
const SENTENCES_PER_SOURCE_AND_LABEL = 500;
const SPLIT_SEED = 2015;

export interface Sentence {
  text: string;
  label: 0 | 1;
  source: (typeof SENTENCE_SOURCES)[number];
}

/** All 3,000, in the package's order. @throws Error when the package does not hold what it should */
export function readSentences(): Sentence[] {
  const packageFile = createRequire(import.meta.url).resolve('sentiment/package.json');
  return SENTENCE_SOURCES.flatMap((source) => {
    const path = packageFile.replace(/package\.json$/, `test/fixtures/${source}.json`);
    const rows = JSON.parse(readFileSync(path, 'utf8')) as { text: string; class: number | null }[];
    // Each file ends in an empty row without a class.
    const sentences = rows
      .filter((row) => row.class !== null)
      .map((row): Sentence => ({ text: row.text.trim(), label: row.class === 1 ? 1 : 0, source }));
    for (const label of [0, 1]) {
      const found = sentences.filter((sentence) => sentence.label === label).length;
      if (found !== SENTENCES_PER_SOURCE_AND_LABEL) {
        throw new Error(
          `${path} holds ${found} sentences of class ${label}, not ${SENTENCES_PER_SOURCE_AND_LABEL}.`,
        );
      }
    }
    return sentences;
  });
}

/**
 * A fixed hold-out, balanced by source and label. A sentence that occurs twice (a few do, "Great phone!")
 * always trains, so that no test sentence was seen in training.
 */
export function splitSentences(sentences: readonly Sentence[]): Record<SplitName, Sentence[]> {
  const occurrences = new Map<string, number>();
  const key = ({ text }: Sentence): string => text.toLowerCase();
  for (const sentence of sentences) occurrences.set(key(sentence), (occurrences.get(key(sentence)) ?? 0) + 1);

  const test = SENTENCE_SOURCES.flatMap((source) =>
    [0, 1].flatMap((label) => {
      const candidates = sentences.filter(
        (sentence) =>
          sentence.source === source && sentence.label === label && occurrences.get(key(sentence)) === 1,
      );
      return new Random(SPLIT_SEED, `${source}/${label}`)
        .shuffle(candidates)
        .slice(0, TEST_PER_SOURCE_AND_LABEL);
    }),
  );
  const held = new Set(test);
  const train = sentences.filter((sentence) => !held.has(sentence));
  return {
    train: new Random(SPLIT_SEED, 'train').shuffle(train),
    test: new Random(SPLIT_SEED, 'test').shuffle(test),
  };
}

export function buildSentences(): BuiltDataset {
  const splits = splitSentences(readSentences());
  const files = new Map<string, Uint8Array>();
  const describe = (split: SplitName): Manifest['splits'][SplitName] => {
    const labels = splits[split].map(({ label }) => label);
    const texts = splits[split].map(({ text }) => text);
    files.set(`${split}.json`, writeTextFile({ texts, labels: Uint8Array.from(labels) }));
    return {
      numReviews: labels.length,
      numPositive: labels.filter((label) => label === 1).length,
      file: `${split}.json`,
    };
  };
  const described = { train: describe('train'), test: describe('test') };
  return {
    files,
    manifest: {
      format: 'verdict-dataset',
      version: 1,
      title: 'Built-in sentences',
      description:
        '3,000 sentences from reviews of films (IMDb), products (Amazon) and restaurants (Yelp), half of them positive.',
      citation:
        'Dimitrios Kotzias, Misha Denil, Nando de Freitas and Padhraic Smyth. 2015. ' +
        'From Group to Individual Labels using Deep Features. KDD 2015, pages 597-606.',
      licence: 'Creative Commons Attribution 4.0 (CC BY 4.0)',
      content: 'texts',
      wordIndex: 'counted',
      splits: described,
      files: describeFiles(files),
    },
  };
}
