/** A value that changes often, held still for a part of the page that nobody can see: drawing it costs time. */
import { useEffect, useRef, useState, type RefObject } from 'react';

/** Drawn a little before it is scrolled into view. */
const MARGIN = '200px';

/**
 * @returns the ref for the element that shows the value, and the value: the newest while the element is in
 *   view, else the one it showed last.
 */
export function useVisibleValue<T>(value: T): [RefObject<HTMLDivElement | null>, T] {
  const element = useRef<HTMLDivElement>(null);
  const [isVisible, setVisible] = useState(true);
  const [held, setHeld] = useState(value);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  if (isVisible && held !== value) setHeld(value);
  return [element, isVisible ? value : held];
}
