/** Tells those who asked when a graphics device is taken away; everything that lay on it is then lost. */
import type { BackendName } from '../types';

type Listener = (backend: BackendName) => void;

const listeners = new Set<Listener>();

/** Calls the listener with the backend whose device is gone. Returns what ends that. */
export function onContextLost(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function reportContextLost(backend: BackendName): void {
  for (const listener of listeners) listener(backend);
}
