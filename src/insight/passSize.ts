/** How many reviews go through a model at once: as many as leave room for other calls, however large the model. */

export interface PassLimits {
  min: number;
  /** Before anything is known of the model. */
  first: number;
  max: number;
}

/** After so long other messages get their turn. */
const PASS_MS = 40;
/** The kernel takes as many at a time. */
const STEP = 4;

export class PassSize {
  private current: number;

  constructor(private readonly limits: PassLimits) {
    this.current = limits.first;
  }

  get size(): number {
    return this.current;
  }

  /** @param count reviews of the last pass @param ms that it took */
  took(count: number, ms: number): void {
    const affordable = STEP * Math.floor((count * PASS_MS) / Math.max(0.1, ms) / STEP);
    this.current = Math.min(this.limits.max, Math.max(this.limits.min, affordable));
  }
}
