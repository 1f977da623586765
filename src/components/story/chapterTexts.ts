/** What the chapters say: two or three sentences each, of the settings as they are; terms marked as in Term.tsx. */
import { FIRST_WORD_ID, PAD_ID, START_ID, UNKNOWN_ID } from '../../config';
import { isPaddingRead } from '../../state/settingEffects';
import type { ChapterId } from '../../state/story/chapters';
import type { Settings } from '../../types';

const number = (value: number): string => value.toLocaleString('en');
const percent = (share: number): string => `${Math.round(100 * share)}%`;

const REVIEWS = {
  imdb: 'Here are 25,000 film reviews to learn from and 25,000 others to be tested on.',
  sentences:
    'Here are 2,400 sentences about films, products and restaurants to learn from and 600 others to be tested on.',
} as const;

const NUM_REVIEWS = { imdb: 25_000, sentences: 2_400 } as const;

function fewer({ dataset, numReviews }: Settings): string {
  if (numReviews === 0 || numReviews >= NUM_REVIEWS[dataset]) return '';
  return ` At present only ${number(numReviews)} are used to learn from.`;
}

const hasPhrases = ({ numBigrams, numTrigrams }: Settings): boolean => numBigrams > 0 || numTrigrams > 0;

type Texts = Record<ChapterId, (settings: Settings) => string>;

const NETWORK: Texts = {
  review: (settings) =>
    `${REVIEWS[settings.dataset]}${fewer(settings)} Each has a label, positive or negative. Nobody tells the program any rule of language: all that it will know it learns from these texts and their labels.`,
  ids: ({ numWords }) =>
    `A network computes with numbers, so a text is split into words ([[token|tokens]]) and each word becomes its [[id|id]]. The commonest word gets ${FIRST_WORD_ID}, the next one ${FIRST_WORD_ID + 1} and so on; ${START_ID} marks the start of every review. The [[vocabulary|vocabulary]] has room for ${number(numWords)} ids: rarer words all become ${UNKNOWN_ID}, “unknown”.`,
  pad: (settings) => {
    const { maxLen, truncating, padding } = settings;
    const cut = truncating === 'pre' ? 'loses its beginning' : 'loses its end';
    const side = padding === 'pre' ? 'in front' : 'behind';
    const read = isPaddingRead(settings)
      ? 'The network reads these zeros like words.'
      : 'The network is told which ids are real and skips the zeros.';
    return `Texts differ in length, but a network reads many at once, as the rows of a table, and those are equally long. A review of more than ${maxLen} ids ${cut}; a shorter one is filled up with ${PAD_ID} ${side}, which is called [[padding|padding]]. ${read}`;
  },
  vectors: (settings) =>
    `An id says nothing about what a word means. So the [[embedding|embedding]] gives each word a row of ${settings.embeddingUnits} numbers, its [[wordVector|word vector]], ${
      settings.embeddingStart === 'cooccurrence'
        ? 'which starts from the company that the word keeps in the reviews'
        : 'which starts at random'
    }.${phrases(settings)} Training moves the rows: words that do the same for the verdict end up close together. Watch the map of step 2.`,
  network: (settings) =>
    `${settings.lstmLayers > 0 ? lstm(settings) : withoutLstm(settings)}${blended(settings)}`,
  train: ({ batchSize, epochs }) =>
    `The network guesses the labels of ${batchSize} reviews, a [[batch|batch]]. The [[loss|loss]] says how wrong it was, [[backpropagation|backpropagation]] finds out which way every [[weight|weight]] (each number in the network that can change) should move, and [[adam|Adam]] moves each a little. Once through all the reviews is an [[epoch|epoch]]; this run has ${epochs}.`,
  curves: ({ validationShare }) =>
    validationShare > 0
      ? `The loss should fall and the [[accuracy|accuracy]] rise. ${percent(validationShare)} of the reviews are kept out of training: on them, the [[validation|validation]] curve shows whether what was learnt holds for texts never seen. When training still gets better and validation gets worse, the network learns by heart ([[overfitting|overfitting]]).`
      : 'The loss should fall and the [[accuracy|accuracy]] rise. No reviews are kept out of training for [[validation|validation]], so only the test at the end tells learning from learning by heart ([[overfitting|overfitting]]).',
  verdict: () =>
    'Your text goes the same way as every review: words, ids, vectors, the network, two probabilities that [[softmax|add up]] to 100%. The larger one is the verdict. Near 50% the model is not sure, and it can be wrong when it is sure: look at how it came to its answer.',
  inside: () =>
    'A network is not a sealed box: every number in it can be looked at. See how the answer grew from word to word, which words decided (by leaving each out, or by [[integratedGradients|integrated gradients]]), and what would change its mind.',
  keep: () =>
    'All that was learnt is in the [[weight|weights]]. Save them in this browser or download them: the zip holds the model in the format of TensorFlow.js, with the words and settings that belong to it, and answers the same wherever it is loaded.',
};

