/** The points while they move: drawn by hand, because plotly needs longer than a frame to take new places. */
import { useEffect, useRef, type JSX } from 'react';
import type { Colouring } from './colourClasses';
import { leftOf, topOf, type Geometry } from './geometry';
import classes from './map.module.css';
import { sizeOf } from './mapFigure';
import type { MapPoints } from './mapPoints';

export interface MovingPointsProps {
  points: MapPoints;
  geometry: Geometry;
  colouring: Colouring;
  groups: readonly (readonly number[])[];
  isSizedByFrequency: boolean;
}

export function MovingPoints(props: MovingPointsProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, props);
  });
  return <canvas ref={canvas} className={classes.moving} aria-hidden="true" />;
}

function draw(canvas: HTMLCanvasElement, props: MovingPointsProps): void {
  const { points, geometry, colouring, groups, isSizedByFrequency } = props;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { clientWidth, clientHeight } = canvas;
  const scale = Math.min(2, devicePixelRatio);
  if (canvas.width !== clientWidth * scale) canvas.width = clientWidth * scale;
  if (canvas.height !== clientHeight * scale) canvas.height = clientHeight * scale;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, clientWidth, clientHeight);
  context.save();
  context.beginPath();
  context.rect(geometry.left, geometry.top, geometry.width, geometry.height);
  context.clip();
  for (const place of colouring.order) {
    const style = colouring.classes[place];
    if (style === undefined) continue;
    context.fillStyle = style.colour;
    context.globalAlpha = style.opacity;
    for (const index of groups[place] ?? []) {
      const size = isSizedByFrequency ? sizeOf(points.ids[index] ?? 0) : style.size;
      const left = leftOf(geometry, points.x[index] ?? Number.NaN) - size / 2;
      const top = topOf(geometry, points.y[index] ?? Number.NaN) - size / 2;
      // Squares: many times faster than circles, and nobody sees it of points in motion.
      context.fillRect(left, top, size, size);
    }
  }
  context.restore();
}
