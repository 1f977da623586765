/** Where the points of the map are on the screen, in px of the plot's element. Pure. */
import type { MapPoints } from './mapPoints';
import type { View } from './view';

/** The rectangle that the axes enclose, and what of the plane it shows. */
export interface Geometry {
  left: number;
  top: number;
  width: number;
  height: number;
  view: View;
}

/** px round that rectangle, named as plotly does. */
export interface Margin {
  t: number;
  r: number;
  b: number;
  l: number;
}

/** @param width of the element, as `height` px */
export const geometryOf = (width: number, height: number, { t, r, b, l }: Margin, view: View): Geometry => ({
  left: l,
  top: t,
  width: Math.max(1, width - l - r),
  height: Math.max(1, height - t - b),
  view,
});

export interface Pixel {
  left: number;
  top: number;
}

export const leftOf = ({ left, width, view: { x } }: Geometry, value: number): number =>
  left + (width * (value - x[0])) / (x[1] - x[0]);

export const topOf = ({ top, height, view: { y } }: Geometry, value: number): number =>
  top + (height * (y[1] - value)) / (y[1] - y[0]);

export const isInside = ({ left, top, width, height }: Geometry, at: Pixel): boolean =>
  at.left >= left && at.left <= left + width && at.top >= top && at.top <= top + height;

/** What of the plane lies at a pixel. */
export function planeAt({ left, top, width, height, view }: Geometry, at: Pixel): { x: number; y: number } {
  return {
    x: view.x[0] + ((at.left - left) / width) * (view.x[1] - view.x[0]),
    y: view.y[1] - ((at.top - top) / height) * (view.y[1] - view.y[0]),
  };
}

/** The place among the points of the one nearest to a pixel, -1 where none is within `reach` px. */
export function nearestPoint({ x, y }: MapPoints, geometry: Geometry, at: Pixel, reach: number): number {
  let found = -1;
  let least = reach * reach;
  for (let i = 0; i < x.length; i++) {
    const across = leftOf(geometry, x[i] ?? Number.NaN) - at.left;
    if (Math.abs(across) > reach) continue;
    const down = topOf(geometry, y[i] ?? Number.NaN) - at.top;
    const distance = across * across + down * down;
    // The last of several at one place: it is drawn on top.
    if (distance <= least) {
      least = distance;
      found = i;
    }
  }
  return found;
}

/** Ids of the words inside a closed line, by the even-odd rule, ascending. */
export function idsWithin({ ids, x, y }: MapPoints, geometry: Geometry, line: readonly Pixel[]): Int32Array {
  return ids.filter((_, i) =>
    isWithin(line, leftOf(geometry, x[i] ?? Number.NaN), topOf(geometry, y[i] ?? Number.NaN)),
  );
}

function isWithin(line: readonly Pixel[], left: number, top: number): boolean {
  let isIn = false;
  let before = line.at(-1);
  for (const corner of line) {
    if (before !== undefined && corner.top > top !== before.top > top) {
      const share = (top - corner.top) / (before.top - corner.top);
      if (left < corner.left + share * (before.left - corner.left)) isIn = !isIn;
    }
    before = corner;
  }
  return isIn;
}
