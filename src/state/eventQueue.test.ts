import { describe, expect, it } from 'vitest';
import { createEventQueue, type FrameClock } from './eventQueue';

/** Frames that come when the test says so. */
function manualClock(): FrameClock & { tick: () => void; numRequests: () => number } {
  let waiting: (() => void)[] = [];
  let numRequests = 0;
  return {
    request(callback) {
      numRequests++;
      waiting.push(callback);
      return () => {
        waiting = waiting.filter((other) => other !== callback);
      };
    },
    tick() {
      const due = waiting;
      waiting = [];
      for (const callback of due) callback();
    },
    numRequests: () => numRequests,
  };
}

describe('createEventQueue', () => {
  it('hands on together, in order, what came between two frames', () => {
    const clock = manualClock();
    const handled: number[][] = [];
    const queue = createEventQueue<number>((values) => handled.push(values), clock);
    for (let i = 0; i < 1000; i++) queue.push(i);
    expect(handled).toEqual([]);
    expect(clock.numRequests()).toBe(1);
    clock.tick();
    queue.push(1000);
    clock.tick();
    clock.tick();
    expect(handled.map((values) => values.length)).toEqual([1000, 1]);
    expect(handled.flat()).toEqual(Array.from({ length: 1001 }, (_, i) => i));
  });

  it('hands on at once when flushed, and nothing twice', () => {
    const clock = manualClock();
    const handled: string[][] = [];
    const queue = createEventQueue<string>((values) => handled.push(values), clock);
    queue.push('a');
    queue.flush();
    expect(handled).toEqual([['a']]);
    clock.tick();
    queue.flush();
    expect(handled).toEqual([['a']]);
  });

  it('keeps what arrives while a batch is handled for the next frame', () => {
    const clock = manualClock();
    const handled: number[][] = [];
    const queue = createEventQueue<number>((values) => {
      handled.push(values);
      if (values[0] === 1) queue.push(2);
    }, clock);
    queue.push(1);
    clock.tick();
    expect(handled).toEqual([[1]]);
    clock.tick();
    expect(handled).toEqual([[1], [2]]);
  });
});
