/** Mean, deviation and extremes of weights, before training and now, in rows. Pure. */
import type { WeightStats } from '../../../insightTypes';
import type { ChartTable } from '../../charts/ChartWithTable';
import type { ChartData } from '../../charts/downloads';
import { digits } from './numbers';
import type { WeightChange } from './weightFigure';
import { shortName } from './weightTexts';

interface Moment {
  stats: WeightStats;
  when: string;
}

const momentsOf = ({ now, nowName, before, beforeName }: WeightChange): Moment[] => [
  ...(before === null ? [] : [{ stats: before, when: beforeName }]),
  { stats: now, when: nowName },
];

export function figureTable(changes: readonly WeightChange[]): ChartTable {
  return {
    columns: ['Weight', 'Shape', 'Mean', 'Deviation', 'Smallest', 'Largest', 'Zeros', 'Not finite'],
    rows: changes
      .flatMap(momentsOf)
      .map(({ stats, when }) => [
        `${shortName(stats.name)}, ${when}`,
        stats.shape.map((size) => size.toLocaleString('en')).join(' × '),
        digits(stats.mean),
        digits(stats.standardDeviation),
        digits(stats.min),
        digits(stats.max),
        stats.numZeros.toLocaleString('en'),
        stats.numNotFinite.toLocaleString('en'),
      ]),
  };
}

export function figureData(changes: readonly WeightChange[]): ChartData {
  return {
    columns: ['weight', 'when', 'shape', 'mean', 'deviation', 'min', 'max', 'zeros', 'not finite'],
    rows: changes
      .flatMap(momentsOf)
      .map(({ stats, when }) => [
        stats.name,
        when,
        stats.shape.join('x'),
        stats.mean,
        stats.standardDeviation,
        stats.min,
        stats.max,
        stats.numZeros,
        stats.numNotFinite,
      ]),
  };
}
