/**
 * The insight worker with the newest model in it. A copy of the model goes there when something is asked and the
 * weights have changed since; while a network trains, at most as often as the map of the words is renewed.
 */
import type { InsightClient } from '../../clients';
import { VerdictError } from '../../errors';
import { isBusy } from '../status';
import { getState, setState, useVerdict, type VerdictState } from '../store';
import { insightWorker, trainingWorker } from '../workers';

/** Of the model that the worker has, or is being given. */
let version = -1;
let giving: Promise<void> = Promise.resolve();

/** While a network trains, its weights count as others at most so often: epochs may take a tenth of a second. */
const PACE_MS = 2000;

/** Call once: notices that other weights answer from now on. */
export function followModel(): void {
  let noticedAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const notice = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    noticedAt = performance.now();
    setState(({ inside }) => ({ inside: { ...inside, modelVersion: inside.modelVersion + 1 } }));
  };
  useVerdict.subscribe((state, before) => {
    if (!areOtherWeights(state, before)) return;
    const waitMs = isBusy(state.training) ? noticedAt + PACE_MS - performance.now() : 0;
    if (waitMs <= 0) notice();
    else timer ??= setTimeout(notice, waitMs);
  });
}

function areOtherWeights(now: VerdictState, before: VerdictState): boolean {
  if (now.model === null || now.isModelLoading) return false;
  return (
    now.model.settings !== before.model?.settings ||
    now.model.vocabulary !== before.model.vocabulary ||
    now.isModelLoading !== before.isModelLoading ||
    now.epochs !== before.epochs ||
    now.wordMap !== before.wordMap ||
    now.result !== before.result
  );
}

/**
 * Asks about the model as it is now. Rejects with 'no-model' before there is one.
 * @param wanted version of the model that is asked about: `inside.modelVersion`. The worker may have a newer one.
 */
export async function askInsight<T>(wanted: number, ask: (client: InsightClient) => Promise<T>): Promise<T> {
  const client = await insightWorker();
  const { model, inside } = getState();
  if (model === null) {
    throw new VerdictError(
      'no-model',
      'There is no model yet to look into: press Train in step 4, or load one in step 7.',
    );
  }
  if (version < wanted) {
    version = inside.modelVersion;
    giving = giving.catch(() => {}).then(() => giveModel(client));
    giving.catch(() => {
      version = -1;
    });
  }
  await giving;
  return ask(client);
}

async function giveModel(client: InsightClient): Promise<void> {
  await client.setModel(await (await trainingWorker()).copyModel());
}
