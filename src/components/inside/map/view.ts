/** Which part of the plane the map shows, in the units of its axes. Pure. */
import type { Range } from '../../charts/stableRange';
import { indexOfId, type MapPoints } from './mapPoints';

export interface View {
  x: Range;
  y: Range;
}

/** A view is never narrower than this share of the home view: rounding would show. */
const MIN_SHARE = 1e-4;
const MAX_SHARE = 4;
/** Free space round what is shown, as a share of it. */
const MARGIN = 0.08;
/** Ends that move by less than this share of a view leave it where it is. */
const STABLE_SHARE = 0.06;
/** Share of the home view that shows when the map flies to a word. */
const CLOSE_SHARE = 0.35;

const span = ([low, high]: Range): number => high - low;

export const isSameView = (one: View, other: View): boolean =>
  one.x[0] === other.x[0] && one.x[1] === other.x[1] && one.y[0] === other.y[0] && one.y[1] === other.y[1];

/** All of the points with some room round them. */
export function viewOfAll({ x, y }: Pick<MapPoints, 'x' | 'y'>): View {
  return { x: withMargin(x), y: withMargin(y) };
}

/** The previous view where the next one is nearly the same: a map that is trained must not tremble. */
export function stableView(previous: View | null, next: View): View {
  if (previous === null) return next;
  return isNear(previous.x, next.x) && isNear(previous.y, next.y) ? previous : next;
}

const isNear = (one: Range, other: Range): boolean =>
  Math.abs(one[0] - other[0]) <= STABLE_SHARE * span(one) &&
  Math.abs(one[1] - other[1]) <= STABLE_SHARE * span(one);

function withMargin(values: Float32Array): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-1, 1];
  const margin = high > low ? MARGIN * (high - low) : Math.max(1, Math.abs(high)) * MARGIN;
  return [low - margin, high + margin];
}

function zoomRange(range: Range, home: Range, factor: number, fixed: number): Range {
  const wanted = span(range) * factor;
  const width = Math.min(MAX_SHARE * span(home), Math.max(MIN_SHARE * span(home), wanted));
  const share = (fixed - range[0]) / span(range);
  return [fixed - share * width, fixed + (1 - share) * width];
}

/** @param factor above 1 shows more @param at the point that stays where it is */
export const zoomView = (view: View, home: View, factor: number, at: { x: number; y: number }): View => ({
  x: zoomRange(view.x, home.x, factor, at.x),
  y: zoomRange(view.y, home.y, factor, at.y),
});

export const middleOf = ({ x, y }: View): { x: number; y: number } => ({
  x: (x[0] + x[1]) / 2,
  y: (y[0] + y[1]) / 2,
});

/** Moved by shares of its own width and height; positive shows what lies to the right and above. */
export const moveView = ({ x, y }: View, right: number, up: number): View => ({
  x: [x[0] + right * span(x), x[1] + right * span(x)],
  y: [y[0] + up * span(y), y[1] + up * span(y)],
});

/**
 * What shows these words: one in the middle of a close view (a view that is closer still only moves), of several all.
 * Null where none of them is among the points.
 */
export function viewToSee(points: MapPoints, ids: readonly number[], view: View, home: View): View | null {
  const places = ids.map((id) => indexOfId(points, id)).filter((index) => index >= 0);
  const x = Float32Array.from(places, (index) => points.x[index] ?? 0);
  const y = Float32Array.from(places, (index) => points.y[index] ?? 0);
  if (places.length > 1) return viewOfAll({ x, y });
  const [across, up] = [x[0], y[0]];
  if (across === undefined || up === undefined) return null;
  return { x: rangeAround(view.x, home.x, across), y: rangeAround(view.y, home.y, up) };
}

function rangeAround(range: Range, home: Range, middle: number): Range {
  const half = Math.min(span(range), CLOSE_SHARE * span(home)) / 2;
  return [middle - half, middle + half];
}

/** Between two views; the width changes by equal factors in equal times, as a zoom should. */
export const viewBetween = (from: View, to: View, share: number): View => ({
  x: rangeBetween(from.x, to.x, share),
  y: rangeBetween(from.y, to.y, share),
});

function rangeBetween(one: Range, other: Range, share: number): Range {
  const width = span(one) * (span(other) / span(one)) ** share;
  const middle = ((1 - share) * (one[0] + one[1]) + share * (other[0] + other[1])) / 2;
  return [middle - width / 2, middle + width / 2];
}
