/** Points on their way from one place to the next, so that the eye can follow them. */
import { useEffect, useState } from 'react';
import { isSameWords, type MapPoints } from './mapPoints';

export interface Transit {
  /** Where the points are now. */
  points: MapPoints;
  isMoving: boolean;
}

const TRANSIT_MS = 600;

/** Between the places of the same words. */
export function pointsBetween(from: MapPoints, to: MapPoints, share: number): MapPoints {
  const between = (one: Float32Array, other: Float32Array): Float32Array =>
    other.map((value, i) => value + (1 - share) * ((one[i] ?? value) - value));
  return { ids: to.ids, x: between(from.x, to.x), y: between(from.y, to.y) };
}

interface Way {
  from: MapPoints;
  to: MapPoints;
  now: MapPoints;
  viewKey: string;
}

/** @param viewKey points jump where it changes: the axes are others */
export function useTransit(target: MapPoints, viewKey: string): Transit {
  const [way, setWay] = useState<Way>({ from: target, to: target, now: target, viewKey });
  let current = way;
  if (way.to !== target) {
    const canMove =
      way.viewKey === viewKey &&
      isSameWords(way.now.ids, target.ids) &&
      !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const from = canMove ? way.now : target;
    current = { from, to: target, now: from, viewKey };
    setWay(current);
  }

  const { from, to } = current;
  useEffect(() => {
    if (from === to) return undefined;
    let frame = 0;
    const startMs = performance.now();
    const step = (nowMs: number): void => {
      const time = Math.min(1, Math.max(0, nowMs - startMs) / TRANSIT_MS);
      const now = time < 1 ? pointsBetween(from, to, time * time * (3 - 2 * time)) : to;
      setWay((last) => (last.to === to ? { ...last, from: time < 1 ? last.from : to, now } : last));
      if (time < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
    // `from` changes to `to` at the end, which ends the way.
  }, [from, to]);

  return { points: current.now, isMoving: current.now !== current.to };
}
