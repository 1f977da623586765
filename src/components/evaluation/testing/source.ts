/** Made-up texts for the reviews of a test, with contributions that add up to something. */
import type { ReviewView } from '../../../types';
import type { ErrorsSource } from '../ErrorsTable';

const WORDS =
  'this film is a wonderful and moving story but the ending was terrible i loved the actors even so'.split(
    ' ',
  );
const PUSHES: Record<string, number> = { wonderful: 1.4, moving: 0.6, terrible: -1.9, loved: 0.9, but: -0.3 };

/** The words of review `index`, its number among them. */
const wordsOf = (index: number): string[] => [
  'review',
  `no${index}`,
  ...Array.from({ length: 60 }, (_, i) => WORDS[(i + index) % WORDS.length]!),
];

export function makeReview(index: number, label: 0 | 1): ReviewView {
  const words = ['<START>', ...wordsOf(index)];
  return {
    split: 'test',
    index,
    label,
    ids: words.map(() => 9),
    paddedIds: [],
    words,
    paddedWords: [],
    numWordsBeforeCut: words.length + 40,
  };
}

export function createSource(labels: Uint8Array): ErrorsSource {
  return {
    review: (index) => Promise.resolve(makeReview(index, labels[index] === 1 ? 1 : 0)),
    explain: (index) =>
      Promise.resolve(wordsOf(index).map((word) => ({ word, contribution: PUSHES[word] ?? 0.02 }))),
  };
}
