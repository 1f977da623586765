/** The names and marks of the map as plotly draws them, for a picture that is downloaded. Pure. */
import type { Data } from 'plotly.js';
import type { ChartTheme } from '../../charts/chartTheme';
import type { PictureParts } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { LABEL_FAMILY, LABEL_SIZE } from './labelFont';
import { indexOfId, type MapPoints } from './mapPoints';
import type { MarkKind } from './marks';
import { LABEL_HEIGHT, type Label } from './placeLabels';

const SYMBOLS = {
  selected: 'circle-open-dot',
  pinned: 'diamond-open',
  neighbour: 'circle-open',
  review: 'square-open',
} as const satisfies Record<MarkKind, string>;

export function pictureParts(
  theme: ChartTheme,
  points: MapPoints,
  marked: ReadonlyMap<number, MarkKind>,
  labels: readonly Label[],
): PictureParts {
  const kinds = [...new Set(marked.values())];
  const data = kinds.map((kind): Data => {
    const places = [...marked]
      .filter(([, other]) => other === kind)
      .map(([id]) => indexOfId(points, id))
      .filter((index) => index >= 0);
    return {
      type: 'scatter',
      mode: 'markers',
      name: kind,
      x: places.map((index) => points.x[index] ?? Number.NaN),
      y: places.map((index) => points.y[index] ?? Number.NaN),
      marker: { symbol: SYMBOLS[kind], size: kind === 'selected' ? 16 : 12, color: theme.text },
    };
  });
  return {
    data,
    layout: {
      paper_bgcolor: theme.panel,
      annotations: labels.map(({ index, text, offsetLeft, offsetTop, width }) => ({
        x: points.x[index] ?? 0,
        y: points.y[index] ?? 0,
        xshift: offsetLeft + width / 2,
        yshift: -(offsetTop + LABEL_HEIGHT / 2),
        text: escapeHtml(text),
        showarrow: false,
        font: { family: LABEL_FAMILY, size: LABEL_SIZE, color: theme.text },
      })),
    },
  };
}
