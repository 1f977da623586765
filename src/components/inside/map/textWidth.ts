/** How wide words are in the map's font, measured once each. */
import { LABEL_FONT } from './labelFont';

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** px */
export function textWidth(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = LABEL_FONT;
  const width = context?.measureText(text).width ?? 7 * text.length;
  widths.set(text, width);
  return width;
}
