/** Words and their ids: id = rank + INDEX_FROM, the commonest word has rank 1. */
import { FIRST_WORD_ID, INDEX_FROM, SPECIAL_WORDS, UNKNOWN_ID } from '../config';

/** How many words a vocabulary of numWords ids knows: the rest are the special ids. */
export const numKnownWords = (numWords: number): number => Math.max(0, numWords - FIRST_WORD_ID);

/** Words from one string with a word a line, as PreparedData and saved models carry them. */
export const splitWords = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** The words that a model knows. Word k (from 0) has id FIRST_WORD_ID + k. */
export class Vocabulary {
  private readonly idByWord: ReadonlyMap<string, number>;

  /** @param words known words in order of rank, each once */
  constructor(readonly words: readonly string[]) {
    this.idByWord = new Map(words.map((word, k) => [word, FIRST_WORD_ID + k]));
  }

  /** The most frequent words of a longer list that fit into ids 0..numWords-1. */
  static cut(rankedWords: readonly string[], numWords: number): Vocabulary {
    return new Vocabulary(rankedWords.slice(0, numKnownWords(numWords)));
  }

  /** Reads what `toString` wrote: words joined by '\n'. */
  static parse(text: string): Vocabulary {
    return new Vocabulary(splitWords(text));
  }

  toString(): string {
    return this.words.join('\n');
  }

  /** UNKNOWN_ID for a word that is not known. The word must be as the tokenizer makes it. */
  idOf(word: string): number {
    return this.idByWord.get(word) ?? UNKNOWN_ID;
  }

  /** How an id is shown: the word, or one of SPECIAL_WORDS; `<UNUSED>` for an id that no word has. */
  wordOf(id: number): string {
    return SPECIAL_WORDS[id] ?? this.words[id - FIRST_WORD_ID] ?? SPECIAL_WORDS[INDEX_FROM];
  }
}

/** Counts words and ranks them by frequency; of equally frequent words the one met first comes first. */
export class WordCounter {
  private readonly counts = new Map<string, number>();

  add(words: readonly string[]): void {
    for (const word of words) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }

  /** Distinct words, most frequent first. */
  ranked(): string[] {
    // A Map keeps the order of insertion and the sort is stable: ties stay in order of first appearance.
    return [...this.counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word);
  }
}
