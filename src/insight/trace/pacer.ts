/** Tells long loops when to let messages in, by the clock: a slow machine pauses as often as a fast one. */
import type { Work } from '../calls';

/** Well below the 50 ms after which a cancellation would have to wait. */
const PIECE_MS = 20;

export class Pacer {
  private lastMs = performance.now();

  constructor(private readonly work: Pick<Work, 'pause'>) {}

  get isDue(): boolean {
    return performance.now() - this.lastMs > PIECE_MS;
  }

  /** Throws 'aborted' when the work is no longer wanted. */
  async pause(): Promise<void> {
    await this.work.pause();
    this.lastMs = performance.now();
  }
}
