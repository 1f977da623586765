/** A text that changes often, shown at most every so often; at turning points (a new key) at once. */
import { useEffect, useRef, useState } from 'react';

export function useSlowText(text: string, key: string, intervalMs: number): string {
  const [shown, setShown] = useState(text);
  const last = useRef({ key, at: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const dueIn = key === last.current.key ? last.current.at + intervalMs - performance.now() : 0;
    const show = (): void => {
      last.current = { key, at: performance.now() };
      setShown(text);
    };
    if (dueIn <= 0) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, dueIn);
    return () => clearTimeout(timer);
  }, [text, key, intervalMs]);
  return shown;
}
