/**
 * Gathers a stream of values and hands them on together, once per animation frame at most.
 * A hidden tab gets no frames: a slow timer takes their place, so that nothing piles up.
 */

export interface EventQueue<T> {
  push(value: T): void;
  /** Hands on what has gathered, now. */
  flush(): void;
}

export interface FrameClock {
  request(callback: () => void): () => void;
}

const HIDDEN_INTERVAL_MS = 1000;

/** Calls back at the next frame, or within a second when there are no frames. */
export const browserFrames: FrameClock = {
  request(callback) {
    let isDone = false;
    const once = (): void => {
      if (isDone) return;
      isDone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      callback();
    };
    const frame = requestAnimationFrame(once);
    const timer = setTimeout(once, HIDDEN_INTERVAL_MS);
    return () => {
      isDone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  },
};

export function createEventQueue<T>(handle: (values: T[]) => void, clock: FrameClock): EventQueue<T> {
  let values: T[] = [];
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel?.();
    cancel = null;
    if (values.length === 0) return;
    const batch = values;
    values = [];
    handle(batch);
  }

  return {
    push(value) {
      values.push(value);
      cancel ??= clock.request(flush);
    },
    flush,
  };
}
