import { describe, expect, it } from 'vitest';
import { placeAtWord, placeBeside, type Box, type Point, type Size } from './place';

const CARD: Size = { width: 300, height: 150 };
const WINDOW: Box = { left: 0, top: 50, width: 1400, height: 800 };

const overlaps = (a: Box, { left, top }: Point): boolean =>
  left < a.left + a.width &&
  left + CARD.width > a.left &&
  top < a.top + a.height &&
  top + CARD.height > a.top;
const isWithin = ({ left, top }: Point, box: Box): boolean =>
  left >= box.left &&
  top >= box.top &&
  left + CARD.width <= box.left + box.width &&
  top + CARD.height <= box.top + box.height;

describe('placeBeside', () => {
  it.each<[string, Box]>([
    ['at its right', { left: 10, top: 60, width: 400, height: 300 }],
    ['at its left', { left: 900, top: 60, width: 490, height: 700 }],
    ['below', { left: 10, top: 60, width: 1380, height: 300 }],
    ['above', { left: 10, top: 400, width: 1380, height: 440 }],
  ])('stands %s of what it speaks of, within the window', (_, part) => {
    const place = placeBeside(part, CARD, WINDOW);
    expect(overlaps(part, place)).toBe(false);
    expect(isWithin(place, WINDOW)).toBe(true);
  });

  it('stands in the lower right corner where a part fills the window', () => {
    const part = { left: 0, top: 60, width: 1400, height: 3000 };
    expect(placeBeside(part, CARD, WINDOW)).toEqual({ left: 1088, top: 688 });
  });
});

describe('placeAtWord', () => {
  const size = { width: 390, height: 700 };
  it.each([
    ['below the word', { left: 20, top: 100, width: 40, height: 20 }, 126],
    ['above it at the lower edge', { left: 380, top: 650, width: 40, height: 20 }, 494],
  ])('stands %s', (_, word, top) => {
    const place = placeAtWord(word, CARD, size);
    expect(place.top).toBe(top);
    expect(isWithin(place, { left: 0, top: 0, ...size })).toBe(true);
  });
});
