/** Every technical term of the page, explained once. */

export interface GlossaryEntry {
  name: string;
  /** One or two sentences, exact and plain. */
  text: string;
}

const ENTRIES = {
  accuracy: { name: 'Accuracy', text: 'The share of all reviews that are judged rightly.' },
  adam: {
    name: 'Adam',
    text: 'The rule by which weights are changed here: each weight takes a step along the average of its recent gradients, made longer or shorter by how much they vary.',
  },
  backpropagation: {
    name: 'Backpropagation',
    text: 'How the gradient is computed: from the loss backwards through the layers, by the chain rule of calculus. Each layer tells the one before how its output should change.',
  },
  batch: {
    name: 'Batch',
    text: 'A few reviews that are read together. The weights are changed once after each batch, by the average of what its reviews ask for.',
  },
  bidirectional: {
    name: 'Bidirectional',
    text: 'Two LSTMs, one that reads from the first word to the last and one that reads from the last to the first; what both say is put side by side.',
  },
  calibration: {
    name: 'Calibration',
    text: 'Probabilities are well calibrated when they come true: of the reviews that get 80% “positive”, 80% are positive.',
  },
  cellState: {
    name: 'Cell state',
    text: 'The long memory of an LSTM: one number for each unit, handed on from word to word. The gates decide what is erased from it and what is added.',
  },
  clipping: {
    name: 'Clipping',
    text: 'Gradients longer than a limit are shortened to it before the weights are changed, so that one odd batch cannot spoil the network.',
  },
  cluster: {
    name: 'Cluster',
    text: 'A group of words whose vectors lie close together. The computer finds the groups by itself (k-means); nobody has named them.',
  },
  confidenceInterval: {
    name: 'Confidence interval',
    text: 'A range made so that, if the test were repeated with other reviews, 95 of 100 such ranges would contain the true value. More reviews, narrower range.',
  },
  correlation: {
    name: 'Correlation',
    text: 'How well two lists of numbers go together: 1 when one rises in step with the other, 0 when they have nothing to do with each other, -1 when one falls as the other rises. Pearson’s compares the numbers themselves, Spearman’s only their order.',
  },
  cosine: {
    name: 'Cosine distance',
    text: 'One minus the cosine of the angle between two vectors: 0 when they point the same way, 1 at a right angle, 2 when they are opposite. Their lengths do not count.',
  },
  crossEntropy: {
    name: 'Cross-entropy',
    text: 'The loss used here: minus the logarithm of the probability given to the right label, averaged over the reviews. A sure and right answer costs almost nothing, a sure and wrong one very much. Also called log loss.',
  },
  deadUnit: {
    name: 'Dead unit',
    text: 'A unit that gives the same number whatever is read, so that nothing can be told from it.',
  },
  dense: {
    name: 'Dense layer',
    text: 'A layer in which every output is a weighted sum of all inputs, plus a constant.',
  },
  dropout: {
    name: 'Dropout',
    text: 'While training, a random share of the values is set to 0, others each time. The network must not rely on any single value, so it learns less by heart.',
  },
  embedding: {
    name: 'Embedding',
    text: 'A table with one row of numbers for each id. Looking an id up gives its word vector; the rows are learnt like all other weights.',
  },
  epoch: { name: 'Epoch', text: 'One round through all training reviews.' },
  euclidean: {
    name: 'Euclidean distance',
    text: 'The length of the straight line between two points, as with a ruler, in as many dimensions as the vectors have numbers.',
  },
  f1: {
    name: 'F1',
    text: 'Precision and recall in one figure: their harmonic mean, 2PR / (P + R). It is high only when both are.',
  },
  gate: {
    name: 'Gate',
    text: 'Numbers between 0 (shut) and 1 (open), computed anew at each word. An LSTM has three gates for every unit: the forget gate (how much of the memory is kept), the input gate (how much of the new is let in) and the output gate (how much is shown).',
  },
  gradient: {
    name: 'Gradient',
    text: 'For every weight, how fast the loss grows when that weight grows a little. Training steps the other way.',
  },
  hiddenState: {
    name: 'Hidden state',
    text: 'What an LSTM says after each word: its cell state, squeezed to between -1 and 1 and let through by the output gate.',
  },
  id: {
    name: 'Id',
    text: 'The number that stands for a word. Here it is the word’s rank by frequency plus 3; ids 0 to 3 are for padding, start, unknown words and nothing.',
  },
  integratedGradients: {
    name: 'Integrated gradients',
    text: 'A way to share a verdict out among the words: the gradients are averaged while the word vectors grow from an empty starting point to what they are. The shares add up to the change in the log-odds.',
  },
  keras: {
    name: 'Keras',
    text: 'A library of ready-made layers for neural networks in the language Python. The tutorial that this page follows is written with it.',
  },
  learningRate: {
    name: 'Learning rate',
    text: 'How large the steps are by which the weights change. Too large, and training leaps about; too small, and it takes for ever.',
  },
  logOdds: {
    name: 'Log-odds',
    text: 'The logarithm of p / (1 - p) for a probability p: 0 at 50%, above 0 when “positive” is likelier, below 0 otherwise. Evidence adds up on this scale.',
  },
  logit: {
    name: 'Logit',
    text: 'A raw output of the last layer, before softmax makes probabilities of them. The difference of the two logits is the log-odds.',
  },
  loss: {
    name: 'Loss',
    text: 'One number for how wrong the answers are; training makes it smaller. Always guessing 50% costs 0.693.',
  },
  lstm: {
    name: 'LSTM',
    text: 'Long short-term memory: a layer that reads a sequence step by step and carries a memory along, with gates that decide what to forget, to store and to show.',
  },
  mcnemar: {
    name: 'McNemar’s test',
    text: 'Compares two models on the same reviews by those on which just one of them is right. A small p-value says that chance alone would rarely make the two counts so unequal.',
  },
  ngram: {
    name: 'N-gram',
    text: 'Some words in a row, counted as a unit: a bigram is a pair such as “not good”, a trigram has three words.',
  },
  norm: {
    name: 'Norm (L2)',
    text: 'The length of a row of numbers taken as an arrow: the square root of the sum of their squares.',
  },
  optimizer: { name: 'Optimizer', text: 'The rule by which the gradients change the weights; here Adam.' },
  outputShape: {
    name: 'Output shape',
    text: 'How many numbers a layer gives, dimension by dimension: [null,256,32] means 32 numbers for each of 256 words of each review. null stands for any number: of reviews, or of words where no length is fixed.',
  },
  overfitting: {
    name: 'Overfitting',
    text: 'Learning the training reviews by heart instead of what holds for all reviews: the training loss goes on falling while the validation loss rises.',
  },
  padding: {
    name: 'Padding',
    text: 'Zeros that fill a short review up to the common length, so that a batch is a table of numbers.',
  },
  pca: {
    name: 'PCA',
    text: 'Principal component analysis: vectors of many numbers are projected onto the few directions (components) in which they vary most. A component’s share of the variance says how much of all differences it shows.',
  },
  points: {
    name: 'Percentage points',
    text: 'The plain difference of two percentages: from 60% to 70% is up 10 points.',
  },
  pooling: {
    name: 'Pooling',
    text: 'Making one row of numbers from the many that a review gives: the largest or the mean value of each unit over all words.',
  },
  precision: {
    name: 'Precision',
    text: 'Of the reviews that are called positive, the share that are positive.',
  },
  recall: { name: 'Recall', text: 'Of the reviews that are positive, the share that are called positive.' },
  relu: { name: 'ReLU', text: 'Keeps a positive number as it is and makes 0 of a negative one.' },
  roc: {
    name: 'ROC and AUC',
    text: 'The ROC curve shows for every threshold the share of positive reviews found against the share of false alarms. The area under it (AUC) is how often a positive review scores higher than a negative one.',
  },
  seed: {
    name: 'Seed',
    text: 'Where the random numbers start. The same seed and settings give the same start, the same order of the reviews and so the same run.',
  },
  softmax: {
    name: 'Softmax',
    text: 'Turns any numbers into probabilities: each is raised to e to its power and divided by the sum, so that all are above 0 and add up to 1.',
  },
  standardDeviation: {
    name: 'Standard deviation',
    text: 'How far numbers usually are from their mean: the square root of the mean squared distance.',
  },
  tanh: {
    name: 'Tanh',
    text: 'A curve that squeezes any number to between -1 and 1: small ones stay nearly as they are, large ones end up near -1 or 1.',
  },
  temperature: {
    name: 'Temperature',
    text: 'A number that divides the log-odds to make probabilities honest: above 1 they become less sure. It is fitted on validation reviews and changes no verdict.',
  },
  token: {
    name: 'Token',
    text: 'A piece of text that is treated as one; here a word in lower case, without punctuation.',
  },
  umap: {
    name: 'UMAP',
    text: 'A way to draw many-dimensional points on a plane that keeps near neighbours near. Distances between far groups mean little.',
  },
  unit: {
    name: 'Unit',
    text: 'One of the numbers that a layer computes. An LSTM with 32 units remembers 32 numbers.',
  },
  validation: {
    name: 'Validation',
    text: 'Judging the network on reviews that are held out from training. It tells when to stop and which settings are better.',
  },
  vocabulary: {
    name: 'Vocabulary',
    text: 'The words that have an id of their own, the commonest ones. All others share the id 2, “unknown”.',
  },
  wasm: {
    name: 'WebAssembly (WASM)',
    text: 'Compact machine code that browsers run on the processor, several times as fast as JavaScript for such sums.',
  },
  webgl: {
    name: 'WebGL',
    text: 'The browser’s way to the graphics card. Meant for pictures, it computes many numbers at once.',
  },
  weight: {
    name: 'Weight',
    text: 'One of the numbers in a network that training changes; also called a parameter. All that a network has learnt is in its weights.',
  },
  wordVector: {
    name: 'Word vector',
    text: 'The row of numbers that stands for a word in the network. Words that do the same for the verdict end up with similar vectors.',
  },
} satisfies Record<string, GlossaryEntry>;

export type TermId = keyof typeof ENTRIES;

export const GLOSSARY: Readonly<Record<TermId, GlossaryEntry>> = ENTRIES;

/** By name, as a reader looks them up. */
export const TERM_IDS = (Object.keys(ENTRIES) as TermId[]).toSorted((a, b) =>
  GLOSSARY[a].name.localeCompare(GLOSSARY[b].name, 'en'),
);

/** Terms whose name or explanation has all words of the query; those with it in their name come first. */
export function searchTerms(query: string): TermId[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const named = TERM_IDS.filter((id) => has(GLOSSARY[id].name));
  const explained = TERM_IDS.filter(
    (id) => !named.includes(id) && has(`${GLOSSARY[id].name} ${GLOSSARY[id].text}`),
  );
  return [...named, ...explained];
}
