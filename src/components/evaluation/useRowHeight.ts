/** The height of a row of the list of errors, which holds several lines on a phone. */
import { useSyncExternalStore } from 'react';

/** As in errors.module.css, the heights in px too. */
const NARROW = '(max-width: 767px)';
const ROW_HEIGHT = 44;
const NARROW_ROW_HEIGHT = 66;

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

const rowHeight = (): number => (matchMedia(NARROW).matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT);

export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, rowHeight);
}
