/**
 * Lets queued messages run, then goes on. A message to oneself, not a timer: timers are clamped to 4 ms
 * when nested and animation frames stop in hidden tabs.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
