/** The norms of the gradients over a run, a line for each layer, on a logarithmic axis. */
import type { Data } from 'plotly.js';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import { epochStep } from '../../charts/curveSeries';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { runStyle } from '../../runs/runStyle';
import { legendAbove } from '../../charts/legend';
import { epochOf, thinned, type LayerNorms } from './gradientSeries';

export const GRADIENT_TITLE = 'Size of the gradients';
/** Marks that tell the lines apart where colours do not. */
const MARKS_PER_LINE = 12;

export function gradientFigure(theme: ChartTheme, all: readonly LayerNorms[]): Figure {
  const series = all.map((norms) => thinned(norms));
  const end = epochOf(series[0]?.x.at(-1) ?? 1);
  const data = series.map(({ layer, x, y }, i): Data => {
    const { colour, dash, symbol } = runStyle(theme, i);
    const stride = Math.max(1, Math.floor(x.length / MARKS_PER_LINE));
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: escapeHtml(layer),
      x,
      // A logarithm has no place for 0.
      y: y.map((norm) => (norm > 0 ? norm : null)),
      line: { color: colour, width: 1.5, dash },
      marker: { color: colour, symbol, size: x.map((_, place) => ((place + i) % stride === 0 ? 7 : 0)) },
      hovertemplate: `epoch %{x:.2~f}: %{y:.3~g}<extra>${escapeHtml(layer)}</extra>`,
    };
  });
  const layout = baseLayout(theme, GRADIENT_TITLE, {
    margin: { t: 58, r: 12, b: 40, l: 56 },
    xaxis: axis(theme, 'Epoch', {
      fixedrange: true,
      automargin: false,
      range: [0, end * 1.02],
      tick0: 0,
      dtick: epochStep(end),
    }),
    yaxis: axis(theme, 'Norm', {
      type: 'log',
      fixedrange: true,
      automargin: false,
      dtick: 1,
      exponentformat: 'power',
    }),
    ...legendAbove(),
    dragmode: false,
  });
  return { data, layout };
}
