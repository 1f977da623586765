/** What the units of a layer did while reviews were read: how far each went, liveliest first. People count from 1. */
import type { Data } from 'plotly.js';
import type { LayerActivity } from '../../../insightTypes';
import type { ChartTheme } from '../../charts/chartTheme';
import type { ChartTable } from '../../charts/ChartWithTable';
import type { ChartData } from '../../charts/downloads';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { quietLayout } from '../../evaluation/figureParts';
import { legendAbove } from '../../charts/legend';
import { counted, digits, listed } from './numbers';

/** "lstm", "bidirectional, backward". */
export function activityTitle({ name, isBackward }: LayerActivity, isOneOfTwo: boolean): string {
  if (!isOneOfTwo) return name;
  return `${name}, ${isBackward ? 'last word to first' : 'first word to last'}`;
}

const byLiveliness = ({ standardDeviation }: LayerActivity): number[] =>
  [...standardDeviation.keys()].toSorted((a, b) => standardDeviation[b]! - standardDeviation[a]!);

export function unitFigure(theme: ChartTheme, title: string, activity: LayerActivity): Figure {
  const { min, max, standardDeviation, dead, kind } = activity;
  const order = byLiveliness(activity);
  const isDead = new Set(dead);
  const places = order.map((_, place) => place + 1);
  const still = order.flatMap((unit, place) => (isDead.has(unit) ? [{ unit, place: place + 1 }] : []));
  const hovertext = order.map(
    (unit) =>
      `unit ${unit + 1}: ${digits(min[unit]!)} to ${digits(max[unit]!)}, deviation ${digits(standardDeviation[unit]!)}`,
  );
  const values = (of: Float32Array): number[] => order.map((unit) => of[unit]!);
  // Three outlines, where a bar for each unit would take many times as long to draw.
  const outline = { type: 'scatter', mode: 'lines', x: places } as const;
  const data: Data[] = [
    {
      ...outline,
      y: values(min),
      line: { shape: 'hvh', width: 1, color: theme.training },
      showlegend: false,
      hoverinfo: 'skip',
    },
    {
      ...outline,
      name: 'Range',
      y: values(max),
      line: { shape: 'hvh', width: 1, color: theme.training },
      fill: 'tonexty',
      hovertext,
      hovertemplate: '%{hovertext}<extra></extra>',
    },
    {
      ...outline,
      name: 'Deviation',
      y: values(standardDeviation),
      line: { width: 2, color: theme.text, dash: 'dot' },
      hoverinfo: 'skip',
    },
  ];
  if (still.length > 0) {
    data.push({
      type: 'scatter',
      mode: 'markers',
      name: 'Dead',
      x: still.map(({ place }) => place),
      y: still.map(() => 0),
      marker: { color: theme.negative, size: 10, symbol: 'x' },
      hovertext: still.map(({ unit }) => `unit ${unit + 1} is dead`),
      hovertemplate: '%{hovertext}<extra></extra>',
    });
  }
  const layout = quietLayout(
    theme,
    escapeHtml(title),
    { title: 'Units, liveliest first', range: [0.3, Math.max(order.length, 4) + 0.7] },
    { title: kind === 'lstm' ? 'State' : 'Output', zeroline: true },
  );
  return {
    data,
    layout: {
      ...layout,
      margin: { t: 52, r: 10, b: 40, l: 48 },
      hovermode: 'x',
      ...legendAbove(),
    },
  };
}

export function unitTable(activity: LayerActivity): ChartTable {
  const isDead = new Set(activity.dead);
  return {
    columns: ['Unit', 'Smallest', 'Largest', 'Deviation', 'Dead'],
    rows: byLiveliness(activity).map((unit) => [
      String(unit + 1),
      digits(activity.min[unit]!),
      digits(activity.max[unit]!),
      digits(activity.standardDeviation[unit]!),
      isDead.has(unit) ? 'yes' : '',
    ]),
  };
}

export function unitData({ min, max, standardDeviation, dead }: LayerActivity): ChartData {
  const isDead = new Set(dead);
  return {
    columns: ['unit', 'min', 'max', 'standard deviation', 'dead'],
    rows: [...min.keys()].map((unit) => [
      unit + 1,
      min[unit]!,
      max[unit]!,
      standardDeviation[unit]!,
      isDead.has(unit) ? 1 : 0,
    ]),
  };
}

export function unitSummary(activity: LayerActivity): string {
  const { dead, standardDeviation } = activity;
  const order = byLiveliness(activity);
  const most = order[0];
  const liveliest =
    most === undefined ? '' : ` Unit ${most + 1} moves most (deviation ${digits(standardDeviation[most]!)}).`;
  if (dead.length === 0) return `All ${counted(order.length, 'unit')} are alive.${liveliest}`;
  const which = dead.length === order.length ? '' : `: ${listed(dead.map((unit) => unit + 1))}`;
  return `${dead.length} of ${counted(order.length, 'unit')} ${dead.length === 1 ? 'is' : 'are'} dead${which}.${
    dead.length === order.length ? '' : liveliest
  }`;
}
