/** Moving through words that are set as a text, by the arrow keys. Pure. */

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const centre = ({ left, right }: Box): number => (left + right) / 2;
const middle = ({ top, bottom }: Box): number => (top + bottom) / 2;

/**
 * The place that a key leads to; null for a key that does not move.
 * @param boxes of all words @param isRightToLeft whether the text runs to the left
 */
export function movedInText(
  key: string,
  place: number,
  boxes: readonly Box[],
  isRightToLeft: boolean,
): number | null {
  const last = boxes.length - 1;
  const forward = Math.min(last, place + 1);
  const back = Math.max(0, place - 1);
  switch (key) {
    case 'ArrowRight':
      return isRightToLeft ? back : forward;
    case 'ArrowLeft':
      return isRightToLeft ? forward : back;
    case 'ArrowDown':
      return inNextLine(place, boxes, 1);
    case 'ArrowUp':
      return inNextLine(place, boxes, -1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** The word of the line below (or above) that is nearest sideways; the word itself in the last line (or first). */
function inNextLine(place: number, boxes: readonly Box[], step: 1 | -1): number {
  const from = boxes[place];
  if (from === undefined) return place;
  let line: number | null = null;
  let nearest = place;
  let distance = Infinity;
  for (let i = place + step; i >= 0 && i < boxes.length; i += step) {
    const box = boxes[i]!;
    const isSameLine = middle(box) > from.top && middle(box) < from.bottom;
    if (isSameLine) continue;
    line ??= middle(box);
    if (Math.abs(middle(box) - line) > (box.bottom - box.top) / 2) break;
    const away = Math.abs(centre(box) - centre(from));
    if (away < distance) [nearest, distance] = [i, away];
  }
  return nearest;
}
