/** The model that was saved or used last answers at once when the page is opened again. */
import { errorCode, errorMessage, VerdictError } from '../errors';
import type { ModelMeta } from '../types';
import { keepTask } from './keepTask';
import { lastUsedFirst } from './lastModel';
import { adoptModel, refreshSaved } from './modelActions';
import { isBusy } from './status';
import { getState, setState } from './store';
import { modelStore } from './workers';

/** Lists the saved models and loads the last one; where it is damaged, the one before. */
export async function loadLastModel(): Promise<void> {
  await refreshSaved();
  const { saved } = getState();
  if (saved.kind !== 'ready' || saved.models.length === 0) return;
  await keepTask('loading', () => loadFirstWhole(lastUsedFirst(saved.models)));
}

async function loadFirstWhole(models: ModelMeta[]): Promise<void> {
  let trouble: string | null = null;
  try {
    for (const { id, name } of models) {
      if (hasMovedOn()) return;
      setState({ isModelLoading: true });
      try {
        const bundle = await (await modelStore()).loadModel(id);
        if (hasMovedOn()) return;
        await adoptModel(bundle);
        break;
      } catch (error) {
        if (!isDamage(error)) throw error;
        trouble ??= `“${name}” could not be loaded. ${errorMessage(error)}`;
      }
    }
  } finally {
    setState({ isModelLoading: false });
  }
  if (trouble === null) return;
  const { model } = getState();
  const instead = model === null ? '' : ` “${model.name ?? model.datasetTitle}” answers in its place.`;
  throw new VerdictError('bad-archive', `${trouble}${instead}`);
}

/** Whether there is a model by other means. */
function hasMovedOn(): boolean {
  const { model, training } = getState();
  return model !== null || isBusy(training);
}

/** Trouble of this one saved model, which others need not have. */
function isDamage(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'bad-archive' || code === 'no-model';
}