const phrases = (settings: Settings): string =>
  hasPhrases(settings)
    ? ' Frequent phrases such as “not good” ([[ngram|n-grams]]) have rows, too, which are added to those of their last words.'
    : '';

const blended = ({ branches }: Settings): string =>
  branches === 'both'
    ? ' In this recipe a linear model, one weight for each word and phrase, answers as well, and the two answers are blended.'
    : '';

function lstm({ lstmLayers, units, direction, pooling, denseUnits }: Settings): string {
  const layers =
    lstmLayers === 1
      ? 'An [[lstm|LSTM]] reads'
      : `${lstmLayers} [[lstm|LSTM]] layers, one on top of the other, read`;
  const both = direction === 'both' ? ' A twin reads backwards ([[bidirectional|bidirectional]]).' : '';
  const end = {
    last: 'After the last word, what is remembered',
    max: 'The largest value of each unit over all words ([[pooling|pooling]])',
    mean: 'The mean of each unit over all words ([[pooling|pooling]])',
    maxMean: 'The largest value and the mean of each unit over all words ([[pooling|pooling]])',
  }[pooling];
  const goes = pooling === 'maxMean' ? 'go' : 'goes';
  const dense =
    denseUnits > 0
      ? 'two [[dense|dense layers]], which weigh it up'
      : 'a [[dense|dense layer]], which weighs it up';
  return `${layers} the vectors word by word and ${lstmLayers === 1 ? 'carries' : 'carry'} a memory of ${units} numbers along; [[gate|gates]] decide what to forget, what to add and what to show.${both} ${end} ${goes} to ${dense} into “negative” and “positive”.`;
}

function withoutLstm(settings: Settings): string {
  const { pooling, embeddingUnits } = settings;
  const what =
    pooling === 'max'
      ? 'the largest value'
      : pooling === 'mean'
        ? 'the mean'
        : 'the mean and the largest value';
  return `This network has no memory: it takes ${what} of each of the ${embeddingUnits} numbers over all words ([[pooling|pooling]]) and weighs that up into “negative” and “positive” ([[dense|dense layer]]). ${hasPhrases(settings) ? 'But for those phrases, the' : 'The'} order of the words is lost, yet it does surprisingly well.`;
}

/** Where the model is no network. */
const LINEAR: Partial<Texts> = {
  pad: () => 'This recipe, a linear model, reads whole reviews: nothing is cut off and nothing is filled up.',
  vectors: () =>
    'A linear model knows nothing about a word but one weight: how much it speaks for “positive” or against it. The map of step 2 belongs to the recipes with a network.',
  network: () =>
    'There is no network in this recipe. Every word and frequent phrase ([[ngram|n-gram]]) of a review adds its weight, and the sign of the sum is the verdict. It is the yardstick that a network has to beat.',
  train: () =>
    'First each word is counted in positive and in negative reviews; then a support vector machine adjusts the weights so that as many reviews as possible are clearly on their side. That has one best answer, found in seconds, so there are no [[epoch|epochs]].',
  curves: () =>
    'With no epochs there are no curves: the [[accuracy|accuracy]] on training and on [[validation|validation]] reviews is known at once.',
  verdict: () =>
    'The weights of the words and phrases in your text are added up; the sum is turned into a probability that comes true as often as it says ([[calibration|calibration]]).',
  inside: () =>
    'A linear model hides nothing: its weights can be read like a list. See which words and phrases decided, by how much, and what would change the verdict.',
};

export function chapterText(id: ChapterId, settings: Settings): string {
  const text = settings.branches === 'linear' ? (LINEAR[id] ?? NETWORK[id]) : NETWORK[id];
  return text(settings);
}
