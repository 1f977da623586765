import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { place, Regions, type Region } from './wasmMemory';

describe('place', () => {
  it('lays blocks end to end, each aligned to 128 bytes', () => {
    expect(place(256, [1, 32, 33, 0])).toEqual({ addresses: [256, 384, 512, 768], end: 768 });
  });
});

describe('Regions', () => {
  it('never hands out the same memory twice, whatever the order of giving back', () => {
    const random = new Random(1);
    const regions = new Regions(1000);
    const held: Region[] = [];
    for (let i = 0; i < 2000; i++) {
      if (held.length > 0 && random.next() < 0.5) regions.give(held.splice(random.int(held.length), 1)[0]!);
      else held.push(regions.take(random.int(5000)));
    }
    held.sort((a, b) => a.start - b.start || a.end - b.end);
    expect(held.length).toBeGreaterThan(5);
    expect(held[0]!.start).toBeGreaterThanOrEqual(1000);
    held.slice(1).forEach((region, i) => expect(region.start).toBeGreaterThanOrEqual(held[i]!.end));
    expect(held.every(({ start }) => start % 128 === 0)).toBe(true);
    expect(regions.heldBytes).toBe(held.reduce((sum, { start, end }) => sum + end - start, 0));
  });

  it('uses again what was given back, so that replacing one by one never grows', () => {
    const regions = new Regions(0);
    let old = regions.take(4096);
    let highest = 0;
    for (let i = 0; i < 100; i++) {
      const next = regions.take(4096);
      regions.give(old);
      old = next;
      highest = Math.max(highest, next.end);
    }
    expect(highest).toBe(2 * 4096);
    regions.give(old);
    regions.give(old);
    expect(regions.heldBytes).toBe(0);
  });
});
