/** Saved models: list, save, load, rename, delete with undo. */
import { VerdictError } from '../errors';
import type { ModelBundle } from '../types';
import { keepTask } from './keepTask';
import { showNotice } from './noticeActions';
import { predictNow } from './predictAction';
import { isBusy, troubleOf } from './status';
import { getState, setState } from './store';
import { wordsById } from './wordsById';
import { modelStore, trainingWorker } from './workers';

/** Reads the list of saved models again. */
export async function refreshSaved(): Promise<void> {
  try {
    const models = await (await modelStore()).listModels();
    setState({ saved: { kind: 'ready', models } });
  } catch (error) {
    setState({ saved: { kind: 'failed', trouble: troubleOf(error) } });
  }
}

/** Saves the current model under a name. */
export function saveCurrent(name: string): Promise<void> {
  return keepTask('saving', async () => {
    const bundle = await (await trainingWorker()).exportModel();
    const finalName = name.trim() === '' ? bundle.meta.name : name.trim();
    const meta = { ...bundle.meta, name: finalName, isAutosave: false };
    await (await modelStore()).saveModel({ ...bundle, meta });
    // Browsers may drop what a page has stored; asking to keep it is all that can be done.
    await navigator.storage?.persist?.().catch(() => false);
    const { model } = getState();
    if (model !== null) setState({ model: { ...model, name: finalName } });
    await refreshSaved();
    showNotice(`Saved “${finalName}” in this browser.`);
  });
}

/** Makes a bundle the current model, with its history in the curves and the table. */
export async function adoptModel(bundle: ModelBundle): Promise<void> {
  const { settings, training } = getState();
  if (isBusy(training)) {
    throw new VerdictError('bad-settings', 'A model cannot be loaded while another trains: stop it first.');
  }
  const { meta, vocabulary } = bundle;
  await (await trainingWorker()).importModel(bundle, settings.backend);
  setState({
    model: {
      name: meta.name,
      settings: meta.settings,
      datasetTitle: meta.datasetTitle,
      vocabulary,
      history: meta.history,
    },
    training: { kind: 'idle' },
    startFrom: 'new',
    batches: [],
    epochs: meta.history,
    wordMap: null,
    mapWords: wordsById(vocabulary),
    result: null,
    test: meta.test === null ? { kind: 'idle' } : { kind: 'done', metrics: meta.test },
    testReview: { kind: 'idle' },
  });
  predictNow();
  void mapLoadedModel(vocabulary);
}

/** The map of a loaded model's words; a run or another model that comes meanwhile has its own. */
async function mapLoadedModel(vocabulary: string): Promise<void> {
  try {
    const update = await (await trainingWorker()).wordMap();
    const { model, training, wordMap } = getState();
    if (model?.vocabulary === vocabulary && !isBusy(training) && wordMap === null)
      setState({ wordMap: update });
  } catch (error) {
    showNotice(`The map of the words could not be drawn: ${troubleOf(error).message}`);
  }
}

export function loadSaved(id: string): Promise<void> {
  return keepTask('loading', async () => {
    await adoptModel(await (await modelStore()).loadModel(id));
    showNotice(`“${getState().model?.name ?? ''}” is loaded and answers in step 5.`);
  });
}

export function renameSaved(id: string, name: string): Promise<void> {
  return keepTask('saving', async () => {
    if (name.trim() === '') throw new VerdictError('bad-settings', 'A model needs a name: type one.');
    await (await modelStore()).renameModel(id, name.trim());
    await refreshSaved();
  });
}

export function deleteSaved(id: string): Promise<void> {
  return keepTask('saving', async () => {
    const bundle = await (await modelStore()).deleteModel(id);
    await refreshSaved();
    showNotice(`Deleted “${bundle.meta.name}”.`, { label: 'Undo', run: () => void putBack(bundle) });
  });
}

function putBack(bundle: ModelBundle): Promise<void> {
  return keepTask('saving', async () => {
    await (await modelStore()).saveModel(bundle);
    await refreshSaved();
    showNotice(`“${bundle.meta.name}” is back.`);
  });
}
