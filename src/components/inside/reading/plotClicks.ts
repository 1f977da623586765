/** Where in a plot was clicked. */
import { listen } from '../../charts/plotEvents';

export interface ClickedPoint {
  /** As the trace has them. */
  x: unknown;
  y: unknown;
}

function firstPoint(event: unknown): ClickedPoint | null {
  if (typeof event !== 'object' || event === null || !('points' in event)) return null;
  const { points } = event;
  const point: unknown = Array.isArray(points) ? points[0] : null;
  if (typeof point !== 'object' || point === null) return null;
  return { x: 'x' in point ? point.x : null, y: 'y' in point ? point.y : null };
}

/** For `onDrawn` of a plot. @param onPoint stable for the life of the plot */
export function watchClicks(onPoint: (point: ClickedPoint) => void) {
  return (element: HTMLElement, isNew: boolean): void => {
    if (!isNew) return;
    listen(element, 'plotly_click', (event) => {
      const point = firstPoint(event);
      if (point !== null) onPoint(point);
    });
  };
}
