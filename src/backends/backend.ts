/** Looks for backends, chooses one and makes it tfjs's current backend. */
import { errorMessage } from '../errors';
import type { BackendAvailability, BackendChoice, BackendName, BackendReport } from '../types';
import { candidates, unavailableError } from './choose';
import { backends } from './list';
import { isDeviceLost } from './webgpu';

export { onContextLost } from './contextLoss';

/**
 * Whether what has just failed on a backend did so because its device is gone. WebGL never fails for that:
 * its answers simply do not come.
 */
export function isContextLost(backend: BackendName): Promise<boolean> {
  return backend === 'webgpu' ? isDeviceLost() : Promise.resolve(false);
}

/** What each backend could do here, without loading any. */
export function probeBackends(): Promise<BackendAvailability[]> {
  return Promise.all(backends.map((backend) => backend.probe()));
}

/**
 * Starts a backend. 'auto' prefers a real graphics device, then WASM, then plain JavaScript, and goes on to
 * the next when one fails to start; the user's own choice is kept or refused.
 *
 * @param preferred what 'auto' tries first: the fastest in trials.
 * @throws VerdictError 'backend-unavailable' with what to do.
 */
export async function activateBackend(
  choice: BackendChoice,
  preferred: BackendName | null = null,
): Promise<BackendReport> {
  return activateOneOf(choice, await probeBackends(), preferred);
}

/** Starts the best backend but for one that failed; `why` is its reason, said of the one that runs instead. */
export async function activateInsteadOf(failed: BackendName, why: string): Promise<BackendReport> {
  const available = await probeBackends();
  const index = available.findIndex(({ name }) => name === failed);
  const others = available.with(index, { ...available[index]!, isAvailable: false, note: why });
  return { ...(await activateOneOf('auto', others)), reason: why };
}

async function activateOneOf(
  choice: BackendChoice,
  available: readonly BackendAvailability[],
  preferred: BackendName | null = null,
): Promise<BackendReport> {
  const failures: string[] = [];
  for (const { name, reason } of candidates(choice, available, preferred)) {
    const backend = backends.find((candidate) => candidate.name === name)!;
    const availability = available.find((candidate) => candidate.name === name)!;
    try {
      await backend.activate();
      const { renderer, isSoftware } = availability;
      return {
        name,
        title: backend.title(availability),
        reason: [...failures, reason].join(' '),
        renderer,
        isSoftware,
      };
    } catch (error) {
      const failure = `${name} did not start: ${errorMessage(error)}`;
      if (choice !== 'auto') throw unavailableError(name, failure, error);
      failures.push(failure);
    }
  }
  throw unavailableError('cpu', failures.join(' '));
}
