/** Where a card stands beside something else in the window. Pure; lengths in CSS px from the window's upper left. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  left: number;
  top: number;
}

const GAP = 12;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** Below a word, or above it where there is no room below; always within the window. */
export function placeAtWord(word: Box, card: Size, window: Size): Point {
  const gap = 6;
  const below = word.top + word.height + gap;
  const fits = below + card.height <= window.height - GAP;
  const top = fits ? below : word.top - gap - card.height;
  return {
    left: clamp(word.left, GAP, Math.max(GAP, window.width - card.width - GAP)),
    top: clamp(top, GAP, Math.max(GAP, window.height - card.height - GAP)),
  };
}

/**
 * Beside a part of the page without covering it: at its right, its left, below, above, whichever has room first; where
 * none has, in the lower right corner of the `free` box.
 *
 * @param free what of the window is to be used: headers and bars left out
 */
export function placeBeside(part: Box, card: Size, free: Box): Point {
  const [right, bottom] = [free.left + free.width, free.top + free.height];
  const top = clamp(part.top, free.top + GAP, Math.max(free.top + GAP, bottom - card.height - GAP));
  const left = clamp(part.left, free.left + GAP, Math.max(free.left + GAP, right - card.width - GAP));
  if (part.left + part.width + 2 * GAP + card.width <= right) {
    return { left: part.left + part.width + GAP, top };
  }
  if (part.left - 2 * GAP - card.width >= free.left) return { left: part.left - GAP - card.width, top };
  if (part.top + part.height + 2 * GAP + card.height <= bottom) {
    return { left, top: part.top + part.height + GAP };
  }
  if (part.top - 2 * GAP - card.height >= free.top) return { left, top: part.top - GAP - card.height };
  return { left: right - card.width - GAP, top: bottom - card.height - GAP };
}
