/** The states of a layer's units over the words, as a heat map. */
import type { ColorScale, Data, Shape } from 'plotly.js';
import type { LayerTrace } from '../../../insightTypes';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { unitName } from './units';

/** Columns that can carry their word. */
const MAX_NAMED_WORDS = 32;
const MAX_NAMED_UNITS = 40;
const ROW_PX = 13;
const MARGIN = { t: 34, r: 8, b: 64, l: 58 };

/** Px: all units in sight, each with its name where there are not too many. */
export const heatMapHeight = (units: number): number =>
  MARGIN.t + MARGIN.b + Math.min(480, Math.max(180, ROW_PX * units));

/** Orange below 0, as the panel at 0, blue above. */
const colourScale = ({ negative, panel, positive }: ChartTheme): ColorScale => [
  [0, negative],
  [0.5, panel],
  [1, positive],
];

/** @param words [T] @param order of the units, from the top */
export function stateTrace(
  theme: ChartTheme,
  { h, units }: LayerTrace,
  words: readonly string[],
  order: readonly number[],
): Data {
  const most = h.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  const labels = words.map((word, t) => `<b>${escapeHtml(word)}</b>, ${t + 1}`);
  return {
    type: 'heatmap',
    x: words.map((_, t) => t),
    y: order.map(unitName),
    z: order.map((unit) => words.map((_, t) => h[t * units + unit] ?? 0)),
    // One list for all rows: plotly reads the text of a cell from a matrix. Its types know lists only.
    text: order.map(() => labels) as unknown as string[],
    zmin: -most,
    zmax: most,
    colorscale: colourScale(theme),
    xgap: words.length <= 60 ? 1 : 0,
    ygap: 1,
    hovertemplate: '%{y} after %{text}<br>state %{z:.3f}<extra></extra>',
    colorbar: {
      orientation: 'h',
      thickness: 8,
      len: 0.5,
      x: 1,
      xanchor: 'right',
      y: 0,
      yanchor: 'top',
      ypad: 34,
      outlinewidth: 0,
      nticks: 5,
      tickfont: { size: 11 },
    },
  };
}

/** @param data as stateTrace gives it, the same object as long as the states are @param unit marked, as a row */
export function stateFigure(
  theme: ChartTheme,
  title: string,
  data: Data,
  words: readonly string[],
  { row, numUnits, column }: { row: number; numUnits: number; column: number },
): Figure {
  const mark = { type: 'rect', line: { color: theme.text, width: 1.5 } } as const;
  const shapes: Partial<Shape>[] = [
    { ...mark, x0: column - 0.5, x1: column + 0.5, yref: 'paper', y0: 0, y1: 1 },
    { ...mark, xref: 'paper', x0: 0, x1: 1, y0: row - 0.5, y1: row + 0.5 },
  ];
  const fixed = { automargin: false, fixedrange: true, showgrid: false } as const;
  const isNamed = words.length <= MAX_NAMED_WORDS;
  const places = words.map((_, t) => t);
  const layout = baseLayout(theme, title, {
    margin: MARGIN,
    xaxis: axis(theme, '', {
      ...fixed,
      range: [-0.5, words.length - 0.5],
      ...(isNamed
        ? { tickvals: places, ticktext: words.map(shortened), tickangle: -40 }
        : { nticks: 9, tickformat: 'd' }),
    }),
    yaxis: axis(theme, '', {
      ...fixed,
      type: 'category',
      range: [numUnits - 0.5, -0.5],
      showticklabels: numUnits <= MAX_NAMED_UNITS,
      dtick: 1,
      tickfont: { size: 10 },
    }),
    showlegend: false,
    dragmode: false,
    shapes,
  });
  return { data: [data], layout };
}

const MAX_LETTERS = 8;

const shortened = (word: string): string =>
  escapeHtml(word.length > MAX_LETTERS ? `${word.slice(0, MAX_LETTERS - 1)}…` : word);
