/** The tutorial's picture of an embedding before training: every id a point, ids 2 and 3 marked. */
import type { Data } from 'plotly.js';
import { SPECIAL_WORDS, UNKNOWN_ID, UNUSED_ID } from '../../config';
import { axis, baseLayout } from './baseLayout';
import type { ChartTheme } from './chartTheme';
import type { Figure } from './plotDrawer';
import { escapeHtml } from './plotText';

export const MARKED_IDS = [
  { id: UNKNOWN_ID, symbol: 'x', labelOffset: { ax: 28, ay: -22 } },
  // The labels lean to opposite sides, so that they never cover each other where the two points are close.
  { id: UNUSED_ID, symbol: 'diamond', labelOffset: { ax: -34, ay: 24 } },
] as const;

export function untrainedFigure(
  theme: ChartTheme,
  words: readonly string[],
  x: Float32Array,
  y: Float32Array,
  canDrag: boolean,
): Figure {
  const data: Data[] = [
    {
      type: 'scattergl',
      mode: 'markers',
      name: 'word',
      showlegend: false,
      x,
      y,
      text: Array.from(x, (_, id) => `<b>${escapeHtml(words[id] ?? '')}</b>, id ${id}`),
      marker: { color: theme.positive, size: 3, opacity: 0.45 },
      hovertemplate: '%{text}<extra></extra>',
    },
    ...MARKED_IDS.map(({ id, symbol }): Data => ({
      type: 'scattergl',
      mode: 'markers',
      name: escapeHtml(`${SPECIAL_WORDS[id]} (id ${id})`),
      x: [x[id] ?? 0],
      y: [y[id] ?? 0],
      marker: { symbol, size: 13, color: theme.text, line: { color: theme.panel, width: 2 } },
      hovertemplate: `<b>${escapeHtml(SPECIAL_WORDS[id])}</b>, id ${id}<extra></extra>`,
    })),
  ];
  const layout = baseLayout(theme, 'Word Vectorization', {
    margin: { t: 54, r: 12, b: 36, l: 44 },
    xaxis: axis(theme, 'X vector value', { nticks: 6, fixedrange: !canDrag }),
    yaxis: axis(theme, 'Y vector value', { nticks: 6, fixedrange: !canDrag }),
    annotations: MARKED_IDS.map(({ id, labelOffset }) => ({
      x: x[id] ?? 0,
      y: y[id] ?? 0,
      text: escapeHtml(SPECIAL_WORDS[id]),
      showarrow: true,
      arrowhead: 0,
      arrowcolor: theme.text,
      ax: labelOffset.ax,
      ay: labelOffset.ay,
      bgcolor: theme.panel,
      bordercolor: theme.text,
      borderpad: 2,
      font: { size: 11, color: theme.text },
    })),
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      y: 1,
      yanchor: 'bottom',
      itemclick: false,
      itemdoubleclick: false,
      font: { size: 11 },
      itemsizing: 'constant',
    },
    dragmode: canDrag ? 'zoom' : false,
    uirevision: 'untrained',
  });
  return { data, layout };
}
