/** The words as plotly draws them: one trace for each class, fast to draw and to colour anew. Pure. */
import type { Data } from 'plotly.js';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import type { Colouring } from './colourClasses';
import type { Margin } from './geometry';
import type { MapPoints } from './mapPoints';
import { rankOf } from './mapWords';
import type { View } from './view';

export interface MapFigureParts {
  points: MapPoints;
  colouring: Colouring;
  /** As `groupPoints` gives them. */
  groups: readonly (readonly number[])[];
  isSizedByFrequency: boolean;
  /** None where axes mean nothing by themselves, as of a turned cloud. */
  axisTitles: readonly string[];
  view: View;
  /** A new one shows `view`; the same keeps what is shown. */
  viewKey: string;
  margin: Margin;
}

/** px: a word of rank 1, and one of rank 100,000. */
const LARGEST = 18;
const SMALLEST = 3;

export const sizeOf = (id: number): number =>
  Math.max(SMALLEST, LARGEST - ((LARGEST - SMALLEST) / 5) * Math.log10(rankOf(id) ?? 1));

function trace({ points, colouring, groups, isSizedByFrequency }: MapFigureParts, place: number): Data {
  const group = groups[place] ?? [];
  const style = colouring.classes[place];
  const take = (values: Float32Array): Float32Array =>
    Float32Array.from(group, (index) => values[index] ?? Number.NaN);
  return {
    type: 'scattergl',
    mode: 'markers',
    name: style?.name ?? '',
    x: take(points.x),
    y: take(points.y),
    // The map finds what is under the pointer by itself.
    hoverinfo: 'skip',
    marker: {
      color: style?.colour ?? 'grey',
      symbol: style?.symbol ?? 'circle',
      opacity: style?.opacity ?? 1,
      size: isSizedByFrequency ? group.map((index) => sizeOf(points.ids[index] ?? 0)) : (style?.size ?? 5),
    },
  };
}

/** Fixed, so that what stands over the points knows where they are. */
export const marginOf = (hasAxes: boolean, isNarrow: boolean): Margin =>
  hasAxes ? { t: 8, r: 8, b: 42, l: isNarrow ? 44 : 52 } : { t: 8, r: 8, b: 8, l: 8 };

export function mapFigure(theme: ChartTheme, parts: MapFigureParts): Figure {
  const { axisTitles, view, viewKey, colouring, margin } = parts;
  const [across, up] = axisTitles;
  const hasAxes = across !== undefined && up !== undefined;
  const quiet = { nticks: 6, fixedrange: true, visible: hasAxes, automargin: false };
  const layout = baseLayout(theme, '', {
    title: { text: '' },
    margin,
    xaxis: axis(theme, across ?? '', { ...quiet, range: [...view.x] }),
    yaxis: axis(theme, up ?? '', { ...quiet, range: [...view.y] }),
    showlegend: false,
    hovermode: false,
    dragmode: false,
  });
  return {
    data: colouring.order.map((place) => trace(parts, place)),
    layout,
    doubleClick: false,
    view: viewKey,
  };
}
