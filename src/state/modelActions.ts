/** Saved models: list, save, load, rename, delete, and put back what was deleted. */
import { errorCode, VerdictError } from '../errors';
import type { ModelBundle, ModelDescription } from '../types';
import { keepTask, keepTaskInTurn } from './keepTask';
import { rememberModel } from './lastModel';
import { showNotice } from './noticeActions';
import { predictNow } from './predictAction';
import { isBusy, isSameModel, troubleOf, type ModelInfo } from './status';
import { getState, setState } from './store';
import { wordsById } from './wordsById';
import { modelStore, trainingWorker } from './workers';

/** Deleted models that can be put back: whole models, so they take memory. */
const MAX_DELETED = 3;

/** Reads the list of saved models again. */
export async function refreshSaved(): Promise<void> {
  try {
    const store = await modelStore();
    const [models, unreadable] = await Promise.all([store.listModels(), store.listUnreadable()]);
    setState({ saved: { kind: 'ready', models }, unreadable });
  } catch (error) {
    setState({ saved: { kind: 'failed', trouble: troubleOf(error) } });
  }
}

/** Saves the current model under a name. */
export function saveCurrent(name: string): Promise<boolean> {
  return keepTask('saving', async () => {
    const bundle = await (await trainingWorker()).exportModel();
    const finalName = name.trim() === '' ? bundle.meta.name : name.trim();
    const meta = { ...bundle.meta, name: finalName, isAutosave: false };
    await (await modelStore()).saveModel({ ...bundle, meta });
    askToPersist();
    const { model } = getState();
    if (model !== null) setState({ model: { ...model, name: finalName } });
    await refreshSaved();
    showNotice(`Saved “${finalName}” in this browser.`);
  });
}

/**
 * Browsers may drop what a page has stored; asking them to keep it is all that can be done. Some ask the user
 * in turn, who may take their time: nothing waits for the answer.
 */
function askToPersist(): void {
  navigator.storage?.persist?.().catch(() => false);
}

/**
 * Makes a bundle the current model, with its history in the curves and the table.
 * @throws VerdictError 'bad-settings' while another model trains
 */
export async function adoptModel(bundle: ModelBundle): Promise<void> {
  const { settings, training } = getState();
  if (isBusy(training)) {
    throw new VerdictError('bad-settings', 'A model cannot be loaded while another trains: stop it first.');
  }
  setState({ isModelLoading: true });
  try {
    await (await trainingWorker()).importModel(bundle, settings.backend);
    showAdopted(bundle);
  } finally {
    setState({ isModelLoading: false });
  }
}

/** Shows a model that the worker has made the current one. */
export function showAdopted(
  { meta, vocabulary, ngrams }: ModelDescription,
  marks: Pick<ModelInfo, 'isPretrained'> = {},
): void {
  const model: ModelInfo = {
    name: meta.name,
    settings: meta.settings,
    datasetTitle: meta.datasetTitle,
    vocabulary,
    ...(ngrams === undefined ? {} : { ngrams }),
    ...(meta.temperature === undefined ? {} : { temperature: meta.temperature }),
    ...(meta.test === null ? {} : { knownTest: meta.test }),
    history: meta.history,
    ...marks,
  };
  setState({
    model,
    startFrom: 'new',
    test: meta.test === null ? { kind: 'idle' } : { kind: 'done', metrics: meta.test },
    testReview: { kind: 'idle' },
  });
  predictNow();
  // A run that began while the worker was busy with the import goes on: what is shown of it stays.
  if (isBusy(getState().training)) return;
  setState({
    training: { kind: 'idle' },
    batches: [],
    epochs: meta.history,
    wordMap: null,
    snapshots: [],
    mapWords: wordsById(vocabulary),
    result: null,
  });
  void mapLoadedModel(model);
}

/** The map of a loaded model's words; a run or another model that comes meanwhile has its own. */
async function mapLoadedModel(loaded: ModelInfo): Promise<void> {
  // A linear model has no word vectors.
  if (loaded.settings.branches === 'linear') return;
  const isStale = (): boolean => {
    const { model, training, wordMap } = getState();
    return !isSameModel(loaded, model) || isBusy(training) || wordMap !== null;
  };
  try {
    const update = await (await trainingWorker()).wordMap();
    if (!isStale()) setState({ wordMap: update });
  } catch (error) {
    if (!isStale()) showNotice(`The map of the words could not be drawn: ${troubleOf(error).message}`);
  }
}

export function loadSaved(id: string): Promise<boolean> {
  return keepTask('loading', async () => {
    await adoptModel(await ofStored(async () => (await modelStore()).loadModel(id)));
    rememberModel(id);
    showNotice(`“${getState().model?.name ?? ''}” is loaded and answers in step 5.`);
  });
}

export function renameSaved(id: string, name: string): Promise<boolean> {
  return keepTask('saving', async () => {
    if (name.trim() === '') throw new VerdictError('bad-settings', 'A model needs a name: type one.');
    await ofStored(async () => (await modelStore()).renameModel(id, name.trim()));
    await refreshSaved();
  });
}

/** Deletes a saved model. It can be put back until a few others are deleted, unless it was damaged. */
export function deleteSaved(id: string): Promise<boolean> {
  return keepTask('saving', async () => {
    const name = nameOfSaved(id);
    const bundle = await ofStored(async () => (await modelStore()).deleteModel(id));
    if (bundle === null) {
      showNotice(`${name === '' ? 'The model' : `“${name}”`} could not be read. It is deleted for good.`);
    } else {
      setState(({ deletedModels }) => ({ deletedModels: [...deletedModels, bundle].slice(-MAX_DELETED) }));
    }
    await refreshSaved();
  });
}

/** Waits for its turn: what was deleted exists nowhere else. */
export function putBackDeleted(id: string): Promise<boolean> {
  return keepTaskInTurn('saving', async () => {
    const bundle = getState().deletedModels.find(({ meta }) => meta.id === id);
    if (bundle === undefined) return;
    await (await modelStore()).restoreModel(bundle);
    forgetDeleted(id);
    await refreshSaved();
    showNotice(`“${bundle.meta.name}” is back.`);
  });
}

export function forgetDeleted(id: string): void {
  setState(({ deletedModels }) => ({ deletedModels: deletedModels.filter(({ meta }) => meta.id !== id) }));
}

function nameOfSaved(id: string): string {
  const { saved, unreadable } = getState();
  const models = saved.kind === 'ready' ? saved.models : [];
  return [...models, ...unreadable].find((model) => model.id === id)?.name ?? '';
}

/** A model that is no longer there is taken off the list. */
async function ofStored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === 'no-model') await refreshSaved();
    throw error;
  }
}
