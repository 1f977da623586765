/** A legend in a row between title and plot, which says what is what and cannot be clicked. */
import type { Layout } from 'plotly.js';

export const LEGEND_ABOVE: Partial<Layout> = {
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
};
