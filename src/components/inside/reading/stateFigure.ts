/** The states of a layer's units over the words, as a heat map. */
import type { ColorScale, Data } from 'plotly.js';
import type { LayerTrace } from '../../../insightTypes';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import type { PlotFrame } from './plotFrame';
import { unitName } from './units';

/** What a network read, `<START>` included. */
export interface ReadColumns {
  /** [T] */
  words: readonly string[];
  /** Place of the first in the reading's words: -1 for `<START>`. */
  firstPlace: number;
}

export const placesOf = ({ words, firstPlace }: ReadColumns): number[] => words.map((_, t) => firstPlace + t);

/** "terrible, word 4", for labels of plotly. */
export const columnLabels = ({ words, firstPlace }: ReadColumns): string[] =>
  words.map((word, t) => {
    const place = firstPlace + t;
    return `<b>${escapeHtml(word)}</b>${place < 0 ? '' : `, word ${place + 1}`}`;
  });

/** Columns that can carry their word, on a wide and on a narrow screen. */
const MAX_NAMED_WORDS = 40;
const MAX_NAMED_WORDS_NARROW = 14;
/** Without gaps plotly draws a cell as one pixel and lets the browser enlarge them: quick for thousands. */
const MAX_GAPS = 60;
/** Px of a row, lower where there are many. */
const ROW_HEIGHTS = [
  { most: 20, height: 18 },
  { most: 64, height: 13 },
  { most: Infinity, height: 9 },
];
const MIN_NAMED_ROW = 13;
const MARGIN = { t: 34, r: 8, b: 88, l: 58 };
const MIN_PLOT = 54;

const rowHeight = (rows: number): number => ROW_HEIGHTS.find(({ most }) => rows <= most)!.height;

/** Px of the picture. */
export const heatMapHeight = (rows: number): number =>
  MARGIN.t + MARGIN.b + Math.max(MIN_PLOT, rows * rowHeight(rows));

/** Orange below 0, as the panel at 0, blue above. */
const colourScale = ({ negative, panel, positive }: ChartTheme): ColorScale => [
  [0, negative],
  [0.5, panel],
  [1, positive],
];

/** The same scale for all rows that may be shown. */
function stateTrace(
  theme: ChartTheme,
  { h, units }: LayerTrace,
  columns: ReadColumns,
  rows: readonly number[],
): Data {
  const most = h.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  const labels = columnLabels(columns);
  const gap = columns.words.length <= MAX_GAPS ? 1 : 0;
  return {
    type: 'heatmap',
    x: placesOf(columns),
    y: rows.map(unitName),
    z: rows.map((unit) => columns.words.map((_, t) => h[t * units + unit] ?? 0)),
    // One list, shared by all rows.
    customdata: rows.map(() => labels),
    zmin: -most,
    zmax: most,
    colorscale: colourScale(theme),
    xgap: gap,
    ygap: gap,
    hovertemplate: '%{y} after %{customdata}<br>state %{z:.3f}<extra></extra>',
    colorbar: {
      orientation: 'h',
      thickness: 8,
      len: 0.5,
      x: 1,
      xanchor: 'right',
      yref: 'container',
      y: 0,
      yanchor: 'bottom',
      ypad: 2,
      outlinewidth: 0,
      nticks: 5,
      tickfont: { size: 11 },
    },
  };
}

/** What PlotMarks needs to find a cell in the picture. */
export function stateFrame(columns: ReadColumns, numRows: number): PlotFrame {
  const { firstPlace, words } = columns;
  return {
    margin: MARGIN,
    x: [firstPlace - 0.5, firstPlace + words.length - 0.5],
    y: [numRows - 0.5, -0.5],
  };
}

export interface StateFigureOptions {
  title: string;
  columns: ReadColumns;
  /** Units from the top. */
  rows: readonly number[];
  isNarrow: boolean;
}

export function stateFigure(
  theme: ChartTheme,
  layer: LayerTrace,
  { title, columns, rows, isNarrow }: StateFigureOptions,
): Figure {
  const places = placesOf(columns);
  const { margin, x, y } = stateFrame(columns, rows.length);
  const fixed = { automargin: false, fixedrange: true, showgrid: false } as const;
  const isNamed = places.length <= (isNarrow ? MAX_NAMED_WORDS_NARROW : MAX_NAMED_WORDS);
  const numbers = numberTicks(places[0] ?? 0, places.at(-1) ?? 0);
  const layout = baseLayout(theme, title, {
    margin,
    xaxis: axis(theme, isNamed ? '' : 'Word', {
      ...fixed,
      range: x,
      tickvals: isNamed ? places : numbers,
      ticktext: isNamed ? columns.words.map(shortened) : numbers.map((at) => String(at + 1)),
      tickangle: isNamed ? -40 : 0,
    }),
    yaxis: axis(theme, '', {
      ...fixed,
      type: 'category',
      range: y,
      showticklabels: rowHeight(rows.length) >= MIN_NAMED_ROW,
      dtick: 1,
      tickfont: { size: 10 },
    }),
    showlegend: false,
    dragmode: false,
  });
  return { data: [stateTrace(theme, layer, columns, rows)], layout };
}

const STEPS = [5, 10, 20, 25, 50, 100, 200];
const MAX_TICKS = 8;

/** Places of the words that are counted off: every fifth, tenth ... */
function numberTicks(first: number, last: number): number[] {
  const step = STEPS.find((size) => (last - first) / size <= MAX_TICKS) ?? 500;
  const ticks: number[] = [];
  for (let number = step; number <= last + 1; number += step) ticks.push(number - 1);
  return ticks;
}

const MAX_LETTERS = 8;

const shortened = (word: string): string =>
  escapeHtml(word.length > MAX_LETTERS ? `${word.slice(0, MAX_LETTERS - 1)}…` : word);
