/** The test split: the score of the current model, and its answer to one review. */
import type { CallOptions } from '../clients';
import { errorCode, VerdictError } from '../errors';
import type { EncodedReviews, Progress } from '../types';
import { openDataset } from './dataActions';
import { dataSettings } from './settings';
import { changeSettings } from './settingsActions';
import { troubleOf, type ModelInfo, type TestReviewAnswer } from './status';
import { getState, setState } from './store';
import { dataWorker, trainingWorker } from './workers';

/** The test split as a model reads it. Encoding takes a second, so the last one is kept. */
let encoded: { key: string; reviews: EncodedReviews } | null = null;
/** Cancels the evaluation at hand. */
let evaluation: AbortController | null = null;

function keyOf({ settings, vocabulary }: ModelInfo): string {
  const { dataset, maxLen, truncating, numWords } = settings;
  return [dataset, maxLen, truncating, numWords, vocabulary].join('\n');
}

function requireModel(): ModelInfo {
  const { model } = getState();
  if (model === null) {
    throw new VerdictError(
      'no-model',
      'There is no model to test yet: press Train in step 4, or load one in step 6.',
    );
  }
  return model;
}

async function encodeTest(model: ModelInfo, options: CallOptions = {}): Promise<EncodedReviews> {
  const { dataset } = model.settings;
  if (getState().settings.dataset !== dataset) changeSettings({ dataset });
  await openDataset(dataset);
  const key = keyOf(model);
  const client = await dataWorker();
  // Even where `encoded` fits: after another dataset was open, the worker has to read the split again.
  await client.openTest(options);
  if (encoded?.key === key) return encoded.reviews;
  const reviews = await client.prepareTest(dataSettings(model.settings), model.vocabulary, options);
  encoded = { key, reviews };
  return reviews;
}

function onProgress(progress: Progress): void {
  if (getState().test.kind === 'working') setState({ test: { kind: 'working', progress } });
}

/** Loss and accuracy of the current model on the whole test split. */
export async function evaluateOnTest(): Promise<void> {
  const { training, test } = getState();
  if (test.kind === 'working') return;
  try {
    if (training.kind === 'running') {
      throw new VerdictError('bad-settings', 'The test set is read after training: stop the run or wait.');
    }
    const model = requireModel();
    setState({ test: { kind: 'working', progress: null } });
    evaluation = new AbortController();
    const options: CallOptions = { signal: evaluation.signal, onProgress };
    const reviews = await encodeTest(model, options);
    const metrics = await (await trainingWorker()).evaluate(copyOf(reviews), options);
    if (getState().test.kind === 'working') setState({ test: { kind: 'done', metrics } });
  } catch (error) {
    const isCancelled = errorCode(error) === 'aborted';
    setState({ test: isCancelled ? { kind: 'idle' } : { kind: 'failed', trouble: troubleOf(error) } });
  }
}

export function cancelEvaluation(): void {
  evaluation?.abort();
}

/** The worker is given a copy: what is transferred to it is gone here. */
function copyOf({ ids, offsets, labels }: EncodedReviews): EncodedReviews {
  return { ids: ids.slice(), offsets: offsets.slice(), labels: labels.slice() };
}

/** The tutorial's "predict test review N": class and both probabilities beside the true label. */
export async function predictTestReview(index: number): Promise<void> {
  if (getState().testReview.kind === 'working') return;
  try {
    const model = requireModel();
    setState({ testReview: { kind: 'working' } });
    const answer = await answerFor(model, index);
    setState({ testReview: { kind: 'done', answer } });
  } catch (error) {
    const isCancelled = errorCode(error) === 'aborted';
    setState({ testReview: isCancelled ? { kind: 'idle' } : { kind: 'failed', trouble: troubleOf(error) } });
  }
}

async function answerFor(model: ModelInfo, index: number): Promise<TestReviewAnswer> {
  const { ids, offsets, labels } = await encodeTest(model);
  const [from, to] = [offsets[index], offsets[index + 1]];
  if (from === undefined || to === undefined) {
    throw new VerdictError(
      'bad-settings',
      `There is no test review ${index}: choose a number from 0 to ${labels.length - 1}.`,
    );
  }
  const client = await dataWorker();
  const { words } = await client.review('test', index, dataSettings(model.settings));
  const prediction = await (await trainingWorker()).predictIds(ids.slice(from, to));
  return { index, label: labels[index] === 1 ? 1 : 0, words, prediction };
}
