/** Work that several callers wait for. */
import { VerdictError } from '../errors';

type Pause = () => Promise<void>;

/** Done once, whoever asks; given up when the last of those who wait for it has left, and begun anew when asked again. */
export class SharedWork<T> {
  private result: Promise<T> | null = null;
  private readonly waiting = new Set<Pause>();

  /** @param work calls `pause` now and then, which throws to end it */
  constructor(private readonly work: (pause: Pause) => Promise<T>) {}

  /** @param pause of who asks: throws once the answer is no longer wanted */
  async get(pause: Pause): Promise<T> {
    this.waiting.add(pause);
    try {
      this.result ??= this.start();
      return await this.result;
    } finally {
      this.waiting.delete(pause);
    }
  }

  private start(): Promise<T> {
    const result = this.work(() => this.pauseForOne()).catch((error: unknown) => {
      if (this.result === result) this.result = null;
      throw error;
    });
    return result;
  }

  private async pauseForOne(): Promise<void> {
    for (const pause of this.waiting) {
      try {
        return await pause();
      } catch {
        this.waiting.delete(pause);
      }
    }
    this.result = null;
    throw new VerdictError('aborted', 'Cancelled.');
  }
}
