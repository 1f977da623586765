/** Where in a picture the axes are. Pure. */

/** Holds where no margin is left to plotly. */
export interface PlotFrame {
  /** px */
  margin: { t: number; r: number; b: number; l: number };
  /** What lies at the left and the right edge. */
  x: [number, number];
  /** What lies at the bottom and the top. */
  y: [number, number];
}

/** In percent of the axis from its beginning. */
export const shareOfAxis = ([from, to]: [number, number], value: number): number =>
  (100 * (value - from)) / (to - from);
