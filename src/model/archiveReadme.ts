/** The README.txt of a downloaded model: how to use it elsewhere. Its code is run by a test. */
import { FIRST_WORD_ID, START_ID, UNKNOWN_ID } from '../config';
import { ordersOf } from '../data/features/featureMaker';
import type { ModelMeta, Settings } from '../types';
import { EVEN_BLEND } from './blendFit';

/** The separators of data/tokenizer.ts: the space, tab, line ends and ASCII punctuation but the apostrophe. */
const SEPARATORS = String.raw`/[ \t\n\r!-&(-\/:-@[-\`{-~]+/`;

export const CODE_START = '--- predict.js ---';
export const CODE_END = '--- end ---';

export function archiveReadme(meta: ModelMeta): string {
  const { settings } = meta;
  return `${meta.name}
A sentiment classifier trained in the browser with Verdict.

${filesOf(settings)}

To use it here again, upload this zip in Verdict. To use it elsewhere, unpack it, serve the folder and run
this module (TensorFlow.js 4.22, npm package @tensorflow/tfjs):

${CODE_START}
import * as tf from '@tensorflow/tfjs';

${loadingCode(settings)}
export async function predict(text) {
  const words = text.toLowerCase().split(${SEPARATORS}).filter(Boolean);
  const all = [${START_ID}, ...words.map((word) => idOf.get(word) ?? ${UNKNOWN_ID})];
${scoringCode(meta)}}
console.log(await predict('What a wonderful film!'));
${CODE_END}

Trained on: ${meta.datasetTitle}
${meta.citation}
`;
}

const hasExtras = (settings: Settings): boolean =>
  ordersOf(settings).length > 0 || settings.branches !== 'network';

/** With these layers Keras masks the padding; all others read a review without any. */
const isPadded = (settings: Settings): boolean =>
  settings.pooling === 'last' && settings.direction === 'forward' && ordersOf(settings).length === 0;

function filesOf(settings: Settings): string {
  const network = [
    'model.json, weights.bin  the network and its weights in the layers format of TensorFlow.js',
    'optimizer.json, .bin     the state of Adam, if there is one: training can go on',
  ];
  return [
    ...(settings.branches === 'linear' ? [] : network),
    ...(hasExtras(settings)
      ? [
          'extras.json, .bin        the words of the n-grams, and the weights of the linear model, if there are any',
        ]
      : []),
    'vocabulary.json          all words; a word’s place in the list, from 0, is its id',
    'verdict.json             settings, metrics, data and checksums',
  ].join('\n');
}

function loadingCode(settings: Settings): string {
  const network = "const model = await tf.loadLayersModel('./model.json');\n";
  const vocabulary = `const vocabulary = await (await fetch('./vocabulary.json')).json();
const idOf = new Map(vocabulary.map((word, id) => [word, id]));
`;
  return [
    ...(settings.branches === 'linear' ? [] : [network]),
    vocabulary,
    ...(hasExtras(settings) ? [extrasCode(settings)] : []),
  ].join('');
}

function extrasCode(settings: Settings): string {
  const names = ordersOf(settings).map((order) => (order === 2 ? "'ngrams/bigrams'" : "'ngrams/trigrams'"));
  return `const { tensors } = await (await fetch('./extras.json')).json();
const buffer = await (await fetch('./extras.bin')).arrayBuffer();
const extras = new Map();
let start = 0;
for (const { name, shape, quantization: q } of tensors) {
  const size = shape.reduce((a, b) => a * b, 1);
  const end = start + (q ? size : 4 * size);
  const part = buffer.slice(start, end);
  const values = q
    ? Float32Array.from(new Uint8Array(part), (byte) => q.min + q.scale * byte)
    : new Float32Array(part);
  extras.set(name, { shape, values });
  start = end;
}
${names.length === 0 ? '' : phrasesCode(names)}`;
}

function phrasesCode(names: string[]): string {
  return `const phrases = [${names.join(', ')}].map((name) => {
  const { shape: [count, order], values } = extras.get(name);
  const ids = new Map();
  for (let k = 0; k < count; k++) ids.set(values.slice(k * order, (k + 1) * order).join(' '), k + 1);
  return { count, order, ids };
});
const phrasesOf = (ids) =>
  phrases.map(({ order, ids: known }) =>
    ids.map((_, at) => known.get(ids.slice(Math.max(0, at - order + 1), at + 1).join(' ')) ?? 0));
`;
}

function scoringCode(meta: ModelMeta): string {
  const { settings } = meta;
  const { branches } = settings;
  if (branches === 'network' && isPadded(settings)) return paddedCode(settings);
  const lines: string[] = [];
  if (branches !== 'linear') lines.push(networkCode(settings));
  if (branches !== 'network') lines.push(linearCode(settings));
  lines.push(`  const score = ${scoreOf(meta)};`);
  lines.push('  const positive = 1 / (1 + Math.exp(-score));');
  lines.push('  return { negative: 1 - positive, positive };\n');
  return lines.join('\n');
}

function scoreOf({ settings: { branches }, blend = EVEN_BLEND }: ModelMeta): string {
  if (branches === 'network') return 'network';
  if (branches === 'linear') return 'linear';
  return `${blend.bias} + ${blend.network} * network + ${blend.linear} * linear`;
}

const cutCode = ({ maxLen, truncating }: Settings): string =>
  truncating === 'pre' ? `slice(-${maxLen})` : `slice(0, ${maxLen})`;

function paddedCode(settings: Settings): string {
  const row = settings.padding === 'pre' ? '[...pad, ...ids]' : '[...ids, ...pad]';
  return `  const ids = all.${cutCode(settings)};
  const pad = Array(${settings.maxLen} - ids.length).fill(0);
  const [negative, positive] = await model.predict(tf.tensor2d([${row}])).data();
  return { negative, positive };
`;
}

/** The log-odds of the network; a review is given to it as long as it is. */
function networkCode(settings: Settings): string {
  const cut = cutCode(settings);
  const hasPhrases = ordersOf(settings).length > 0;
  const inputs = hasPhrases ? `[all, ...phrasesOf(all)]` : '[all]';
  const row = isPadded(settings) ? paddedRow(settings, cut) : `(ids) => ids.${cut}`;
  return `  const cut = ${row};
  const inputs = ${inputs}.map((ids) => tf.tensor2d([cut(ids)]));
  const [no, yes] = await model.predict(inputs.length === 1 ? inputs[0] : inputs).data();
  const network = Math.log(yes) - Math.log(no);`;
}

function paddedRow({ maxLen, padding }: Settings, cut: string): string {
  const pad = `Array(Math.max(0, ${maxLen} - ids.length)).fill(0)`;
  return padding === 'pre' ? `(ids) => [...${pad}, ...ids.${cut}]` : `(ids) => [...ids.${cut}, ...${pad}]`;
}

/** The log-odds of the linear model: every known word and phrase counts once. */
function linearCode(settings: Settings): string {
  const hasPhrases = ordersOf(settings).length > 0;
  const phrases = `
  let next = ${settings.numWords - 1};
  phrasesOf(all).forEach((ids, k) => {
    for (const id of ids) if (id > 0) features.add(next + id);
    next += phrases[k].count;
  });`;
  return `  const features = new Set(all.filter((id) => id >= ${FIRST_WORD_ID}));${hasPhrases ? phrases : ''}
  let linear = extras.get('linear/bias').values[0];
  for (const feature of features) linear += extras.get('linear/weights').values[feature];`;
}
