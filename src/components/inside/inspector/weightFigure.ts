/** How the numbers of a weight are spread, before training and now, one over the other. */
import type { Data, ScatterData } from 'plotly.js';
import { alignHistograms } from '../../../histogram';
import type { Histogram, WeightStats } from '../../../insightTypes';
import type { ChartTheme } from '../../charts/chartTheme';
import type { ChartTable } from '../../charts/ChartWithTable';
import type { ChartData } from '../../charts/downloads';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { quietLayout } from '../../evaluation/figureParts';
import { legendAbove } from '../../charts/legend';
import { digits, percentOf } from './numbers';
import { shortName } from './weightTexts';

/** One weight at two moments; nothing before where that is not known. */
export interface WeightChange {
  now: WeightStats;
  nowName: string;
  before: WeightStats | null;
  beforeName: string;
}

interface Spread {
  name: string;
  histogram: Histogram;
  /** Of all finite numbers, for each bin. */
  shares: number[];
}

/** In bins of one width and range, before first. */
function spreadsOf({ now, nowName, before, beforeName }: WeightChange): Spread[] {
  if (before === null) return [spreadOf(nowName, now.histogram)];
  const [was, is] = alignHistograms(before.histogram, now.histogram);
  return [spreadOf(beforeName, was), spreadOf(nowName, is)];
}

function spreadOf(name: string, histogram: Histogram): Spread {
  const total = Math.max(
    1,
    histogram.counts.reduce((a, b) => a + b, 0),
  );
  return { name, histogram, shares: histogram.counts.map((count) => count / total) };
}

/** Steps: each begins at its bin's left edge; the first rises from 0 and the last falls back. */
function outline({ name, histogram: { width, first }, shares }: Spread, look: Partial<ScatterData>): Data {
  const edges = Array.from({ length: shares.length + 1 }, (_, bin) => (first + bin) * width);
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: [first * width, ...edges],
    y: [0, ...shares, 0],
    hovertemplate: `from %{x:.3~g}: %{y:.2%}<extra>${escapeHtml(name)}</extra>`,
    ...look,
  };
}

export function weightFigure(theme: ChartTheme, change: WeightChange): Figure {
  const spreads = spreadsOf(change);
  const now = spreads.pop()!;
  const data = [
    ...spreads.map((before) =>
      outline(before, { line: { shape: 'hv', width: 1.5, color: theme.text, dash: 'dot' } }),
    ),
    outline(now, { line: { shape: 'hv', width: 2, color: theme.training }, fill: 'tozeroy' }),
  ];
  const layout = quietLayout(
    theme,
    escapeHtml(shortName(change.now.name)),
    { title: 'Value' },
    { title: 'Share of the numbers', tickformat: '.2~%', rangemode: 'tozero' },
  );
  return {
    data,
    layout: {
      ...layout,
      ...(change.before === null ? {} : legendAbove()),
      margin: { t: change.before === null ? 34 : 52, r: 10, b: 40, l: 52 },
    },
  };
}

/** Bins that nothing is in are left out. */
export function weightTable(change: WeightChange): ChartTable {
  const spreads = spreadsOf(change);
  const { width, first, counts } = spreads[0]!.histogram;
  const rows = counts.flatMap((_, bin) => {
    if (spreads.every(({ histogram }) => histogram.counts[bin] === 0)) return [];
    const [from, to] = [(first + bin) * width, (first + bin + 1) * width];
    return [[`${edge(from)} to ${edge(to)}`, ...spreads.map(({ shares }) => percentOf(shares[bin]!))]];
  });
  return { columns: ['Value', ...spreads.map(({ name }) => name)], rows };
}

/** Bins are multiples of powers of two: enough digits for two never to look the same. */
const edge = (value: number): string => String(Number(value.toPrecision(8))).replaceAll('-', '−');

export function weightData(change: WeightChange): ChartData {
  const spreads = spreadsOf(change);
  const { width, first, counts } = spreads[0]!.histogram;
  return {
    columns: ['from', 'to', ...spreads.map(({ name }) => name)],
    rows: counts.map((_, bin) =>
      [(first + bin) * width, (first + bin + 1) * width].concat(
        spreads.map(({ histogram }) => histogram.counts[bin]!),
      ),
    ),
  };
}

/** "Its numbers moved apart: they spread by 0.21 now, by 0.05 before." */
export function weightSummary({ now, before }: WeightChange): string {
  if (now.numNotFinite > 0) {
    return `${now.numNotFinite.toLocaleString('en')} of its numbers are no numbers any more (NaN or infinite): training went wrong.`;
  }
  const spread = `Standard deviation ${digits(now.standardDeviation)}`;
  if (before === null) return `${spread}, from ${digits(now.min)} to ${digits(now.max)}.`;
  if (before.standardDeviation === 0) {
    return now.standardDeviation === 0
      ? `All ${digits(now.mean)}, as before.`
      : `${spread}; before training all were ${digits(before.mean)}.`;
  }
  const factor = now.standardDeviation / before.standardDeviation;
  const moved = factor > 1.02 ? 'spread out' : factor < 0.98 ? 'drew together' : 'are spread as before';
  return `${spread}, ${digits(before.standardDeviation)} before: the numbers ${moved}.`;
}
