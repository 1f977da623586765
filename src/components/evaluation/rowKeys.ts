/** Moving through a long list by keys. Pure. */

/** Rows that a page key goes past. */
const PAGE = 8;

/** The row that a key leads to from row `place` of `numRows`; null for a key that does not move. */
export function movedTo(key: string, place: number, numRows: number): number | null {
  const last = numRows - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, place + 1);
    case 'ArrowUp':
      return Math.max(0, place - 1);
    case 'PageDown':
      return Math.min(last, place + PAGE);
    case 'PageUp':
      return Math.max(0, place - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
