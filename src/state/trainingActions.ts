/** One run: open and prepare the data if need be, train, pause, resume, stop. */
import type { TrainingClient } from '../clients';
import { errorCode } from '../errors';
import type { PreparedData, Settings, TrainingEvent } from '../types';
import { openDataset } from './dataActions';
import { browserFrames, createEventQueue } from './eventQueue';
import { refreshSaved } from './modelActions';
import { predictNow } from './predictAction';
import { recordRun } from './runs/recordRun';
import { applyEvents } from './runState';
import { dataSettings, featureSettings } from './settings';
import { writeAddress } from './settingsActions';
import { isBusy, troubleOf, type ModelInfo } from './status';
import { getState, setState } from './store';
import { preferredBackend } from './trials';
import { wordsById } from './wordsById';
import { dataWorker, onTrainingEvent, trainingWorker } from './workers';

/** Data that cannot be opened is explained in step 1; nothing more is said in step 4. */
class DataTrouble extends Error {}

/** Cancels the preparation of the run at hand. */
let preparation: AbortController | null = null;
/** What the model will be called to be once the worker has made it the current one. */
let upcomingModel: ModelInfo | null = null;

const queue = createEventQueue<TrainingEvent>((events) => {
  setState((state) => applyEvents(state, events));
  if (events.some(({ type }) => type === 'epoch' || type === 'recovered')) followHistory();
  // Another epoch's weights answer differently, and a question that a lost device left open is asked again.
  if (events.some(({ type }) => type === 'epoch' || type === 'recovered' || type === 'warning')) {
    predictNow();
    if (events.some((event) => event.type === 'epoch' && event.savedId !== null)) void refreshSaved();
  }
}, browserFrames);

/** Call once, before the first run. */
export function listenToTraining(): void {
  onTrainingEvent((event) => {
    if (event.type === 'phase' && event.phase === 'training') adoptUpcomingModel();
    queue.push(event);
  });
}

/** What is shown of the model before stays until its successor is there: a start can fail. */
function adoptUpcomingModel(): void {
  if (upcomingModel === null) return;
  const { settings, vocabulary, history } = upcomingModel;
  setState({
    model: upcomingModel,
    test: { kind: 'idle' },
    testReview: { kind: 'idle' },
    batches: [],
    epochs: history,
    wordMap: null,
    snapshots: [],
    mapWords: wordsById(vocabulary),
    result: null,
    runSettings: settings,
  });
  upcomingModel = null;
  predictNow();
}

function followHistory(): void {
  const { model, epochs } = getState();
  if (model !== null) setState({ model: { ...model, history: epochs } });
}

/** Trains with the settings as they are. Everything that can go wrong ends in the training status. */
export async function startTraining(): Promise<void> {
  const { training, settings, fieldProblems, startFrom, model } = getState();
  if (isBusy(training) || getState().isModelLoading) return;
  const [problem] = Object.values(fieldProblems);
  if (problem !== undefined) {
    setState(({ numRunsEnded }) => ({
      training: { kind: 'failed', trouble: { code: 'bad-settings', message: problem } },
      numRunsEnded: numRunsEnded + 1,
    }));
    return;
  }
  const continued = startFrom === 'current' ? model : null;
  // A step's anchor may stand there by now; the link to this run should.
  writeAddress();
  preparation = new AbortController();
  try {
    // A model that goes on has vectors already: none are made from the texts, which takes long.
    const started: Settings = continued === null ? settings : { ...settings, embeddingStart: 'random' };
    const prepared = await prepare(started, preparation.signal);
    await run(settings, prepared, continued);
  } catch (error) {
    queue.flush();
    const isExplained = errorCode(error) === 'aborted' || error instanceof DataTrouble;
    setState({ training: isExplained ? { kind: 'idle' } : { kind: 'failed', trouble: troubleOf(error) } });
  } finally {
    preparation = null;
    upcomingModel = null;
    setState(({ numRunsEnded }) => ({ numRunsEnded: numRunsEnded + 1 }));
  }
}

async function prepare(settings: Settings, signal: AbortSignal): Promise<PreparedData> {
  setState({ training: { kind: 'preparing', progress: null }, warnings: [] });
  const opened = openDataset(settings.dataset).catch((error: unknown) => {
    throw new DataTrouble('The data could not be opened.', { cause: error });
  });
  await Promise.race([opened, whenAborted(signal)]);
  const client = await dataWorker();
  const prepared = await client.prepare(
    { ...dataSettings(settings), ...featureSettings(settings) },
    {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) setState({ training: { kind: 'preparing', progress } });
      },
    },
  );
  signal.throwIfAborted();
  return prepared;
}

/** Rejects when the signal is aborted; the data goes on loading, only the run is called off. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(new DOMException('The run was called off.', 'AbortError'));
    signal.addEventListener('abort', abort, { once: true });
  });
}

async function run(settings: Settings, prepared: PreparedData, continued: ModelInfo | null): Promise<void> {
  const epochs = continued?.history ?? [];
  const startedAt = new Date().toISOString();
  // What is transferred to the worker is gone here.
  const { vocabulary, datasetTitle, datasetHash, ngrams } = prepared;
  const { numWords } = prepared.settings;
  upcomingModel = {
    name: null,
    settings,
    datasetTitle,
    vocabulary,
    ...(ngrams === undefined ? {} : { ngrams }),
    history: epochs,
  };
  setState({
    training: {
      kind: 'running',
      phase: 'starting',
      epochsBefore: epochs.length,
      numEpochs: settings.epochs,
      latest: null,
      validation: null,
    },
  });
  const client = await trainingWorker();
  const counting = countParams(client, { ...settings, numWords });
  const preparationSeconds = prepared.elapsedMs / 1000;
  const trained = await client.train(settings, prepared, {
    continueCurrent: continued !== null,
    preferred: preferredBackend(getState().backends ?? [], getState().trials?.results ?? []),
  });
  const result = { ...trained, preparationSeconds };
  // Events and the result come by different ways: the last epoch's event, or even the first of a short run's,
  // may still be on its way.
  adoptUpcomingModel();
  queue.flush();
  setState({
    training: { kind: 'ended', result },
    result,
    backend: result.backend,
    epochs: [...epochs, ...result.epochs],
  });
  followHistory();
  const { outcome, backend, seconds } = result;
  const numParams = result.numParams ?? (await counting);
  const ended = { outcome, backend, seconds, epochs: result.epochs, numParams };
  const runId = recordRun({ startedAt, settings, datasetTitle, datasetHash, ...ended });
  const { model } = getState();
  if (runId !== null && model !== null) setState({ model: { ...model, runId } });
  predictNow();
}

/** Trainable parameters of the network; null where they cannot be counted, which must not disturb a run. */
async function countParams(client: TrainingClient, settings: Settings): Promise<number | null> {
  try {
    const layers = await client.summary(settings);
    return layers.reduce((sum, { numParams }) => sum + numParams, 0);
  } catch {
    return null;
  }
}

export async function pauseTraining(): Promise<void> {
  await (await trainingWorker()).pause();
}

export async function resumeTraining(): Promise<void> {
  await (await trainingWorker()).resume();
}

/** Stops the run after the batch at hand, or calls off its preparation. */
export async function stopTraining(): Promise<void> {
  const { training } = getState();
  if (training.kind === 'preparing') preparation?.abort();
  if (training.kind === 'running') await (await trainingWorker()).stop();
}
