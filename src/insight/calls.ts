/** Calls that the page can cancel, by number: an AbortSignal cannot cross to a worker. */
import { VerdictError } from '../errors';
import type { Progress } from '../types';
import { yieldToMessages } from '../data/yieldToMessages';

export type OnProgress = ((progress: Progress) => void) | null;

/** What a long piece of work gets, to be answerable while it lasts. */
export interface Work {
  /** Call at least every 50 ms: lets cancellations in. Throws 'aborted' when the work is no longer wanted. */
  pause: () => Promise<void>;
  report: (progress: Progress) => void;
}

export class Calls {
  private readonly cancelled = new Set<number>();

  async run<T>(id: number, onProgress: OnProgress, work: (call: Work) => Promise<T>): Promise<T> {
    const pause = async (): Promise<void> => {
      await yieldToMessages();
      if (this.cancelled.has(id)) throw new VerdictError('aborted', 'Cancelled.');
    };
    try {
      return await work({ pause, report: (progress) => onProgress?.(progress) });
    } finally {
      this.cancelled.delete(id);
    }
  }

  cancel(id: number): void {
    this.cancelled.add(id);
  }
}
