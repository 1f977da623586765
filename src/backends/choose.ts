/** Which backends to try, in order, and why. Pure. */
import { VerdictError } from '../errors';
import type { BackendAvailability, BackendChoice, BackendName } from '../types';
import { deviceName } from './renderer';

export interface Candidate {
  name: BackendName;
  /** One sentence: why this one. */
  reason: string;
}

/** @throws VerdictError 'backend-unavailable' when the user's choice cannot run here. */
export function candidates(
  choice: BackendChoice,
  available: readonly BackendAvailability[],
  preferred: BackendName | null = null,
): Candidate[] {
  const find = (name: BackendName): BackendAvailability =>
    available.find((candidate) => candidate.name === name)!;
  if (choice !== 'auto') {
    const chosen = find(choice);
    if (!chosen.isAvailable) throw unavailableError(choice, chosen.note);
    return [{ name: choice, reason: 'You chose it.' }];
  }
  const [webgl, wasm] = [find('webgl'), find('wasm')];
  const whyNotWebgl = webgl.isAvailable
    ? `WebGL would be drawn by software here (${deviceName(webgl.renderer)}), which is slower than WASM.`
    : webgl.note;
  const result: Candidate[] = [];
  if (webgl.isAvailable && !webgl.isSoftware) {
    result.push({ name: 'webgl', reason: 'This machine has a graphics device that WebGL can use.' });
  }
  if (wasm.isAvailable) result.push({ name: 'wasm', reason: whyNotWebgl });
  result.push({ name: 'cpu', reason: `${wasm.note} ${whyNotWebgl}`.trim() });
  // What comes first by the rules needs no trial to speak for it.
  const favourite = result.find(({ name }) => name === preferred);
  if (favourite === undefined || favourite === result[0]) return result;
  const reason = 'It was the fastest of the backends tried here.';
  return [{ name: favourite.name, reason }, ...result.filter((candidate) => candidate !== favourite)];
}

export function unavailableError(name: BackendName, why: string, cause?: unknown): VerdictError {
  return new VerdictError(
    'backend-unavailable',
    `The backend ${name} cannot run here. ${why} Set Backend to “auto”, or choose another one.`,
    { cause },
  );
}
