/** A point of the map as it is drawn, for the legend. */
import type { JSX } from 'react';
import type { MarkerSymbol } from './colourClasses';

const SHAPES: Record<MarkerSymbol, string> = {
  circle: 'M2 7a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z',
  square: 'M3 3H11V11H3Z',
  diamond: 'M7 1L13 7L7 13L1 7Z',
  'triangle-up': 'M7 2L13 12H1Z',
  cross: 'M5 2H9V5H12V9H9V12H5V9H2V5H5Z',
  star: 'M7 1L8.6 5.2L13 5.4L9.6 8.2L10.7 12.6L7 10.1L3.3 12.6L4.4 8.2L1 5.4L5.4 5.2Z',
};

export function Swatch({ symbol, colour }: { symbol: MarkerSymbol; colour: string }): JSX.Element {
  return (
    <svg width={14} height={14} aria-hidden="true">
      <path d={SHAPES[symbol]} fill={colour} />
    </svg>
  );
}
