/**
 * Keeps the map's axes still: from update to update, and where the user zoomed in. plotly's `uirevision` keeps a
 * zoom only while the ranges that the page asks for stay the same, so they are held while the map is zoomed.
 */
import type { WordMapUpdate } from '../../types';
import { listen } from './plotEvents';
import { stableRange, type Range } from './stableRange';

export interface ZoomKeeper {
  ranges(update: WordMapUpdate): { x: Range; y: Range };
  /** Listens to plotly's element: `onZoom` after a zoom, `onReset` after a double click. */
  watch(element: HTMLElement, onZoom: () => void, onReset: () => void): void;
  release(): void;
}

export function createZoomKeeper(): ZoomKeeper {
  let x: Range | null = null;
  let y: Range | null = null;
  let isHeld = false;
  return {
    ranges(update) {
      if (x === null || y === null || !isHeld) {
        x = stableRange(x, update.x);
        y = stableRange(y, update.y);
      }
      return { x, y };
    },
    watch(element, onZoom, onReset) {
      listen(element, 'plotly_relayout', (event) => {
        const isZoom =
          typeof event === 'object' &&
          event !== null &&
          Object.keys(event).some((key) => /^[xy]axis\.range/.test(key));
        if (!isZoom) return;
        isHeld = true;
        onZoom();
      });
      listen(element, 'plotly_doubleclick', onReset);
    },
    release() {
      isHeld = false;
    },
  };
}
