import { describe, expect, it } from 'vitest';
import { Speed } from './speed';

describe('Speed', () => {
  it('knows nothing before the first batch', () => {
    expect(new Speed().secondsFor(100, 100)).toBeNull();
    expect(new Speed().reviewsPerSecond).toBe(0);
  });

  it('counts by word positions and adds validation at its measured cost', () => {
    const speed = new Speed();
    speed.addBatch(200, 1000, 50);
    speed.addBatch(400, 2000, 50);
    expect(speed.reviewsPerSecond).toBeCloseTo(100 / 0.6, 9);
    expect(speed.msPerReview).toBeCloseTo(6, 9);
    expect(speed.secondsFor(10_000, 0)).toBeCloseTo(2, 9);
    expect(speed.secondsFor(10_000, 3000)).toBeCloseTo(2.2, 9);
    speed.addValidation(300, 3000);
    expect(speed.secondsFor(10_000, 3000)).toBeCloseTo(2.3, 9);
  });

  it('forgets old batches', () => {
    const speed = new Speed();
    speed.addBatch(9000, 90, 9);
    for (let i = 0; i < 10; i++) speed.addBatch(1000, 100, 10);
    expect(speed.msPerReview).toBeCloseTo(100, 9);
  });
});
