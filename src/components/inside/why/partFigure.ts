/** The strongest contributions as bars, towards negative to the left and towards positive to the right. */
import { quietLayout } from '../../evaluation/figureParts';
import { signed } from '../../evaluation/format';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { nameOf, ORDER_NAMES, type PartTotal } from './partTotals';

export const MAX_BARS = 15;
const MAX_NAME_LENGTH = 22;
/** px */
const BAR_HEIGHT = 22;
const AROUND_BARS = 84;

export const barsHeight = (numBars: number): number => AROUND_BARS + BAR_HEIGHT * Math.max(3, numBars);

const shorten = (name: string): string =>
  name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 1)}…`;

/** @param totals strongest first */
export function partFigure(theme: ChartTheme, title: string, totals: readonly PartTotal[]): Figure {
  const shown = totals.slice(0, MAX_BARS);
  const most = Math.max(0.01, ...shown.map(({ total }) => Math.abs(total)));
  const places = shown.map((_, i) => i);
  const layout = quietLayout(
    theme,
    title,
    // Room for the numbers at the ends of the bars.
    { title: 'Log-odds: ← negative, positive →', range: [-1.35 * most, 1.35 * most], zeroline: true },
    {
      title: '',
      tickmode: 'array',
      tickvals: places,
      ticktext: shown.map((part) => escapeHtml(shorten(nameOf(part)))),
      range: [Math.max(3, shown.length) - 0.4, -0.6],
      showgrid: false,
      automargin: true,
    },
  );
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: places,
        x: shown.map(({ total }) => total),
        text: shown.map(({ total }) => signed(total)),
        textposition: 'outside',
        cliponaxis: false,
        marker: { color: shown.map(({ total }) => (total > 0 ? theme.positive : theme.negative)) },
        hovertext: shown.map(
          (part) => `${escapeHtml(nameOf(part))} (${ORDER_NAMES[part.order]}) ${signed(part.total)}`,
        ),
        hovertemplate: '%{hovertext}<extra></extra>',
      },
    ],
    layout: { ...layout, margin: { t: 34, r: 10, b: 40, l: 10 }, bargap: 0.25 },
  };
}
