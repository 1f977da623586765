/** One unit over the words: its gates above, its cell state and state below. */
import type { Data } from 'plotly.js';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import type { PlotFrame } from './plotFrame';
import { columnLabels, placesOf, type ReadColumns } from './stateFigure';
import { GATES, STATES } from './units';
import { legendAbove } from '../../charts/legend';

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

function unitTraces(theme: ChartTheme, columns: ReadColumns, curves: readonly number[][]): Data[] {
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

/** What PlotMarks needs to find a word in the picture. */
export const unitFrame = ({ words, firstPlace }: ReadColumns): PlotFrame => ({
  margin: { t: 86, r: 10, b: 40, l: 50 },
  x: [firstPlace + 0.6, firstPlace + words.length + 0.4],
  y: [0, 1],
});

/** @param curves as unitCurves() gives them */
export function unitFigure(
  theme: ChartTheme,
  title: string,
  columns: ReadColumns,
  curves: readonly number[][],
): Figure {
  const { margin, x } = unitFrame(columns);
  const fixed = { automargin: false, fixedrange: true } as const;
  const layout = baseLayout(theme, title, {
    margin,
    xaxis: axis(theme, 'Word', { ...fixed, range: x, nticks: 9, tickformat: 'd', anchor: 'y' }),
    yaxis: axis(theme, 'States', { ...fixed, domain: [0, 0.46], nticks: 5 }),
    yaxis2: axis(theme, 'Gates', { ...fixed, domain: [0.54, 1], range: [-1.05, 1.05], dtick: 0.5 }),
    ...legendAbove(),
    dragmode: false,
  });
  return { data: unitTraces(theme, columns, curves), layout };
}
