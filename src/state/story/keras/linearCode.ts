/** The linear baseline has no counterpart in Keras: the same with scikit-learn. */
import { FIRST_WORD_ID } from '../../../config';
import type { Settings } from '../../../types';
import type { ChapterId } from '../chapters';
import { encodeCode } from './dataCode';
import { comment, type Snippet } from './python';

/** As in linear/nbSvm.ts. */
const C = 0.003;

const ordersOf = ({ numBigrams, numTrigrams }: Settings): number[] => [
  ...(numBigrams > 0 ? [2] : []),
  ...(numTrigrams > 0 ? [3] : []),
];

const only = (text: string): Snippet => ({ imports: [], lines: comment(text) });

export function linearCode(chapter: Exclude<ChapterId, 'review' | 'ids'>, settings: Settings): Snippet {
  switch (chapter) {
    case 'pad':
      return only('The linear model reads whole reviews: nothing is cut or filled up.');
    case 'vectors':
      return only('The linear model has no vectors: each word and phrase has one weight.');
    case 'network':
      return features(settings);
    case 'train':
      return training(settings);
    case 'curves':
      return judging(settings);
    case 'verdict':
      return verdict(settings);
    case 'inside':
      return weights();
    case 'keep':
      return {
        imports: ['import pickle'],
        lines: [
          'with open("verdict.pickle", "wb") as file:',
          '    pickle.dump((vectorizer, ratios, machine, id_of), file)',
        ],
      };
    default:
      return chapter satisfies never;
  }
}

function features(settings: Settings): Snippet {
  const { numWords, numBigrams, numTrigrams } = settings;
  const orders = ordersOf(settings);
  const phrases = orders.flatMap((order) => [
    `    grams = zip(${Array.from({ length: order }, (_, i) => (i === 0 ? 'ids' : `ids[${i}:]`)).join(', ')})`,
    `    found |= {gram for gram in grams if min(gram) >= ${FIRST_WORD_ID}}`,
  ]);
  return {
    imports: ['from sklearn.feature_extraction.text import CountVectorizer'],
    lines: [
      ...comment('No network, so no Keras: scikit-learn. Each known word of a review counts once.'),
      ...(orders.length > 0
        ? comment(
            'The page chooses the phrases that tell the classes apart best; here the commonest are taken.',
          )
        : []),
      '',
      '',
      'def features_of(ids):',
      `    found = {(number,) for number in ids if number >= ${FIRST_WORD_ID}}`,
      ...phrases,
      '    return found',
      '',
      '',
      'vectorizer = CountVectorizer(',
      '    analyzer=features_of,',
      '    binary=True,',
      `    max_features=${numWords + numBigrams + numTrigrams},`,
      ')',
      'present = vectorizer.fit_transform(train_ids)',
      'print(present.shape)  # reviews, words and phrases',
    ],
  };
}

function training({ validationShare }: Settings): Snippet {
  return {
    imports: ['import numpy as np', 'from sklearn.svm import LinearSVC'],
    lines: [
      ...(validationShare > 0
        ? [`num_trained = round(len(train_ids) * (1 - ${validationShare}))`]
        : ['num_trained = len(train_ids)']),
      'learned, labels = present[:num_trained], train_labels[:num_trained]',
      '',
      ...comment('Naive Bayes: how much more often a feature is in positive reviews (log-ratio).'),
      'positive = 1 + np.asarray(learned[labels == 1].sum(axis=0))[0]',
      'negative = 1 + np.asarray(learned[labels == 0].sum(axis=0))[0]',
      'ratios = np.log(positive / positive.sum())',
      'ratios -= np.log(negative / negative.sum())',
      '',
      `machine = LinearSVC(C=${C})`,
      'machine.fit(learned.multiply(ratios).tocsr(), labels)',
    ],
  };
}

function judging({ validationShare }: Settings): Snippet {
  const validation = [
    'held_out = present[num_trained:].multiply(ratios).tocsr()',
    'print("validation", machine.score(held_out, train_labels[num_trained:]))',
  ];
  return {
    imports: [],
    lines: [
      ...comment('One optimum, no epochs, so there are no curves.'),
      ...(validationShare > 0 ? validation : []),
      'tested = vectorizer.transform(test_ids).multiply(ratios).tocsr()',
      'print("test", machine.score(tested, test_labels))',
    ],
  };
}

function verdict(settings: Settings): Snippet {
  const encoding = encodeCode(settings);
  return {
    imports: encoding.imports,
    lines: [
      ...encoding.lines,
      'review = "A quiet, clever and wonderful film."',
      'x = vectorizer.transform([encode(review)]).multiply(ratios)',
      'margin = machine.decision_function(x.tocsr())[0]',
      'print("positive" if margin > 0 else "negative", margin)',
      ...comment('Not here: the page scales the margin to a probability (Platt 1999).'),
    ],
  };
}

function weights(): Snippet {
  return {
    imports: ['import numpy as np'],
    lines: [
      '# What each word or phrase adds to the verdict.',
      'weights = machine.coef_[0] * ratios',
      'names = vectorizer.get_feature_names_out()',
      'for i in [*np.argsort(weights)[:5], *np.argsort(-weights)[:5]]:',
      '    print([word_of[number] for number in names[i]], weights[i])',
    ],
  };
}
