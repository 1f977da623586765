/** A value that changes often, at a pace at which it can be drawn: at once after a pause, then at most so often. */
import { useEffect, useRef, useState } from 'react';

export function useCalm<T>(value: T, pauseMs: number): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const shownAt = useRef(-Infinity);
  const isStale = shown !== value;

  useEffect(() => {
    newest.current = value;
  }, [value]);

  useEffect(() => {
    if (!isStale) return undefined;
    const waitMs = Math.max(0, shownAt.current + pauseMs - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      setShown(newest.current);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isStale, pauseMs]);

  return shown;
}
