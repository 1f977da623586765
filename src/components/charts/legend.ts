/** A legend in a row between title and plot, which says what is what and cannot be clicked. */
import type { Layout } from 'plotly.js';

/** @param size of its text, px */
export const legendAbove = (size = 11): Partial<Layout> => ({
  showlegend: true,
  legend: {
    orientation: 'h',
    x: 0,
    xanchor: 'left',
    y: 1,
    yanchor: 'bottom',
    itemclick: false,
    itemdoubleclick: false,
    font: { size },
  },
});
