/** The README.txt of a downloaded model: how to use it elsewhere. Its code is run by a test. */
import { START_ID, UNKNOWN_ID } from '../config';
import type { ModelMeta } from '../types';

/** The separators of data/tokenizer.ts: the space, tab, line ends and ASCII punctuation but the apostrophe. */
const SEPARATORS = String.raw`/[ \t\n\r!-&(-\/:-@[-\`{-~]+/`;

export const CODE_START = '--- predict.js ---';
export const CODE_END = '--- end ---';

export function archiveReadme(meta: ModelMeta): string {
  const { maxLen, truncating, padding } = meta.settings;
  const kept = truncating === 'pre' ? `slice(-${maxLen})` : `slice(0, ${maxLen})`;
  const row = padding === 'pre' ? '[...pad, ...ids]' : '[...ids, ...pad]';
  return `${meta.name}
A sentiment classifier (Embedding, LSTM, LSTM, Dense, Dense) trained in the browser with Verdict.

model.json, weights.bin  the network and its weights in the layers format of TensorFlow.js
vocabulary.json          all words; a word's place in the list, from 0, is its id
verdict.json             settings, metrics, data and checksums
optimizer.json, .bin     the state of Adam, if there is one: training can go on

To use it here again, upload this zip in Verdict. To use it elsewhere, unpack it, serve the folder and run
this module (TensorFlow.js 4.22, npm package @tensorflow/tfjs):

${CODE_START}
import * as tf from '@tensorflow/tfjs';

const model = await tf.loadLayersModel('./model.json');
const vocabulary = await (await fetch('./vocabulary.json')).json();
const idOf = new Map(vocabulary.map((word, id) => [word, id]));

export async function predict(text) {
  const words = text.toLowerCase().split(${SEPARATORS}).filter(Boolean);
  const ids = [${START_ID}, ...words.map((word) => idOf.get(word) ?? ${UNKNOWN_ID})].${kept};
  const pad = Array(${maxLen} - ids.length).fill(0);
  const [negative, positive] = await model.predict(tf.tensor2d([${row}])).data();
  return { negative, positive };
}
console.log(await predict('What a wonderful film!'));
${CODE_END}

Trained on: ${meta.datasetTitle}
${meta.citation}
`;
}
