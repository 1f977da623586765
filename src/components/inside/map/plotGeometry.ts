/** Reads from plotly's element where its axes are: the one place that knows how plotly keeps them. */
import type { Range } from '../../charts/stableRange';
import type { Geometry } from './geometry';

interface PlacedAxis {
  range: Range;
  /** px from the element's edge, and px long. */
  _offset: number;
  _length: number;
}

const isPlaced = (axis: unknown): axis is PlacedAxis =>
  typeof axis === 'object' && axis !== null && '_offset' in axis && '_length' in axis && 'range' in axis;

/** Null before the first draw. */
export function plotGeometry(element: HTMLElement): Geometry | null {
  if (!('_fullLayout' in element)) return null;
  const { xaxis, yaxis } = element._fullLayout as Record<'xaxis' | 'yaxis', unknown>;
  if (!isPlaced(xaxis) || !isPlaced(yaxis)) return null;
  return {
    left: xaxis._offset,
    top: yaxis._offset,
    width: xaxis._length,
    height: yaxis._length,
    view: { x: [xaxis.range[0], xaxis.range[1]], y: [yaxis.range[0], yaxis.range[1]] },
  };
}

/** Whether plotly shows this very data by now. */
export const showsData = (element: HTMLElement, data: unknown): boolean =>
  'data' in element && element.data === data;
