/** What happens when the page opens: settings from the address, the last model, then the data. */
import { hasImdb } from './datasets';
import { openDataset } from './dataActions';
import { browserFrames } from './eventQueue';
import { followModel } from './inside/insight';
import { followTyping } from './inside/subjectActions';
import { loadLastModel } from './loadLastModel';
import { probeBackends, refreshLayers } from './networkActions';
import { exposeReport } from './report';
import { loadPretrained } from './pretrained';
import { refreshRuns } from './runs/runActions';
import { readAddress, writeAddress } from './settingsActions';
import { isBusy } from './status';
import { getState, useVerdict } from './store';
import { listenToTraining } from './trainingActions';
import { restoreStory } from './story/storyActions';
import { offerTour, withdrawOffer } from './story/tourActions';
import { tryBackends } from './trialActions';
import { shapeOf } from './trials';
import { refreshWords } from './wordActions';

/** Call once. The parts that take time wait until the page has been painted. */
export function startPage(): void {
  applyAddress();
  restoreStory();
  addEventListener('hashchange', onHashChange);
  listenToTraining();
  useVerdict.subscribe(followSettings);
  useVerdict.subscribe(followRuns);
  followModel();
  followTyping();
  withdrawOffer();
  const ready = afterPaint().then(loadLastModel);
  exposeReport(ready);
  // Scripts do not wait for it, and neither does anything on the page.
  void ready.then(loadPretrained);
  void ready.then(offerTour);
  void afterPaint().then(refreshRuns);
  void afterPaint().then(prepareStepContents);
}

function applyAddress(): void {
  readAddress(hasImdb ? 'imdb' : 'sentences');
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

/** Who has just trained wants an answer or a score first. */
const AFTER_RUN_MS = 5000;

/** A run that was started before the backends were tried, or with other shapes, is followed by a trial. */
function followRuns({ training, trials, settings }: Snapshot, { training: before }: Snapshot): void {
  if (!isBusy(before) || isBusy(training)) return;
  if (trials?.isDone === true && trials.shape === shapeOf(settings)) return;
  setTimeout(() => void tryBackends(), AFTER_RUN_MS);
}

/** Layers and words follow the settings that decide them. */
function followSettings({ settings }: Snapshot, { settings: before }: Snapshot): void {
  if (settings === before) return;
  void refreshLayers();
  if (settings.numWords !== before.numWords || settings.seed !== before.seed) void refreshWords();
}
