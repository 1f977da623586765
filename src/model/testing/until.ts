/** Waits for what happens on its own time. @throws Error after 100 seconds: software GPUs are slow. */
export async function until(condition: () => boolean): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > 100_000) throw new Error('waited 100 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
