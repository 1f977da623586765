import { describe, expect, test } from 'vitest';
import { tokenize } from './tokenizer';
import { fc } from './testing/seededChecks';

const KERAS_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';
/** Any UTF-16 code units, paired or not. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

describe('tokenize', () => {
  test.each([
    ['', []],
    ['  \t\n ', []],
    ['?! ... --', []],
    ["It's GREAT, isn't it?", ["it's", 'great', "isn't", 'it']],
    ['one<br /><br />two', ['one', 'br', 'br', 'two']],
    ['<script>alert("x")</script>', ['script', 'alert', 'x', 'script']],
    ['well-made/10_out of:10', ['well', 'made', '10', 'out', 'of', '10']],
    ["''quoted'' 'word'", ["''quoted''", "'word'"]],
    ['good😀film 👍🏽', ['good😀film', '👍🏽']],
    ['סרט טוב, מאוד!', ['סרט', 'טוב', 'מאוד']],
    ['\u202bفيلم\u202c رائع.', ['\u202bفيلم\u202c', 'رائع']],
    ['Ángela ÉCLAIR', ['ángela', 'éclair']],
    ['one\r\ntwo\tthree\rfour', ['one', 'two', 'three', 'four']],
    ['a\u0000b \u0010own', ['a\u0000b', '\u0010own']],
    ['a\ud800b', ['a\ufffdb']],
    ['no\u00a0break', ['no\u00a0break']],
  ])('%j', (text, words) => {
    expect(tokenize(text)).toEqual(words);
  });

  test('agrees with lower-casing, replacing the filters by spaces and splitting at spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const spaced = Array.from(text.toLowerCase(), (c) => (KERAS_FILTERS.includes(c) ? ' ' : c)).join('');
        fc.pre(!text.includes('\r'));
        expect(tokenize(text)).toEqual(spaced.split(' ').filter((word) => word !== ''));
      }),
    );
  });

  test('makes words without separators, upper case or broken characters, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of tokenize(text)) {
          expect(word).not.toBe('');
          expect(Array.from(word).some((c) => ` \r${KERAS_FILTERS}`.includes(c))).toBe(false);
          expect(word).toBe(word.toLowerCase());
          expect(new TextDecoder().decode(new TextEncoder().encode(word))).toBe(word);
        }
      }),
    );
  });

  test('gives the same words again when they are put back together', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = tokenize(text);
        expect(tokenize(words.join(' '))).toEqual(words);
      }),
    );
  });

  test('takes a text of 100,000 words', () => {
    expect(tokenize('Word, '.repeat(100_000))).toHaveLength(100_000);
  });
});
