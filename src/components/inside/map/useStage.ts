/** The plane that the map shows: where it is on the screen, and how it moves. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { loadPlotly } from '../../charts/plotly';
import { listen } from '../../charts/plotEvents';
import type { Geometry } from './geometry';
import { plotGeometry } from './plotGeometry';
import { isSameView, viewBetween, type View } from './view';

export interface Stage {
  /** Null before the first draw. */
  geometry: Geometry | null;
  /** Not where it would be by itself. */
  isZoomed: boolean;
  /** For Plot. */
  onDrawn: (element: HTMLElement, isNew: boolean) => void;
  /** Where the map is, or is going to be with the next frame. */
  currentView: () => View;
  /** Moves there: at once, or on the way that a zoom takes. */
  moveTo: (view: View, isFlight?: boolean) => void;
  showAll: () => void;
}

const FLIGHT_MS = 550;

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

const isSameGeometry = (one: Geometry | null, other: Geometry | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height &&
    isSameView(one.view, other.view));

/** @param home what shows where the visitor has not moved the map @param viewKey a new one goes home */
export function useStage(home: View, viewKey: string): Stage {
  const element = useRef<HTMLElement | null>(null);
  const wanted = useRef(home);
  const frame = useRef(0);
  const [geometry, setGeometry] = useState<Geometry | null>(null);
  const [zoomedKey, setZoomedKey] = useState<string | null>(null);
  const isZoomed = zoomedKey === viewKey;

  const read = useCallback(() => {
    const now = element.current === null ? null : plotGeometry(element.current);
    setGeometry((last) => (isSameGeometry(last, now) ? last : now));
  }, []);

  const apply = useCallback(async () => {
    const plotly = await loadPlotly();
    const target = element.current;
    if (target === null || plotGeometry(target) === null) return;
    const { x, y } = wanted.current;
    await plotly.relayout(target, { 'xaxis.range': [...x], 'yaxis.range': [...y] });
    read();
  }, [read]);

  const onDrawn = useCallback(
    (drawn: HTMLElement, isNew: boolean) => {
      element.current = drawn;
      if (isNew) listen(drawn, 'plotly_afterplot', read);
      if (isNew) listen(drawn, 'plotly_relayout', read);
      read();
    },
    [read],
  );

  const go = useCallback(
    (view: View, isFlight: boolean) => {
      cancelAnimationFrame(frame.current);
      const from = wanted.current;
      const startMs = performance.now();
      const step = (nowMs: number): void => {
        const time = isFlight && !isStill() ? Math.min(1, Math.max(0, nowMs - startMs) / FLIGHT_MS) : 1;
        // Slow at both ends.
        const share = time * time * (3 - 2 * time);
        wanted.current = time < 1 ? viewBetween(from, view, share) : view;
        void apply();
        if (time < 1) frame.current = requestAnimationFrame(step);
      };
      if (!isFlight) wanted.current = view;
      frame.current = requestAnimationFrame(step);
    },
    [apply],
  );

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  // A map that nobody has moved follows its points; another projection starts from its own home.
  useEffect(() => {
    if (!isZoomed) go(home, false);
  }, [home, isZoomed, go]);

  return useMemo(
    () => ({
      geometry,
      isZoomed,
      onDrawn,
      currentView: () => wanted.current,
      moveTo: (view, isFlight = false) => {
        setZoomedKey(viewKey);
        go(view, isFlight);
      },
      showAll: () => {
        go(home, true);
        setZoomedKey(null);
      },
    }),
    [geometry, isZoomed, onDrawn, go, home, viewKey],
  );
}
