/** One unit over the words: its gates above, its cell state and state below. */
import type { Data } from 'plotly.js';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
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

/** @param curves as unitCurves() gives them @param column marked */
export function unitFigure(
  theme: ChartTheme,
  title: string,
  words: readonly string[],
  curves: readonly number[][],
  column: number,
): Figure {
  const x = words.map((_, t) => t + 1);
  const text = words.map((word, t) => `<b>${escapeHtml(word)}</b>, ${t + 1}`);
  const data = [...GATES, ...STATES].map(({ name }, i): Data => {
    const { colour, dash } = STYLES[i] ?? STYLES[0]!;
    return {
      x,
      y: curves[i] ?? [],
      text,
      type: 'scatter',
      mode: words.length === 1 ? 'markers' : 'lines',
      name,
      yaxis: i < GATES.length ? 'y2' : 'y',
      line: { color: colour(theme), width: 2, dash },
      hovertemplate: `${name} after %{text}: %{y:.3f}<extra></extra>`,
    };
  });
  const fixed = { automargin: false, fixedrange: true } as const;
  const at = column + 1;
  const layout = baseLayout(theme, title, {
    margin: { t: 74, r: 10, b: 40, l: 46 },
    xaxis: axis(theme, 'Word', {
      ...fixed,
      range: [0.6, words.length + 0.4],
      nticks: 9,
      tickformat: 'd',
      anchor: 'y',
    }),
    yaxis: axis(theme, 'States', { ...fixed, domain: [0, 0.44], nticks: 5 }),
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
    shapes: [
      {
        type: 'line',
        x0: at,
        x1: at,
        yref: 'paper',
        y0: 0,
        y1: 1,
        line: { color: theme.text, width: 1, dash: 'dot' },
      },
    ],
  });
  return { data, layout };
}
