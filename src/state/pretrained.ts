/** The model that comes with the page: it answers a newcomer until there is a model of their own. */
import { MAX_ARCHIVE_BYTES, PRETRAINED_PATH } from '../config';
import { RECIPES } from '../recipes';
import { showAdopted } from './modelActions';
import { isBusy, type ModelInfo } from './status';
import { percent } from './statusText';
import { getState } from './store';
import { whenIdle } from './whenIdle';
import { trainingWorker } from './workers';

/**
 * Fetches it and makes it the current model where there is none, and no run. It is a help that nobody has asked
 * for: where it is missing, damaged or cannot be had, the page is as it would be without, and says nothing.
 */
export async function loadPretrained(): Promise<void> {
  await whenIdle();
  if (hasMovedOn()) return;
  try {
    const bytes = await fetchArchive();
    if (bytes === null || hasMovedOn()) return;
    const client = await trainingWorker();
    const model = await client.importArchive(bytes, PRETRAINED_PATH, getState().settings.backend);
    // What came while the worker was busy with it is shown instead.
    if (getState().model === null) showAdopted(model, { isPretrained: true });
  } catch {
    // Nothing depends on it.
  }
}

/** Null where there is no such file. */
async function fetchArchive(): Promise<Uint8Array<ArrayBuffer> | null> {
  const url = new URL(import.meta.env.BASE_URL + PRETRAINED_PATH, document.baseURI);
  const response = await fetch(url, { priority: 'low' });
  const sizeBytes = Number(response.headers.get('content-length') ?? 0);
  // Servers of single pages answer with the page where there is no file.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!response.ok || isPage || sizeBytes > MAX_ARCHIVE_BYTES) {
    await response.body?.cancel();
    return null;
  }
  return new Uint8Array(await response.arrayBuffer());
}

/** Whether there is a model by other means, on its way even, or one in training. */
function hasMovedOn(): boolean {
  const { model, training, isModelLoading } = getState();
  return model !== null || isModelLoading || isBusy(training);
}

/** "Film reviews, epoch 8, Combined, right on 92.2% of 25,000 test reviews". */
export function describePretrained({ name, settings, knownTest }: ModelInfo): string {
  const parts = [
    ...(name === null ? [] : [name]),
    RECIPES[settings.recipe].title,
    ...(knownTest === undefined
      ? []
      : [
          `right on ${percent(knownTest.accuracy)} of ${knownTest.reviews.toLocaleString('en')} test reviews`,
        ]),
  ];
  return parts.join(', ');
}
