/** What all charts share: font, quiet axes, colours of the scheme. */
import type { Layout } from 'plotly.js';
import type { ChartTheme } from './chartTheme';

const FONT_FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

type Axis = NonNullable<Layout['xaxis']>;

export function axis(theme: ChartTheme, title: string, more: Partial<Axis> = {}): Partial<Axis> {
  return {
    title: { text: title, standoff: 6, font: { size: 12 } },
    gridcolor: theme.grid,
    linecolor: theme.grid,
    zeroline: false,
    automargin: true,
    tickfont: { size: 11 },
    ...more,
  };
}

export function baseLayout(theme: ChartTheme, title: string, more: Partial<Layout>): Partial<Layout> {
  return {
    title: {
      text: title,
      font: { size: 14 },
      x: 0,
      // In line with the text of the step round it.
      xref: 'container',
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      pad: { t: 8 },
    },
    autosize: true,
    margin: { t: 34, r: 12, b: 36, l: 44 },
    font: { family: FONT_FAMILY, size: 12, color: theme.text },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    hoverlabel: { bgcolor: theme.panel, bordercolor: theme.grid, font: { color: theme.text } },
    hovermode: 'closest',
    ...more,
  };
}
