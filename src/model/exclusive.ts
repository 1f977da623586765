/**
 * Tasks that must not overlap, in the order in which they were asked for: what one of them uses (the
 * network above all) is never replaced by another while it waits for the device.
 */
export class Exclusive {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `task` when all that was asked for before has ended, well or badly. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.catch(() => {});
    return result;
  }
}
