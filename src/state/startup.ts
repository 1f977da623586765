/** What happens when the page opens: settings from the address, the last model, then the data. */
import { hasImdb } from './datasets';
import { openDataset } from './dataActions';
import { browserFrames } from './eventQueue';
import { adoptModel, refreshSaved } from './modelActions';
import { probeBackends, refreshLayers } from './networkActions';
import { exposeReport } from './report';
import { readAddress, writeAddress } from './settingsActions';
import { isBusy, troubleOf } from './status';
import { getState, setState, useVerdict } from './store';
import { listenToTraining } from './trainingActions';
import { tryBackends } from './trialActions';
import { modelStore } from './workers';
import { refreshWords } from './wordActions';

/** Call once. The parts that take time wait until the page has been painted. */
export function startPage(): void {
  applyAddress();
  addEventListener('hashchange', onHashChange);
  listenToTraining();
  useVerdict.subscribe(followSettings);
  exposeReport(afterPaint().then(loadLastModel));
  void afterPaint().then(prepareStepContents);
}

function applyAddress(): void {
  const namesDataset = readAddress();
  if (!namesDataset && !hasImdb) setState({ settings: { ...getState().settings, dataset: 'sentences' } });
  writeAddress();
}

/** A link to another run, followed or typed while the page is open. */
function onHashChange(): void {
  if (!location.hash.includes('=')) return;
  applyAddress();
  openDataset(getState().settings.dataset).catch(() => {});
}

/** A tab that was opened in the background is not painted: then it is after a second. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    browserFrames.request(() => setTimeout(resolve));
  });
}

/** The newest saved model answers at once after a reload. */
async function loadLastModel(): Promise<void> {
  await refreshSaved();
  const { saved } = getState();
  const newest = saved.kind === 'ready' ? saved.models[0] : undefined;
  if (newest === undefined) return;
  setState({ isModelLoading: true });
  try {
    const bundle = await (await modelStore()).loadModel(newest.id);
    const { model, training } = getState();
    if (model === null && !isBusy(training)) await adoptModel(bundle);
  } catch (error) {
    setState({ keepTrouble: troubleOf(error) });
  } finally {
    setState({ isModelLoading: false });
  }
}

async function prepareStepContents(): Promise<void> {
  await Promise.all([
    refreshLayers(),
    probeBackends(),
    openDataset(getState().settings.dataset).catch(() => {}),
  ]);
  // Last, so that it competes with nothing that the user waits for.
  await tryBackends();
}

type Snapshot = ReturnType<typeof getState>;

/** Layers and words follow the settings that decide them. */
function followSettings({ settings }: Snapshot, { settings: before }: Snapshot): void {
  if (settings === before) return;
  void refreshLayers();
  if (settings.numWords !== before.numWords || settings.seed !== before.seed) void refreshWords();
}
