/** What the inspector shows: the network as it is now, and what its units do while it reads. */
import type { CallOptions, InsightClient } from '../../clients';
import { someReviews } from '../../encodedReviews';
import { VerdictError } from '../../errors';
import type { LayerActivity, WeightsSnapshot } from '../../insightTypes';
import type { LayerSummary, WorkerMemory } from '../../types';
import { getState } from '../store';
import { encodeTest } from '../testActions';
import { trainingWorker } from '../workers';

export interface NetworkLook {
  /** None for a model without a network. */
  layers: LayerSummary[];
  weights: WeightsSnapshot;
  memory: { training: WorkerMemory; insight: WorkerMemory };
}

export async function lookAtNetwork(client: InsightClient): Promise<NetworkLook> {
  const [layers, weights, insight, training] = await Promise.all([
    client.layers(),
    client.weights(),
    client.memory(),
    trainingWorker().then((worker) => worker.memory()),
  ]);
  return { layers, weights, memory: { training, insight } };
}

/** Enough for every unit to meet what it is for, few enough to be read again and again while a network trains. */
const NUM_WATCHED = 200;

export interface WatchedUnits {
  numReviews: number;
  layers: LayerActivity[];
}

/** Some test reviews of the model's dataset, which is fetched where it is not open. */
export async function watchUnits(
  client: InsightClient,
  options: Required<CallOptions>,
): Promise<WatchedUnits> {
  const { model } = getState();
  if (model === null) throw new VerdictError('no-model', 'There is no model yet to look into.');
  const reviews = someReviews(
    await encodeTest({ model, signal: options.signal! }, options.onProgress!),
    NUM_WATCHED,
  );
  const numReviews = reviews.labels.length;
  return { numReviews, layers: await client.unitActivity(reviews, options) };
}
