/**
 * The plane that the map shows: where it is on the screen, and how it moves. plotly needs longer than a frame to
 * move its points, so it follows when the map has come to rest; until then others draw them.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { loadPlotly } from '../../charts/plotly';
import { listen } from '../../charts/plotEvents';
import { geometryOf, type Geometry, type Margin } from './geometry';
import { isSameView, viewBetween, type View } from './view';

export interface Stage {
  /** Null before the first draw. */
  geometry: Geometry | null;
  /** plotly does not show this view yet. */
  isMoving: boolean;
  /** Not where it would be by itself. */
  isZoomed: boolean;
  /** For Plot. */
  onDrawn: (element: HTMLElement, isNew: boolean) => void;
  /** Where the map is. */
  currentView: () => View;
  /** Moves there: at once, or on the way that a zoom takes. */
  moveTo: (view: View, isFlight?: boolean) => void;
  showAll: () => void;
}

interface Size {
  width: number;
  height: number;
}

const FLIGHT_MS = 550;
const REST_MS = 150;

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

async function showIn(element: HTMLElement, { x, y }: View): Promise<void> {
  const plotly = await loadPlotly();
  const ranges: object = { 'xaxis.range': [...x], 'yaxis.range': [...y] };
  // Gone meanwhile, or set up afresh.
  if (element.isConnected && 'layout' in element) await plotly.relayout(element, ranges);
}

/** @param home what shows where the visitor has not moved the map @param viewKey a new one goes home */
export function useStage(home: View, viewKey: string, margin: Margin): Stage {
  const element = useRef<HTMLElement | null>(null);
  const wanted = useRef(home);
  const frame = useRef(0);
  const [view, setView] = useState(home);
  const [shown, setShown] = useState(home);
  const [size, setSize] = useState<Size | null>(null);
  const [zoomedKey, setZoomedKey] = useState<string | null>(null);
  const isZoomed = zoomedKey === viewKey;
  // Back at a projection that was left, the map is at its home again.
  if (zoomedKey !== null && !isZoomed) setZoomedKey(null);

  const onDrawn = useCallback((drawn: HTMLElement, isNew: boolean) => {
    element.current = drawn;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = drawn;
      setSize((last) => (last?.width === width && last.height === height ? last : { width, height }));
    };
    if (isNew) listen(drawn, 'plotly_afterplot', measure);
    measure();
  }, []);

  const go = useCallback((to: View, isFlight: boolean) => {
    cancelAnimationFrame(frame.current);
    const from = wanted.current;
    const startMs = performance.now();
    const step = (nowMs: number): void => {
      const time = isFlight && !isStill() ? Math.min(1, Math.max(0, nowMs - startMs) / FLIGHT_MS) : 1;
      // Slow at both ends.
      const share = time * time * (3 - 2 * time);
      wanted.current = time < 1 ? viewBetween(from, to, share) : to;
      setView(wanted.current);
      if (time < 1) frame.current = requestAnimationFrame(step);
    };
    if (!isFlight) wanted.current = to;
    frame.current = requestAnimationFrame(step);
  }, []);

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  // A map that nobody has moved follows its points; another projection starts from its own home.
  useEffect(() => {
    if (!isZoomed && !isSameView(wanted.current, home)) go(home, false);
  }, [home, isZoomed, go]);

  const isMoving = !isSameView(view, shown);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setTimeout(() => {
      const show = element.current === null ? null : showIn(element.current, view);
      void show?.then(() => setShown(view));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [isMoving, view]);

  const geometry = useMemo(
    () => (size === null ? null : geometryOf(size.width, size.height, margin, view)),
    [size, margin, view],
  );
  return useMemo(
    () => ({
      geometry,
      isMoving,
      isZoomed,
      onDrawn,
      currentView: () => wanted.current,
      moveTo: (to, isFlight = false) => {
        setZoomedKey(viewKey);
        go(to, isFlight);
      },
      showAll: () => {
        setZoomedKey(null);
        go(home, true);
      },
    }),
    [geometry, isMoving, isZoomed, onDrawn, go, home, viewKey],
  );
}
