/**
 * A graphics device that was taken away never answers: whoever waits for it would wait for ever. Work that
 * reads from a device is guarded here and rejects as soon as the loss is reported.
 */
export class DeviceLoss {
  private readonly waiting = new Set<(error: Error) => void>();

  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      const settle = (): void => void this.waiting.delete(reject);
      work.then(resolve, reject).then(settle, settle);
    });
  }

  /** Rejects all that waits. */
  report(error: Error): void {
    for (const reject of this.waiting) reject(error);
    this.waiting.clear();
  }
}
