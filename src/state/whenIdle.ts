/** Where a browser cannot tell when it is idle (older Safari): long enough for the first charts to be drawn. */
const WAIT_MS = 2000;

/** Resolves when the page's thread has nothing to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Typed as always there.
    const request = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
    if (request === undefined) setTimeout(resolve, WAIT_MS);
    else request(() => resolve());
  });
}
