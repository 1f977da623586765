/** Waits for what happens on its own time. @throws Error after 20 seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > 20_000) throw new Error('waited 20 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
