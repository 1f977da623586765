import { expect, test } from 'vitest';
import { UNKNOWN_ID } from '../config';
import { Vocabulary, WordCounter } from './vocabulary';

const ranked = ['the', 'and', 'a', 'of', 'to'];

test('the commonest word has id 4, rank plus three', () => {
  const vocabulary = new Vocabulary(ranked);
  expect(ranked.map((word) => vocabulary.idOf(word))).toEqual([4, 5, 6, 7, 8]);
  expect([4, 5, 6, 7, 8].map((id) => vocabulary.wordOf(id))).toEqual(ranked);
});

test('numWords counts the special ids: an id that is not below it is unknown', () => {
  const vocabulary = Vocabulary.cut(ranked, 6);
  expect(ranked.map((word) => vocabulary.idOf(word))).toEqual([4, 5, UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID]);
  expect(Vocabulary.cut(ranked, 4).words).toEqual([]);
  expect(Vocabulary.cut(ranked, 100).words).toEqual(ranked);
});

test('special ids and ids without a word have names of their own', () => {
  const vocabulary = Vocabulary.cut(ranked, 6);
  expect([0, 1, 2, 3, 4, 6].map((id) => vocabulary.wordOf(id))).toEqual([
    '<PAD>',
    '<START>',
    '<UNK>',
    '<UNUSED>',
    'the',
    '<UNUSED>',
  ]);
});

test.each([[[]], [ranked], [['constructor', '__proto__', "it's"]]])('reads what it wrote: %j', (words) => {
  const copy = Vocabulary.parse(new Vocabulary(words).toString());
  expect(copy.words).toEqual(words);
  words.forEach((word, k) => expect(copy.idOf(word)).toBe(4 + k));
});

test('ranks by count, then by first appearance', () => {
  const counter = new WordCounter();
  counter.add(['b', 'a', 'c', 'a']);
  counter.add(['d', 'c', 'constructor']);
  expect(counter.ranked()).toEqual(['a', 'c', 'b', 'd', 'constructor']);
});
