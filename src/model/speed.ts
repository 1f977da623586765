/**
 * Speed and time left, from what was measured.
 *
 * A batch costs about its number of word positions (B * T), so times are kept per position: a run whose
 * batches differ in length still gives a steady estimate.
 */

/** Older batches fade out over this many milliseconds of training. */
const WINDOW_MS = 10_000;
/** Validation has no backward pass; assumed until measured. */
const ASSUMED_VALIDATION_COST = 1 / 3;

export class Speed {
  private recent: { ms: number; positions: number; reviews: number }[] = [];
  private validationMsPerPosition: number | null = null;

  addBatch(ms: number, positions: number, reviews: number): void {
    this.recent.push({ ms, positions, reviews });
    let total = this.recent.reduce((sum, entry) => sum + entry.ms, 0);
    while (this.recent.length > 1 && total > WINDOW_MS) total -= this.recent.shift()!.ms;
  }

  addValidation(ms: number, positions: number): void {
    if (positions > 0) this.validationMsPerPosition = ms / positions;
  }

  get reviewsPerSecond(): number {
    const ms = this.sum('ms');
    return ms > 0 ? (1000 * this.sum('reviews')) / ms : 0;
  }

  get msPerReview(): number {
    const reviews = this.sum('reviews');
    return reviews > 0 ? this.sum('ms') / reviews : 0;
  }

  /** Seconds for the given remaining work; null before anything was measured. */
  secondsFor(trainingPositions: number, validationPositions: number): number | null {
    const positions = this.sum('positions');
    if (positions === 0) return null;
    const trainingMs = this.sum('ms') / positions;
    const validationMs = this.validationMsPerPosition ?? trainingMs * ASSUMED_VALIDATION_COST;
    return (trainingPositions * trainingMs + validationPositions * validationMs) / 1000;
  }

  private sum(key: 'ms' | 'positions' | 'reviews'): number {
    return this.recent.reduce((sum, entry) => sum + entry[key], 0);
  }
}
