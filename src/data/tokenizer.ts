/**
 * The only tokenizer: the data script, preprocessing and typed reviews all use it.
 *
 * Keras's `text_to_word_sequence` with its default filters: lower-case, then every ASCII punctuation character
 * except the apostrophe, every tab and every newline separates words, so `<br />` leaves the word "br". Beyond
 * Keras, a carriage return separates too, for texts with Windows line ends; the IMDB reviews hold none. Other
 * control characters stay in their words, as in Keras: two words of the official index have one.
 */
export const SEPARATORS = ' \t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~';

/** [128], 1 where the ASCII character separates words. */
const isSeparator = new Uint8Array(128);
for (const character of SEPARATORS) isSeparator[character.charCodeAt(0)] = 1;

/** Half of a surrogate pair on its own: not a character, and UTF-8 cannot hold it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const SPACE = 0x20;
const REPLACEMENT_CHARACTER = '\ufffd';

/** The words of a text in order; empty when there are none. Never contains an empty word. */
export function tokenize(text: string): string[] {
  const lower = text.toLowerCase().replace(LONE_SURROGATE, REPLACEMENT_CHARACTER);
  const words: string[] = [];
  let start = 0;
  for (let i = 0; i <= lower.length; i++) {
    const code = i < lower.length ? lower.charCodeAt(i) : SPACE;
    if (code >= isSeparator.length || isSeparator[code] === 0) continue;
    if (i > start) words.push(lower.slice(start, i));
    start = i + 1;
  }
  return words;
}
