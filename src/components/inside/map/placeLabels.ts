/** Which words of the map are named, and where, so that no name covers another. Pure. */
import { isInside, leftOf, topOf, type Geometry } from './geometry';
import type { MapPoints } from './mapPoints';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Label {
  /** Place among the points. */
  index: number;
  text: string;
  /** Where the text's box lies as seen from its point, px. */
  offsetLeft: number;
  offsetTop: number;
  width: number;
}

export interface LabelOptions {
  maxLabels: number;
  /** px of a text in the map's font */
  widthOf: (text: string) => number;
  textOf: (index: number) => string;
  /** The first so many of `order` keep clear of each other's points too. */
  numMarked: number;
}

export const LABEL_HEIGHT = 16;
/** Between a point and its name; a mark stands between them. */
const GAP = 6;
const MARK_GAP = 14;
/** Between two names. */
const PADDING = 2;
/** Half of a marked point. */
const MARK = 6;
/** Words tried at most, most of them in vain where the map is crowded. */
const MAX_TRIED = 3000;

export const boxesOverlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Greedy: each word in turn takes the first free place to the right, left, above or below of its point.
 * @param order places among the points, the most important first
 */
export function placeLabels(
  points: MapPoints,
  geometry: Geometry,
  order: Iterable<number>,
  { maxLabels, widthOf, textOf, numMarked }: LabelOptions,
): Label[] {
  const taken: Box[] = [];
  const labels: Label[] = [];
  let numSeen = 0;
  let numTried = 0;
  for (const index of order) {
    if (labels.length >= maxLabels || numTried >= MAX_TRIED) break;
    const isMarked = numSeen++ < numMarked;
    const left = leftOf(geometry, points.x[index] ?? Number.NaN);
    const top = topOf(geometry, points.y[index] ?? Number.NaN);
    if (!isInside(geometry, { left, top })) continue;
    numTried++;
    const text = textOf(index);
    const width = widthOf(text);
    const offset = offsetsOf(width, isMarked ? MARK_GAP : GAP).find(([across, down]) => {
      const box = boxAt(left + across, top + down, width);
      return fits(box, geometry) && !taken.some((other) => boxesOverlap(box, other));
    });
    if (offset === undefined) continue;
    const [offsetLeft, offsetTop] = offset;
    labels.push({ index, text, offsetLeft, offsetTop, width });
    taken.push(boxAt(left + offsetLeft, top + offsetTop, width));
    if (isMarked) taken.push({ left: left - MARK, top: top - MARK, right: left + MARK, bottom: top + MARK });
  }
  return labels;
}

const offsetsOf = (width: number, gap: number): [number, number][] => [
  [gap, -LABEL_HEIGHT / 2],
  [-gap - width, -LABEL_HEIGHT / 2],
  [-width / 2, -gap - LABEL_HEIGHT],
  [-width / 2, gap],
];

/** With half the free space between two names on each side. */
const boxAt = (left: number, top: number, width: number): Box => ({
  left: left - PADDING,
  top,
  right: left + width + PADDING,
  bottom: top + LABEL_HEIGHT,
});

const fits = (box: Box, { left, top, width, height }: Geometry): boolean =>
  box.left >= left && box.right <= left + width && box.top >= top && box.bottom <= top + height;
