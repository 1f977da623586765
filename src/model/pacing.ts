/** How a long loop in a worker stays answerable and can be paused, stopped and asked for things. */
import { yieldToMessages } from '../data/yieldToMessages';

type Request = () => Promise<void>;

/** What the user wants of the run at hand. */
export class RunControl {
  private wanted: 'running' | 'paused' | 'stopped' = 'running';
  private hasLeft = false;
  private wake: (() => void) | null = null;
  private requests: Request[] = [];

  get isStopped(): boolean {
    return this.wanted === 'stopped' || this.hasLeft;
  }

  /** True when the loop's device was lost: nothing that the loop still does counts. */
  get isAbandoned(): boolean {
    return this.hasLeft;
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

  /** Gives the loop up. @returns the control of the loop that goes on in its place, with the same wishes. */
  abandon(): RunControl {
    const successor = new RunControl();
    successor.wanted = this.wanted;
    successor.requests = this.requests;
    this.requests = [];
    this.hasLeft = true;
    this.wake?.();
    return successor;
  }

  /** Runs `task` between two batches, when nothing else touches the network. */
  betweenBatches<T>(task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.requests.push(() => task().then(resolve, reject));
      this.wake?.();
    });
  }

  /** Answers what was asked for and not answered yet; call also when the loop has ended. */
  async answerRequests(): Promise<void> {
    for (let request = this.requests.shift(); request !== undefined; request = this.requests.shift()) {
      await request();
    }
  }

  /**
   * Call between batches: yields, answers requests, and waits for as long as the run is paused.
   * @returns milliseconds spent paused.
   */
  async checkpoint(onPaused: () => void, onResumed: () => void): Promise<number> {
    await yieldToMessages();
    await this.answerRequests();
    if (this.wanted !== 'paused' || this.hasLeft) return 0;
    const start = performance.now();
    onPaused();
    while (this.wanted === 'paused' && !this.hasLeft) {
      // Nothing may be awaited between this look and the wait: what comes in between would wake nobody.
      if (this.requests.length === 0) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        this.wake = null;
      }
      await this.answerRequests();
    }
    if (!this.isStopped) onResumed();
    return performance.now() - start;
  }
}
