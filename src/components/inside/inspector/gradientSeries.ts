/** The gradients of a run, layer by layer. Pure. x is in epochs: 1 is the end of the first. */
import type { BatchMetrics } from '../../../types';
import type { ChartTable } from '../../charts/ChartWithTable';
import type { ChartData } from '../../charts/downloads';
import { digits } from './numbers';
import { layerOf } from './weightTexts';

export interface LayerNorms {
  layer: string;
  x: number[];
  /** L2 norm of the gradient of all of the layer's weights together. */
  y: number[];
}

/** More points than this are not visible in a chart of some 700 px. */
const MAX_POINTS = 600;

/**
 * @param names of the weights, in the order of the norms
 * @returns in the order of the layers; none where no batch has norms of these weights
 */
export function gradientSeries(batches: readonly BatchMetrics[], names: readonly string[]): LayerNorms[] {
  const measured = batches.filter(({ gradientNorms }) => gradientNorms?.length === names.length);
  if (measured.length === 0 || names.length === 0) return [];
  const layers = [...new Set(names.map(layerOf))];
  const x = measured.map(({ epoch, batch, numBatches }) => epoch - 1 + (batch + 1) / numBatches);
  return layers.map((layer) => ({
    layer,
    x,
    y: measured.map(({ gradientNorms }) =>
      Math.hypot(...gradientNorms!.filter((_, i) => layerOf(names[i]!) === layer)),
    ),
  }));
}

/** Of a long run every so many batches, the newest kept. */
export function thinned({ layer, x, y }: LayerNorms, maxPoints = MAX_POINTS): LayerNorms {
  const stride = Math.ceil(x.length / maxPoints);
  if (stride <= 1) return { layer, x, y };
  const isKept = (_: number, i: number): boolean => (x.length - 1 - i) % stride === 0;
  return { layer, x: x.filter(isKept), y: y.filter(isKept) };
}

/** Mean norms of each epoch, in the order of the layers. */
export function epochMeans(series: readonly LayerNorms[]): { epoch: number; means: number[] }[] {
  const places = new Map<number, number[]>();
  (series[0]?.x ?? []).forEach((x, i) => {
    const epoch = epochOf(x);
    const found = places.get(epoch);
    if (found === undefined) places.set(epoch, [i]);
    else found.push(i);
  });
  return [...places].map(([epoch, indices]) => ({
    epoch,
    means: series.map(({ y }) => indices.reduce((sum, i) => sum + y[i]!, 0) / indices.length),
  }));
}

/** Which epoch a point is in; the end of one is not yet in the next. */
export const epochOf = (x: number): number => Math.max(1, Math.ceil(x - 1e-9));

const columnsOf = (series: readonly LayerNorms[], first: string): string[] =>
  [first].concat(series.map(({ layer }) => layer));

export const gradientTable = (series: readonly LayerNorms[]): ChartTable => ({
  columns: columnsOf(series, 'Epoch'),
  rows: epochMeans(series).map(({ epoch, means }) => [String(epoch)].concat(means.map(digits))),
});

export const gradientData = (series: readonly LayerNorms[]): ChartData => ({
  columns: columnsOf(series, 'epoch'),
  rows: (series[0]?.x ?? []).map((x, i) => [x].concat(series.map(({ y }) => y[i]!))),
});

/** What the last epoch's means say. */
export function gradientSummary(series: readonly LayerNorms[]): string {
  const last = epochMeans(series).at(-1);
  if (last === undefined) return '';
  const ranked = series
    .map(({ layer }, i) => ({ layer, mean: last.means[i]! }))
    .toSorted((a, b) => b.mean - a.mean);
  const [most] = ranked;
  const least = ranked.at(-1)!;
  const start = `In epoch ${last.epoch} the mean norm is largest in ${most!.layer} (${digits(most!.mean)})`;
  if (ranked.length === 1) return `${start}.`;
  const factor = least.mean === 0 ? '' : `, a factor of ${digits(most!.mean / least.mean)} apart`;
  return `${start} and smallest in ${least.layer} (${digits(least.mean)})${factor}.`;
}
