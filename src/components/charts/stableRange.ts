/** Axis ranges that hold still while points drift. */

export type Range = [number, number];

/** Free space at either end, as a share of the span, when a range is chosen anew. */
const MARGIN = 0.2;
/** A range is chosen anew when a point comes nearer to its end than this share of it. */
const MIN_MARGIN = 0.03;
/** A range is chosen anew when the points fill less than this share of it (a new run starts small). */
const MIN_FILL = 0.3;

/** The previous range as long as all values lie in it and fill it well, else a new one with some room to grow. */
export function stableRange(previous: Range | null, values: Float32Array): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return previous ?? [-1, 1];
  const span = high - low;
  if (previous !== null) {
    const [from, to] = previous;
    const rim = MIN_MARGIN * (to - from);
    if (low >= from + rim && high <= to - rim && span >= MIN_FILL * (to - from)) return previous;
  }
  const margin = span > 0 ? MARGIN * span : Math.max(Math.abs(high), 1) * MARGIN;
  return [low - margin, high + margin];
}
