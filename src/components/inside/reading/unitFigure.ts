/** One unit over the words: its gates above, its cell state and state below. */
import type { Data } from 'plotly.js';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { columnLabels, placesOf, type ReadColumns } from './stateFigure';
import { GATES, STATES } from './units';

interface LineStyle {
  colour: (theme: ChartTheme) => string;
  dash: 'solid' | 'dash' | 'dot' | 'dashdot';
}

/** In the order of unitCurves(). Not blue and orange: these are no verdicts. */
const STYLES: readonly LineStyle[] = [
  { colour: ({ training }) => training, dash: 'solid' },
  { colour: ({ validation }) => validation, dash: 'dash' },
  { colour: ({ text }) => text, dash: 'dashdot' },
  { colour: ({ batches }) => batches, dash: 'dot' },
  { colour: ({ validation }) => validation, dash: 'solid' },
  { colour: ({ text }) => text, dash: 'solid' },
];

/** @param curves as unitCurves() gives them; the same object as long as they are */
export function unitTraces(theme: ChartTheme, columns: ReadColumns, curves: readonly number[][]): Data[] {
  const x = placesOf(columns).map((place) => place + 1);
  const text = columnLabels(columns);
  return [...GATES, ...STATES].map(({ name }, i): Data => {
    const { colour, dash } = STYLES[i] ?? STYLES[0]!;
    return {
      x,
      y: curves[i] ?? [],
      text,
      type: 'scatter',
      mode: x.length === 1 ? 'markers' : 'lines',
      name,
      yaxis: i < GATES.length ? 'y2' : 'y',
      line: { color: colour(theme), width: 2, dash },
      hovertemplate: `${name} after %{text}: %{y:.3f}<extra></extra>`,
    };
  });
}

/** @param data as unitTraces() gives them @param place of the word that is marked; null for none */
export function unitFigure(
  theme: ChartTheme,
  title: string,
  data: Data[],
  columns: ReadColumns,
  place: number | null,
): Figure {
  const places = placesOf(columns);
  const fixed = { automargin: false, fixedrange: true } as const;
  const layout = baseLayout(theme, title, {
    margin: { t: 78, r: 10, b: 40, l: 50 },
    xaxis: axis(theme, 'Word', {
      ...fixed,
      range: [(places[0] ?? 0) + 0.6, (places.at(-1) ?? 0) + 1.4],
      nticks: 9,
      tickformat: 'd',
      anchor: 'y',
    }),
    yaxis: axis(theme, 'States', { ...fixed, domain: [0, 0.46], nticks: 5 }),
    yaxis2: axis(theme, 'Gates', { ...fixed, domain: [0.54, 1], range: [-1.05, 1.05], dtick: 0.5 }),
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1,
      yanchor: 'bottom',
      itemclick: false,
      itemdoubleclick: false,
      font: { size: 11 },
    },
    dragmode: false,
    shapes:
      place === null
        ? []
        : [
            {
              type: 'line',
              x0: place + 1,
              x1: place + 1,
              yref: 'paper',
              y0: 0,
              y1: 1,
              line: { color: theme.text, width: 1, dash: 'dot' },
            },
          ],
  });
  return { data, layout };
}
