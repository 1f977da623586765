/**
 * The test split: the score of the current model, and its answer to one review. Reading it takes a while; an
 * answer that another model or a run has overtaken is called off and never shown.
 */
import { errorCode, VerdictError } from '../errors';
import { copyReviews, reviewAt } from '../encodedReviews';
import type {
  DataSettings,
  EncodedReviews,
  FeatureSettings,
  ModelWords,
  Progress,
  TestMetrics,
} from '../types';
import { recordTest } from './runs/recordRun';
import { dataSettings, featureSettings } from './settings';
import {
  isBusy,
  isSameModel,
  troubleOf,
  type ModelInfo,
  type TestReviewAnswer,
  type Trouble,
} from './status';
import { getState, setState, useVerdict } from './store';
import { openTestSplit } from './testSplit';
import { dataWorker, trainingWorker } from './workers';

/** The test split as a model reads it. Encoding takes a second, so the last one is kept. */
let encoded: { key: string; reviews: EncodedReviews } | null = null;

/** Of the evaluation at hand, or the last one. */
let evaluation: AbortController | null = null;

function keyOf({ settings, vocabulary }: ModelInfo): string {
  const { dataset, maxLen, truncating, numWords, branches, numBigrams, numTrigrams, seed } = settings;
  const data = [settings.validationShare, settings.numReviews, seed];
  return [dataset, maxLen, truncating, numWords, branches, numBigrams, numTrigrams, ...data, vocabulary].join(
    '\n',
  );
}

/** Loss and accuracy of the current model on the whole test split. */
export async function evaluateOnTest(): Promise<void> {
  if (getState().test.kind === 'working') return;
  setState({ test: { kind: 'working', progress: null } });
  evaluation = new AbortController();
  await askModel(
    evaluation,
    async (question) => {
      const metrics = await score(question);
      setState({ test: { kind: 'done', metrics } });
      if (question.model.runId !== undefined) recordTest(question.model.runId, metrics);
    },
    (trouble) => setState({ test: trouble === null ? { kind: 'idle' } : { kind: 'failed', trouble } }),
    () => getState().test.kind === 'working',
  );
}

/** Calls off the evaluation at hand. */
export function cancelEvaluation(): void {
  evaluation?.abort();
  if (getState().test.kind === 'working') setState({ test: { kind: 'idle' } });
}

/** The tutorial's "predict test review N": class and both probabilities beside the true label. */
export async function predictTestReview(index: number): Promise<void> {
  if (getState().testReview.kind === 'working') return;
  setState({ testReview: { kind: 'working' } });
  await askModel(
    new AbortController(),
    async (question) => {
      const answer = await answerFor(question, index);
      setState({ testReview: { kind: 'done', answer } });
    },
    (trouble) => setState({ testReview: trouble === null ? { kind: 'idle' } : { kind: 'failed', trouble } }),
    () => getState().testReview.kind === 'working',
  );
}

export interface Question {
  model: ModelInfo;
  /** Aborted when the model is no longer the current one, or begins to train. */
  signal: AbortSignal;
}

/**
 * @param controller aborted when the question is overtaken or called off
 * @param work must show nothing after the signal is aborted
 * @param end shows the end without an answer: why, or null when it was called off
 * @param isOpen whether the page still shows that the work is under way
 */
async function askModel(
  controller: AbortController,
  work: (question: Question) => Promise<void>,
  end: (trouble: Trouble | null) => void,
  isOpen: () => boolean,
): Promise<void> {
  let unwatch: (() => void) | null = null;
  try {
    const model = requireModel();
    unwatch = useVerdict.subscribe(({ model: now, training }) => {
      if (controller.signal.aborted || (!isBusy(training) && isSameModel(model, now))) return;
      controller.abort();
      // What came instead may have shown its own state already, and later the place may be another call's.
      if (isOpen()) end(null);
    });
    await work({ model, signal: controller.signal });
  } catch (error) {
    if (!controller.signal.aborted) end(errorCode(error) === 'aborted' ? null : troubleOf(error));
  } finally {
    unwatch?.();
  }
}

export function requireModel(): ModelInfo {
  const { model, training } = getState();
  if (model === null) {
    throw new VerdictError(
      'no-model',
      'There is no model to test yet: press Train in step 4, or load one in step 7.',
    );
  }
  if (isBusy(training)) {
    throw new VerdictError('bad-settings', 'The test set is read after training: stop the run or wait.');
  }
  return model;
}

/** The test reviews as the model reads them, if they were encoded for it; null otherwise. */
export function encodedTest(model: ModelInfo): EncodedReviews | null {
  return encoded?.key === keyOf(model) ? encoded.reviews : null;
}

/** The test reviews as a model reads them, fetched and encoded where need be. Not to be transferred: kept. */
export async function encodeTest(
  { model, signal }: Question,
  onProgress: (progress: Progress) => void,
): Promise<EncodedReviews> {
  const key = keyOf(model);
  const options = { signal, onProgress };
  // Even where `encoded` fits: after another dataset was open, the worker has to read the split again.
  const client = await openTestSplit(model, options);
  if (encoded?.key === key) return encoded.reviews;
  const reviews = await client.prepareTest(readingOf(model), wordsOf(model), options);
  signal.throwIfAborted();
  encoded = { key, reviews };
  return reviews;
}

async function score(question: Question): Promise<TestMetrics> {
  const { signal } = question;
  const onProgress = (progress: Progress): void => {
    if (!signal.aborted) setState({ test: { kind: 'working', progress } });
  };
  const reviews = await encodeTest(question, onProgress);
  const client = await trainingWorker();
  signal.throwIfAborted();
  // The worker is given a copy: what is transferred to it is gone here.
  const copy = await copyReviews(reviews, async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  });
  const metrics = await client.evaluate(copy, { signal, onProgress });
  signal.throwIfAborted();
  return metrics;
}

const readingOf = ({ settings }: ModelInfo): DataSettings & FeatureSettings => ({
  ...dataSettings(settings),
  ...featureSettings(settings),
});

function wordsOf({ vocabulary, ngrams, settings }: ModelInfo): ModelWords {
  return {
    vocabulary,
    ...(ngrams === undefined ? {} : { ngrams }),
    hasLinear: settings.branches !== 'network',
  };
}

async function answerFor(question: Question, index: number): Promise<TestReviewAnswer> {
  const reviews = await encodeTest(question, () => {});
  const { labels } = reviews;
  if (labels[index] === undefined) {
    throw new VerdictError(
      'bad-settings',
      `There is no test review ${index}: choose a number from 0 to ${labels.length - 1}.`,
    );
  }
  const client = await dataWorker();
  const { words } = await client.review('test', index, dataSettings(question.model.settings));
  const prediction = await (await trainingWorker()).predictReview(reviewAt(reviews, index));
  question.signal.throwIfAborted();
  return { index, label: labels[index] === 1 ? 1 : 0, words, prediction };
}
