/** The rows of a long list that are in sight, by TanStack's virtualizer; React sees only its snapshots. */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useState, type RefObject } from 'react';

/** Rows kept above and below what is in sight. */
const OVERSCAN = 6;

export interface VirtualRow {
  place: number;
  /** px from the first row's top edge. */
  top: number;
}

export interface VirtualRowsOptions {
  frame: RefObject<HTMLElement | null>;
  numRows: number;
  /** px; the same as long as the component lives. */
  rowHeight: number;
  /** Of a head that stays at the top, px. */
  headHeight: number;
  /** This row is in the document even out of sight: it holds the keyboard's focus. */
  place: number;
}

export interface VirtualRows {
  rows: VirtualRow[];
  scrollTo: (place: number) => void;
}

function withPlace(range: number[], place: number): number[] {
  return range.includes(place) ? range : [...range, place].toSorted((a, b) => a - b);
}

export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { frame, numRows, rowHeight, headHeight, place } = options;
  const [rows, setRows] = useState<VirtualRow[]>([]);
  const [virtualizer] = useState(
    () => new Virtualizer<HTMLElement, Element>(settings(options, () => undefined)),
  );

  // By these two TanStack's own adapters for the frameworks drive it.
  const { _didMount: mount, _willUpdate: update } = virtualizer;
  useLayoutEffect(mount, [mount]);

  useLayoutEffect(() => {
    const refresh = (): void =>
      setRows(
        virtualizer.getVirtualItems().map(({ index, start }) => ({ place: index, top: start - headHeight })),
      );
    virtualizer.setOptions(settings({ frame, numRows, rowHeight, headHeight, place }, refresh));
    update();
    refresh();
  }, [virtualizer, update, frame, numRows, rowHeight, headHeight, place]);

  return {
    // Until the layout effect has run, rows may be left of a longer list.
    rows: rows.filter((row) => row.place < numRows),
    scrollTo: (target) => virtualizer.scrollToIndex(target, { align: 'auto' }),
  };
}

function settings(
  { frame, numRows, rowHeight, headHeight, place }: VirtualRowsOptions,
  onChange: () => void,
): VirtualizerOptions<HTMLElement, Element> {
  return {
    count: numRows,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range: Range) => withPlace(defaultRangeExtractor(range), place),
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange,
  };
}
