/** Colours from negative over neutral grey to positive. */
import type { ChartTheme } from './chartTheme';

/** Neutral in both schemes: middle grey, visible on white and on near-black. */
const NEUTRAL: Channels = [150, 152, 158];

type Channels = readonly [number, number, number];

/** The three channels (0 to 255) of a colour as the browser computes it, `rgb(r, g, b)` or `#rrggbb`. */
export function channels(colour: string): Channels {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex !== undefined) {
    const value = Number.parseInt(hex, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** `count` colours (odd, at least 3); the middle one is neutral. Linear in sRGB: the steps are few and labelled. */
export function divergingColours({ negative, positive }: ChartTheme, count: number): string[] {
  const middle = (count - 1) / 2;
  return Array.from({ length: count }, (_, bin) => {
    const share = Math.abs(bin - middle) / middle;
    const end = channels(bin < middle ? negative : positive);
    const mixed = NEUTRAL.map((neutral, channel) =>
      Math.round(neutral + share * ((end[channel] ?? 0) - neutral)),
    );
    return `rgb(${mixed.join(', ')})`;
  });
}
