/** The test split of a model's dataset, opened where it is not, and its reviews as people wrote them. */
import type { CallOptions, DataClient } from '../clients';
import { PAD_ID, SPECIAL_WORDS, START_ID } from '../config';
import type { ReviewView } from '../types';
import { openDataset } from './dataActions';
import { dataSettings, NUMBER_RULES } from './settings';
import { changeSettings } from './settingsActions';
import type { ModelInfo } from './status';
import { getState } from './store';
import { dataWorker } from './workers';

/** Longer than any review: the text is whole. */
export const WHOLE_REVIEW = 10_000;

/** Makes the model's dataset the open one, and opens its test split. Cheap when they are open. */
export async function openTestSplit(
  { settings: { dataset } }: Pick<ModelInfo, 'settings'>,
  options: CallOptions,
): Promise<DataClient> {
  if (getState().settings.dataset !== dataset) changeSettings({ dataset });
  await openDataset(dataset);
  options.signal?.throwIfAborted();
  const client = await dataWorker();
  await client.openTest(options);
  return client;
}

/** Without `<START>` and `<PAD>`, which nobody wrote. */
export function writtenWords(words: readonly string[]): string[] {
  return words.filter((word) => word !== SPECIAL_WORDS[START_ID] && word !== SPECIAL_WORDS[PAD_ID]);
}

/** A test review for a model to read, in its own words as far as the data's index ranks them; at any time. */
export async function wordsOfTestReview(
  model: Pick<ModelInfo, 'settings'>,
  index: number,
  options: CallOptions,
): Promise<{ label: ReviewView['label']; words: string[] }> {
  const client = await openTestSplit(model, options);
  const settings = {
    ...dataSettings(model.settings),
    maxLen: WHOLE_REVIEW,
    numWords: NUMBER_RULES.numWords.max,
  };
  const { label, words } = await client.review('test', index, settings);
  return { label, words: writtenWords(words) };
}
