/** How the compared runs are told apart in charts: by colour, dash and mark together. */
import type { ChartTheme } from '../charts/chartTheme';

export interface RunStyle {
  colour: string;
  dash: 'solid' | 'dash' | 'dot';
  symbol: 'circle' | 'diamond' | 'square' | 'triangle-up' | 'cross';
}

const DASHES: RunStyle['dash'][] = ['solid', 'dash', 'dot'];
const SYMBOLS: RunStyle['symbol'][] = ['circle', 'diamond', 'square', 'triangle-up', 'cross'];

/** Five colours, each in three dashes: 15 runs before any two look the same. */
export function runStyle(theme: ChartTheme, index: number): RunStyle {
  const colours = [theme.positive, theme.validation, theme.training, theme.text, theme.negative];
  const round = Math.floor(index / colours.length);
  return {
    colour: colours[index % colours.length] ?? theme.text,
    dash: DASHES[round % DASHES.length] ?? 'solid',
    symbol: SYMBOLS[(index + round) % SYMBOLS.length] ?? 'circle',
  };
}

/** Of an SVG line of 2 px. */
export const DASH_ARRAYS: Record<RunStyle['dash'], string> = { solid: '', dash: '7 4', dot: '2 4' };
