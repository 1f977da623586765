import { expect, it } from 'vitest';
import { idOfWord } from './wordIds';

const ids = (vocabulary: string, words: string[]): (number | null)[] =>
  words.map((word) => idOfWord(vocabulary, word));

it('finds a word’s id by its line', () => {
  expect(ids('the\ngood\ngoodness\nbad', ['the', 'good', 'goodness', 'bad'])).toEqual([4, 5, 6, 7]);
  expect(ids('the\ngood', ['go', 'oo', '', 'bad'])).toEqual([null, null, null, null]);
  expect(idOfWord('', 'good')).toBeNull();
});
