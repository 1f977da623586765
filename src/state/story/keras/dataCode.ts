/** Reviews, ids, padding: the same in Keras. */
import { FIRST_WORD_ID, INDEX_FROM, PAD_ID, START_ID, SPECIAL_WORDS, UNKNOWN_ID } from '../../../config';
import type { Settings } from '../../../types';
import { call, comment, type Snippet } from './python';

const KERAS = 'import keras';
const NUMPY = 'import numpy as np';

/** The tokenizer of the page: lower case, cut at white space and ASCII punctuation but the apostrophe. */
const TOKENIZER = [
  'separators = string.punctuation.replace("\'", "")',
  'to_spaces = str.maketrans(separators, " " * len(separators))',
  '',
  '',
  'def words_of(text):',
  '    return text.lower().translate(to_spaces).split()',
];

const ENCODE = [
  'def encode(text):',
  `    return [${START_ID}] + [id_of.get(word, ${UNKNOWN_ID}) for word in words_of(text)]`,
];

/** Size of the vocabulary, as an expression: a small dataset has fewer words than there is room for. */
export const vocabularySize = ({ dataset, numWords }: Settings): string =>
  dataset === 'imdb' ? String(numWords) : 'num_words';

export function reviewCode(settings: Settings): Snippet {
  const seed = `keras.utils.set_random_seed(${settings.seed})`;
  return settings.dataset === 'imdb' ? filmReviews(settings, seed) : sentences(seed);
}

function filmReviews(settings: Settings, seed: string): Snippet {
  return {
    imports: [KERAS],
    lines: [
      seed,
      '',
      '(train_ids, train_labels), (test_ids, test_labels) = (',
      ...call('    keras.datasets.imdb.load_data', [
        `num_words=${settings.numWords}`,
        `index_from=${INDEX_FROM}`,
      ]).map((line, i) => (i === 0 ? line : `    ${line}`)),
      ')',
      ...fewer('train_ids', settings),
      'print(len(train_ids), "reviews to learn from")',
      'print(len(test_ids), "reviews to be tested on")',
      'print("Label of the first:", train_labels[0])  # 1: positive',
    ],
  };
}

function sentences(seed: string): Snippet {
  return {
    imports: [KERAS, NUMPY, 'import json'],
    lines: [
      seed,
      '',
      ...comment(
        'Keras has no copy of these sentences. Lay train.json and test.json from this page\'s folder "sentences" beside this script.',
      ),
      '',
      '',
      'def read(name):',
      '    with open(name, encoding="utf-8") as file:',
      '        split = json.load(file)',
      '    order = np.random.permutation(len(split["texts"]))',
      '    texts = [split["texts"][i] for i in order]',
      '    return texts, np.array(split["labels"])[order]',
      '',
      '',
      'train_texts, train_labels = read("train.json")',
      'test_texts, test_labels = read("test.json")',
      'print(train_texts[0], train_labels[0])  # 1: positive',
    ],
  };
}

function fewer(name: string, { numReviews }: Settings): string[] {
  if (numReviews === 0) return [];
  return [`${name} = ${name}[:${numReviews}]`, `train_labels = train_labels[:${numReviews}]`];
}

export function idsCode(settings: Settings): Snippet {
  const special = SPECIAL_WORDS.map((word, id) => `${id}: "${word}"`).join(', ');
  const words = [
    'word_of = {number: word for word, number in id_of.items()}',
    `word_of |= {${special}}`,
    'print(train_ids[0][:8])',
    'print([word_of[number] for number in train_ids[0][:8]])',
  ];
  if (settings.dataset === 'imdb') {
    return {
      imports: [KERAS],
      lines: [
        'ranks = keras.datasets.imdb.get_word_index()',
        'id_of = {',
        `    word: rank + ${INDEX_FROM}`,
        '    for word, rank in ranks.items()',
        `    if rank + ${INDEX_FROM} < ${settings.numWords}`,
        '}',
        ...words,
      ],
    };
  }
  return {
    imports: ['from collections import Counter', 'import string'],
    lines: [
      ...TOKENIZER,
      '',
      '',
      ...ENCODE,
      '',
      '',
      'counts = Counter(w for text in train_texts for w in words_of(text))',
      `common = counts.most_common(${settings.numWords - FIRST_WORD_ID})`,
      `id_of = {word: i + ${FIRST_WORD_ID} for i, (word, _) in enumerate(common)}`,
      `num_words = len(id_of) + ${FIRST_WORD_ID}`,
      'train_ids = [encode(text) for text in train_texts]',
      'test_ids = [encode(text) for text in test_texts]',
      ...fewer('train_ids', settings),
      ...words,
    ],
  };
}

/** How a typed text becomes ids, where the script does not know it yet. */
export function encodeCode({ dataset }: Settings): Snippet {
  if (dataset !== 'imdb') return { imports: [], lines: [] };
  return { imports: ['import string'], lines: [...TOKENIZER, '', '', ...ENCODE, '', ''] };
}

export function padCode(settings: Settings): Snippet {
  return {
    imports: [KERAS],
    lines: [
      ...padded('x_train', 'train_ids', settings),
      ...padded('x_test', 'test_ids', settings),
      `print(x_train.shape)  # every row ${settings.maxLen} ids`,
    ],
  };
}

export const padded = (target: string, ids: string, { maxLen, padding, truncating }: Settings): string[] =>
  call(`${target} = keras.utils.pad_sequences`, [
    ids,
    `maxlen=${maxLen}`,
    `padding="${padding}"`,
    `truncating="${truncating}"`,
    `value=${PAD_ID}`,
  ]);

export function vectorsCode(settings: Settings): Snippet {
  const size = vocabularySize(settings);
  return {
    imports: [KERAS, NUMPY, 'import matplotlib.pyplot as plt'],
    lines: [
      ...comment('Two numbers a word, as they are before any training.'),
      `untrained = keras.layers.Embedding(${size}, 2)`,
      `places = keras.ops.convert_to_numpy(untrained(np.arange(${size})))`,
      'plt.scatter(places[:, 0], places[:, 1], s=2)',
      'plt.show()',
    ],
  };
}
