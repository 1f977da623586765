/** Keeps the best epoch of a run in the browser while training goes on. */
import { errorMessage } from '../errors';
import type { ModelBundle } from '../types';
import { saveAutosave } from './modelStore';

/** Automatic saves beyond this many, oldest first, are dropped; what the user saved or named is never touched. */
const MAX_AUTOSAVES = 5;

/**
 * Saves the bundle in place of the run's last best epoch, and drops the oldest automatic saves. Training must
 * not fail because storage does: trouble is reported through `warn`.
 * @returns the id, or null when it could not be saved.
 */
export async function saveBestEpoch(
  bundle: ModelBundle,
  warn: (message: string) => void,
): Promise<string | null> {
  try {
    return await saveAutosave(bundle, MAX_AUTOSAVES);
  } catch (error) {
    warn(`The best epoch could not be saved in this browser: ${errorMessage(error)} Training goes on.`);
    return null;
  }
}
