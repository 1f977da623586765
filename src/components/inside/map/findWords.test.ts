import { expect, test } from 'vitest';
import { findWords, mistakesBetween } from './findWords';

const LIST = [
  '<PAD>',
  'the',
  'film',
  'films',
  'awful',
  'filmed',
  'wonderful',
  'firm',
  'awfully',
  'lawful',
  'flim',
];
const found = (typed: string, limit = 8): string[] =>
  findWords(LIST, 1, typed, limit).map((id) => LIST[id] ?? '');

test('the word itself, then what begins with it, then what looks like it; commonest first', () => {
  expect(found('film')).toEqual(['film', 'films', 'filmed', 'firm', 'flim']);
  expect(found('awful')).toEqual(['awful', 'awfully', 'lawful']);
});

test('a rare word comes first where it is meant', () => {
  expect(found('filmed')).toEqual(['filmed', 'film', 'films']);
});

test('slips of the finger are forgiven, fewer in short words', () => {
  expect(found('wonderfull')).toEqual(['wonderful']);
  expect(found('wodnerful')).toEqual(['wonderful']);
  expect(found('  AWFUL ')[0]).toBe('awful');
  expect(found('th')).toEqual(['the']);
  expect(found('tx')).toEqual([]);
});

test('special ids are not found, nothing is not looked for, and no more than asked for', () => {
  expect(found('<PAD>')).toEqual([]);
  expect(found('   ')).toEqual([]);
  expect(found('f', 2)).toEqual(['film', 'films']);
});

test('mistakes are letters put in, left out, changed or swapped', () => {
  expect(mistakesBetween('film', 'film', 2)).toBe(0);
  expect(mistakesBetween('film', 'films', 2)).toBe(1);
  expect(mistakesBetween('film', 'flim', 2)).toBe(1);
  expect(mistakesBetween('kitten', 'sitting', 3)).toBe(3);
  expect(mistakesBetween('kitten', 'sitting', 2)).toBe(3);
});
