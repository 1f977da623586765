/** How a long loop in a worker stays answerable and can be paused and stopped. */
import { yieldToMessages } from '../data/yieldToMessages';

/** What the user wants of the run at hand. */
export class RunControl {
  private wanted: 'running' | 'paused' | 'stopped' = 'running';
  private wake: (() => void) | null = null;

  get isStopped(): boolean {
    return this.wanted === 'stopped';
  }

  pause(): void {
    if (this.wanted === 'running') this.wanted = 'paused';
  }

  resume(): void {
    if (this.wanted === 'paused') this.wanted = 'running';
    this.wake?.();
  }

  stop(): void {
    this.wanted = 'stopped';
    this.wake?.();
  }

  /**
   * Call between batches: yields, and waits for as long as the run is paused.
   * @returns milliseconds spent paused.
   */
  async checkpoint(onPaused: () => void, onResumed: () => void): Promise<number> {
    await yieldToMessages();
    if (this.wanted !== 'paused') return 0;
    const start = performance.now();
    onPaused();
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.wake = null;
    if (!this.isStopped) onResumed();
    return performance.now() - start;
  }
}
