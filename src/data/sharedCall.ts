/** Work that several callers wait for: it is done once, and called off when the last of them has given up. */
import type { Progress } from '../types';
import { untilAborted } from './untilAborted';

interface SharedOptions {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

export class SharedCall<T> {
  private readonly controller = new AbortController();
  private readonly listeners = new Set<(progress: Progress) => void>();
  private readonly result: Promise<T>;
  private latest: Progress | null = null;
  private numWaiting = 0;
  private isSettled = false;

  constructor(start: (options: SharedOptions) => Promise<T>) {
    const { signal } = this.controller;
    this.result = start({ signal, onProgress: (progress) => this.report(progress) }).finally(() => {
      this.isSettled = true;
    });
    // Everybody who waited may have gone.
    this.result.catch(() => undefined);
  }

  /** Whether the work still goes on; a later caller has to start it again. */
  get isUnderWay(): boolean {
    return !this.isSettled && !this.controller.signal.aborted;
  }

  /** Waits for the result; an aborted signal ends the waiting, and the work only when nobody else waits for it. */
  async join(
    signal: AbortSignal | undefined,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Promise<T> {
    const listener = (progress: Progress): void => onProgress?.(progress);
    this.numWaiting++;
    this.listeners.add(listener);
    if (this.latest !== null) listener(this.latest);
    try {
      return await (signal === undefined ? this.result : untilAborted(signal, () => this.result));
    } finally {
      this.listeners.delete(listener);
      if (--this.numWaiting === 0) this.cancel();
    }
  }

  cancel(): void {
    this.controller.abort();
  }

  private report(progress: Progress): void {
    this.latest = progress;
    for (const listener of this.listeners) listener(progress);
  }
}
