/** Prints how long 25,000 reviews take from ranks to padded batches; checks that all of them arrive. */
import { expect, test } from 'vitest';
import type { DataSettings, EncodedReviews } from '../types';
import { epochBatches, makeBatch } from './batches';
import { createDataClient } from './dataClient';
import { prepare } from './preprocess';
import { randomReviews, sampleDataset, sampleSettings } from './testing/sampleDataset';

const NUM_REVIEWS = 25_000;
const BATCH_SIZE = 64;
/** As in the IMDB reviews. */
const MEAN_LENGTH = 233;
const NUM_RANKED_WORDS = 88_584;
const settings: DataSettings = { ...sampleSettings, numWords: 12_000, maxLen: 256 };

/** Builds every batch of one epoch, padded as the published recipe has it; returns the number of ids written. */
function padAll(reviews: EncodedReviews): number {
  const options = { ...settings, readout: 'lastStep', batchSize: BATCH_SIZE, epoch: 1 } as const;
  return epochBatches(reviews, options).reduce(
    (sum, indices) => sum + makeBatch(reviews, indices, options).ids.length,
    0,
  );
}

test('25,000 generated reviews', async () => {
  const words = Array.from({ length: NUM_RANKED_WORDS }, (_, i) => `w${i}`);
  const dataset = sampleDataset(words, randomReviews(NUM_REVIEWS, MEAN_LENGTH, NUM_RANKED_WORDS, 1));
  const started = performance.now();
  const data = await prepare(dataset, settings, () => Promise.resolve());
  const numIds = padAll(data.training) + padAll(data.validation);
  console.info(`25,000 generated reviews to padded batches: ${Math.round(performance.now() - started)} ms`);
  expect(numIds).toBe(NUM_REVIEWS * settings.maxLen);
});

test('25,000 IMDB reviews through the worker', async (context) => {
  const isThere = await fetch('/imdb/manifest.json', { method: 'HEAD' });
  if (isThere.headers.get('content-type')?.includes('json') !== true) {
    console.warn('SKIPPED: public/imdb is not built ("npm run data"), so its preparation was not measured.');
    context.skip();
  }
  const client = createDataClient('/');
  const opened = performance.now();
  await client.open('imdb');
  console.info(
    `IMDB training split fetched (or cached), checked and read: ${Math.round(performance.now() - opened)} ms`,
  );
  const started = performance.now();
  const data = await client.prepare({ ...settings, dataset: 'imdb' });
  const preparedMs = performance.now() - started;
  const numIds = padAll(data.training) + padAll(data.validation);
  console.info(
    `25,000 IMDB reviews: ${Math.round(preparedMs)} ms in the worker, ${Math.round(performance.now() - started)} ms to padded batches`,
  );
  client.dispose();
  expect(numIds).toBe(NUM_REVIEWS * settings.maxLen);
});
