/** The layers: the same in Keras. What no Keras layer does is said in a comment instead. */
import type { Settings } from '../../../types';
import { isPaddingRead } from '../../settingEffects';
import { vocabularySize } from './dataCode';
import { asArgument, call, comment, float, type Snippet } from './python';

export function networkCode(settings: Settings): Snippet {
  const hasBoth = settings.pooling === 'maxMean';
  const needsMask = settings.pooling === 'max' || hasBoth;
  return {
    imports: ['import keras'],
    lines: [
      ...(needsMask ? MASKED_MAX : []),
      ...leftOut(settings),
      ...(hasBoth ? functional(settings) : sequential(settings)),
      'model.summary()',
    ],
  };
}

/** Keras's own maximum would take the padding for words. */
const MASKED_MAX = [
  '@keras.saving.register_keras_serializable()',
  'class LargestOfWords(keras.layers.Layer):',
  '    """Largest value of every unit over the real words."""',
  '',
  '    def __init__(self, **kwargs):',
  '        super().__init__(**kwargs)',
  '        self.supports_masking = True',
  '',
  '    def call(self, x, mask=None):',
  '        if mask is not None:',
  '            is_word = keras.ops.expand_dims(mask, -1)',
  '            x = keras.ops.where(is_word, x, -1e9)',
  '        return keras.ops.max(x, axis=1)',
  '',
  '    def compute_mask(self, x, mask=None):',
  '        return None',
  '',
  '',
];

const count = (value: number): string => value.toLocaleString('en');

/** What the settings ask for and Keras has no layer for. */
function leftOut(settings: Settings): string[] {
  const { numBigrams, numTrigrams, embeddingStart, wordDropout, branches } = settings;
  const phrases = [
    ...(numBigrams > 0 ? [`${count(numBigrams)} word pairs`] : []),
    ...(numTrigrams > 0 ? [`${count(numTrigrams)} word triples`] : []),
  ];
  return [
    ...(phrases.length > 0
      ? [
          `Not here: the page adds to each word's vector those of the phrases that end there (tables of ${phrases.join(' and ')}).`,
        ]
      : []),
    ...(embeddingStart === 'cooccurrence'
      ? ["Not here: the page's vectors start from the words' co-occurrences, these start at random."]
      : []),
    ...(wordDropout > 0
      ? [`Not here: word dropout, which reads ${wordDropout} of the words as unknown while training.`]
      : []),
    ...(branches === 'both'
      ? [
          "Not here: the linear model (NB-SVM), whose log-odds the page blends with the network's. Choose the linear recipe for its code.",
        ]
      : []),
  ].flatMap(comment);
}

/** Layers before the pooling. */
function body(settings: Settings): string[][] {
  const { embeddingUnits, embeddingDropout } = settings;
  return [
    layer('Embedding', [
      vocabularySize(settings),
      String(embeddingUnits),
      isPaddingRead(settings) ? null : 'mask_zero=True',
      'name="word_vectors"',
    ]),
    ...(embeddingDropout > 0 ? [layer('SpatialDropout1D', [float(embeddingDropout)])] : []),
    ...lstms(settings),
  ];
}

function lstms({
  lstmLayers,
  units,
  direction,
  pooling,
  inputDropout,
  recurrentDropout,
}: Settings): string[][] {
  return Array.from({ length: lstmLayers }, (_, i) => {
    const givesAll = i < lstmLayers - 1 || pooling !== 'last';
    const lstm = layer('LSTM', [
      String(units),
      givesAll ? 'return_sequences=True' : null,
      inputDropout > 0 ? `dropout=${float(inputDropout)}` : null,
      recurrentDropout > 0 ? `recurrent_dropout=${float(recurrentDropout)}` : null,
    ]);
    return direction === 'both' ? layer('Bidirectional', [asArgument(lstm)]) : lstm;
  });
}

function head({ denseUnits, headDropout }: Settings): string[][] {
  const dropout = headDropout > 0 ? [layer('Dropout', [float(headDropout)])] : [];
  return [
    ...(denseUnits > 0 ? [...dropout, layer('Dense', [String(denseUnits), 'activation="relu"'])] : []),
    ...dropout,
    layer('Dense', ['2', 'activation="softmax"']),
  ];
}

const layer = (name: string, args: readonly (string | null)[]): string[] =>
  call(`keras.layers.${name}`, args);
const mean = (): string[] => layer('GlobalAveragePooling1D', []);
const largest = ['LargestOfWords()'];

function sequential(settings: Settings): string[] {
  const pooling = { last: [], max: [largest], mean: [mean()], maxMean: [] }[settings.pooling];
  const input = call('keras.Input', [`shape=(${settings.maxLen},)`, 'dtype="int32"']);
  const layers = [input, ...body(settings), ...pooling, ...head(settings)];
  return ['model = keras.Sequential(', '    [', ...indented(layers), '    ]', ')'];
}

const indented = (layers: readonly string[][]): string[] =>
  layers.flatMap((lines) => lines.map((line, i) => `        ${line}${i === lines.length - 1 ? ',' : ''}`));

/** A layer's lines, called with x. */
const applied = (target: string, lines: readonly string[]): string[] =>
  lines.map((line, i) => `${i === 0 ? `${target} = ` : ''}${line}${i === lines.length - 1 ? '(x)' : ''}`);

function functional(settings: Settings): string[] {
  const layers = head(settings);
  return [
    ...call('words = keras.Input', [`shape=(${settings.maxLen},)`, 'dtype="int32"']),
    'x = words',
    ...body(settings).flatMap((lines) => applied('x', lines)),
    ...applied('largest', largest),
    ...applied('mean', mean()),
    'x = keras.layers.Concatenate()([largest, mean])',
    ...layers.flatMap((lines) => applied('x', lines)),
    'model = keras.Model(words, x)',
  ];
}
