/** What pointers do on the map: move it, turn it, pinch it, draw round a region, point at words and choose them. */
import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { idsWithin, nearestPoint, planeAt, type Geometry, type Pixel } from './geometry';
import type { MapPoints } from './mapPoints';
import type { Stage } from './useStage';
import { moveView, zoomView, type View } from './view';

/** `look`: a finger scrolls the page, and points at words. */
export type Tool = 'look' | 'move' | 'region';

export interface PointerOptions {
  tool: Tool;
  stage: Stage;
  home: View;
  points: MapPoints;
  /** Turns the cloud by px; null where there is nothing to turn. */
  onTurn: ((across: number, down: number) => void) | null;
  onSelect: (id: number) => void;
  onRegion: (ids: Int32Array) => void;
}

export interface MapPointer {
  /** Place of the word under the pointer among the points, or -1. */
  hovered: number;
  /** The line that is being drawn round a region. */
  line: readonly Pixel[];
  handlers: Record<
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onPointerLeave',
    (event: PointerEvent<HTMLElement>) => void
  > &
    Record<'onDoubleClick' | 'onClick', (event: MouseEvent<HTMLElement>) => void>;
}

/** A press that moves less is a click, px. */
const CLICK_TRAVEL = 5;
const REACH = { mouse: 12, touch: 24 };

export function usePointer(layer: RefObject<HTMLElement | null>, options: PointerOptions): MapPointer {
  const { tool, stage, home, points, onTurn, onSelect, onRegion } = options;
  const pressed = useRef(new Map<number, Pixel>());
  const travel = useRef(0);
  const [hovered, setHovered] = useState(-1);
  const [line, setLine] = useState<Pixel[]>([]);
  const { geometry } = stage;

  function nearest(event: PointerEvent<HTMLElement>): number {
    if (geometry === null) return -1;
    const reach = event.pointerType === 'mouse' ? REACH.mouse : REACH.touch;
    return nearestPoint(points, geometry, pixelOf(event), reach);
  }

  function move(before: Pixel, now: Pixel, place: Geometry): void {
    const [across, down] = [now.left - before.left, now.top - before.top];
    const fixed = [...pressed.current.values()].find((at) => at !== now);
    if (fixed !== undefined) {
      const factor = Math.max(1, distance(before, fixed)) / Math.max(1, distance(now, fixed));
      stage.moveTo(zoomView(stage.currentView(), home, factor, planeAt(place, fixed)));
    } else if (onTurn === null) {
      stage.moveTo(moveView(stage.currentView(), -across / place.width, down / place.height));
    } else onTurn(across, down);
  }

  function end(event: PointerEvent<HTMLElement>, isDone: boolean): void {
    const wasPressed = pressed.current.delete(event.pointerId);
    if (!wasPressed || !isDone || geometry === null) {
      setLine([]);
      return;
    }
    if (travel.current < CLICK_TRAVEL) {
      const id = points.ids[nearest(event)];
      if (id !== undefined) onSelect(id);
    } else if (tool === 'region' && line.length > 2) onRegion(idsWithin(points, geometry, line));
    setLine([]);
  }

  useWheelZoom(layer, stage, home);

  return {
    hovered: hovered < points.ids.length ? hovered : -1,
    line,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 || geometry === null) return;
        pressed.current.set(event.pointerId, pixelOf(event));
        travel.current = 0;
        if (tool === 'look') return;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (tool === 'region') setLine([pixelOf(event)]);
      },
      onPointerMove(event) {
        const before = pressed.current.get(event.pointerId);
        if (before === undefined || geometry === null) {
          setHovered(nearest(event));
          return;
        }
        const now = pixelOf(event);
        travel.current += distance(before, now);
        pressed.current.set(event.pointerId, now);
        if (travel.current >= CLICK_TRAVEL) setHovered(-1);
        if (tool === 'move') move(before, now, geometry);
        else if (tool === 'region') setLine((corners) => [...corners, now]);
      },
      onPointerUp: (event) => end(event, true),
      onPointerCancel: (event) => end(event, false),
      onPointerLeave: () => setHovered(-1),
      /** Of a key: the word nearest to the middle. */
      onClick(event) {
        if (event.detail > 0 || geometry === null) return;
        const middle = { left: geometry.left + geometry.width / 2, top: geometry.top + geometry.height / 2 };
        const id = points.ids[nearestPoint(points, geometry, middle, Infinity)];
        if (id !== undefined) onSelect(id);
      },
      onDoubleClick(event) {
        if (geometry === null || tool === 'region') return;
        stage.moveTo(zoomView(stage.currentView(), home, 0.5, planeAt(geometry, pixelOf(event))), true);
      },
    },
  };
}

function pixelOf(event: { clientX: number; clientY: number; currentTarget: Element }): Pixel {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { left: event.clientX - left, top: event.clientY - top };
}

const distance = (one: Pixel, other: Pixel): number => Math.hypot(one.left - other.left, one.top - other.top);

/** Ctrl or Command and the wheel, or two fingers on a trackpad; the wheel alone scrolls the page. */
function useWheelZoom(layer: RefObject<HTMLElement | null>, stage: Stage, home: View): void {
  useEffect(() => {
    const element = layer.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if ((!event.ctrlKey && !event.metaKey) || stage.geometry === null) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const at = planeAt(stage.geometry, { left: event.clientX - left, top: event.clientY - top });
      const step = Math.max(-60, Math.min(60, event.deltaY));
      stage.moveTo(zoomView(stage.currentView(), home, Math.exp(step / 200), at));
    };
    // React's own wheel listeners are passive, and cannot keep the browser from zooming the page.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [layer, stage, home]);
}
