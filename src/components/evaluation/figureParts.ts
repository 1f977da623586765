/** What the four charts of an evaluation share. */
import type { Data, Layout } from 'plotly.js';
import { axis, baseLayout } from '../charts/baseLayout';
import type { ChartTheme } from '../charts/chartTheme';

type AxisOptions = Omit<NonNullable<Parameters<typeof axis>[2]>, 'title'> & { title: string };

/** A layout without legend that lets the page scroll under a finger. */
export function quietLayout(
  theme: ChartTheme,
  title: string,
  x: AxisOptions,
  y: AxisOptions,
): Partial<Layout> {
  const { title: xTitle, ...xMore } = x;
  const { title: yTitle, ...yMore } = y;
  return baseLayout(theme, title, {
    margin: { t: 34, r: 10, b: 40, l: 52 },
    xaxis: axis(theme, xTitle, { fixedrange: true, automargin: false, nticks: 6, ...xMore }),
    yaxis: axis(theme, yTitle, { fixedrange: true, automargin: false, nticks: 6, ...yMore }),
    showlegend: false,
    dragmode: false,
  });
}

/** An axis from 0 to 1. */
export const shareAxis = (title: string): AxisOptions => ({
  title,
  range: [-0.02, 1.02],
  tick0: 0,
  dtick: 0.25,
});

/** The dotted line that says "by chance" or "as it should be". */
export function dottedLine(theme: ChartTheme, from: [number, number], to: [number, number]): Data {
  return {
    type: 'scatter',
    mode: 'lines',
    x: [from[0], to[0]],
    y: [from[1], to[1]],
    line: { color: theme.text, width: 1, dash: 'dot' },
    opacity: 0.55,
    hoverinfo: 'skip',
  };
}

/** Where the threshold that is set stands on a curve. */
export function thresholdMark(theme: ChartTheme, x: number, y: number, hover: string): Data {
  return {
    type: 'scatter',
    mode: 'markers',
    x: [x],
    y: [y],
    marker: { symbol: 'diamond', size: 13, color: theme.text, line: { color: theme.panel, width: 2 } },
    hovertemplate: `${hover}<extra></extra>`,
  };
}
