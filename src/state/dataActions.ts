/** Opening a dataset: progress, cancel, and the old one kept until the new one is whole. */
import { errorCode } from '../errors';
import type { DatasetId, DatasetInfo } from '../types';
import { changeSettings } from './settingsActions';
import { openInfo, troubleOf } from './status';
import { getState, setState } from './store';
import { refreshLayers } from './networkActions';
import { whenIdle } from './whenIdle';
import { refreshWords } from './wordActions';
import { dataWorker } from './workers';

let opening: { dataset: DatasetId; controller: AbortController; done: Promise<DatasetInfo> } | null = null;

/** Makes a dataset the chosen one and opens it; trouble is shown in the page. */
export function chooseDataset(dataset: DatasetId): void {
  changeSettings({ dataset });
  openDataset(dataset).catch(() => {});
}

/** Resolves when the dataset is open (at once when it already is); joins an opening that is under way. */
export function openDataset(dataset: DatasetId): Promise<DatasetInfo> {
  const { data } = getState();
  if (opening?.dataset === dataset) return opening.done;
  opening?.controller.abort();
  opening = null;
  const held = openInfo(data);
  if (held?.id === dataset) {
    // What was opening or failed beside it is given up.
    if (data.kind !== 'open') setState({ data: { kind: 'open', info: held } });
    return Promise.resolve(held);
  }
  const controller = new AbortController();
  const done = fetchDataset(dataset, controller.signal);
  opening = { dataset, controller, done };
  return done;
}

async function fetchDataset(dataset: DatasetId, signal: AbortSignal): Promise<DatasetInfo> {
  const kept = openInfo(getState().data);
  setState({ data: { kind: 'opening', dataset, progress: null, kept } });
  try {
    const client = await dataWorker();
    const info = await client.open(dataset, {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) setState({ data: { kind: 'opening', dataset, progress, kept } });
      },
    });
    signal.throwIfAborted();
    opening = null;
    setState({ data: { kind: 'open', info } });
    void refreshWords();
    void refreshLayers();
    void fetchTestReviews(dataset);
    return info;
  } catch (error) {
    // After a newer call has taken over, the status is no longer ours to set.
    if (opening?.controller.signal === signal) {
      opening = null;
      if (errorCode(error) === 'aborted') backToKept(kept);
      else setState({ data: { kind: 'failed', dataset, trouble: troubleOf(error), kept } });
    }
    throw error;
  }
}

/** The test reviews follow by themselves once the page has nothing better to do; whoever needs them earlier joins in. */
async function fetchTestReviews(dataset: DatasetId): Promise<void> {
  try {
    await whenIdle();
    const client = await dataWorker();
    if (openInfo(getState().data)?.id === dataset) await client.openTest();
  } catch {
    // Trouble is shown to whoever asks for the test reviews: the same call is made again then.
  }
}

function backToKept(kept: DatasetInfo | null): void {
  setState({ data: kept === null ? { kind: 'closed' } : { kind: 'open', info: kept } });
  if (kept !== null) changeSettings({ dataset: kept.id });
}

export function cancelOpening(): void {
  opening?.controller.abort();
}
