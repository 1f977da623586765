/** Keeps the best epoch of a run in the browser while training goes on. */
import { errorMessage } from '../errors';
import type { ModelBundle } from '../types';
import { deleteModel, listModels, saveModel } from './modelStore';

/** Automatic saves beyond this many, oldest first, are dropped; what the user saved is never touched. */
const MAX_AUTOSAVES = 5;

/**
 * Saves the bundle under its id and drops the oldest automatic saves. Training must not fail because
 * storage does: trouble is reported through `warn`.
 * @returns the id, or null when it could not be saved.
 */
export async function saveBestEpoch(
  bundle: ModelBundle,
  warn: (message: string) => void,
): Promise<string | null> {
  try {
    await saveModel(bundle);
    const autosaves = (await listModels()).filter((meta) => meta.isAutosave);
    for (const old of autosaves.slice(MAX_AUTOSAVES)) await deleteModel(old.id);
    return bundle.meta.id;
  } catch (error) {
    warn(`The best epoch could not be saved in this browser: ${errorMessage(error)} Training goes on.`);
    return null;
  }
}
