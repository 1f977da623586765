/** The check that keeps words out of range from every embedding. */
import { VerdictError } from '../errors';

/**
 * @param ids [T * B], time-major.
 * @throws VerdictError 'id-out-of-range': WebGL would read zeros there without a word, WASM another word's memory.
 */
export function checkIds(ids: Int32Array, numWords: number, T: number, B: number): void {
  if (ids.length !== T * B) {
    throw new VerdictError('internal', `An embedding got ${ids.length} ids for ${T} steps of ${B} rows.`);
  }
  let wrong = 0;
  while (wrong < ids.length && ids[wrong]! >= 0 && ids[wrong]! < numWords) wrong++;
  if (wrong === ids.length) return;
  throw new VerdictError(
    'id-out-of-range',
    `Word ${Math.floor(wrong / B) + 1} of review ${(wrong % B) + 1} in the batch has id ${ids[wrong]}, but the vocabulary ends at ${numWords - 1}. ` +
      'Prepare the data again with the vocabulary size of this model.',
  );
}
