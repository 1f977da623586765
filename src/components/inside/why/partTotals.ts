/** What words, pairs and triples of a review add up to. Pure. */
import type { Explanation } from '../../../insightTypes';
import type { Cell } from '../../../state/csv';
import { signed } from '../../evaluation/format';
import type { ChartData } from '../../charts/downloads';
import type { ChartTable } from '../../charts/ChartWithTable';

export interface PartTotal {
  text: string;
  order: 1 | 2 | 3;
  /** How often it stands in the review. */
  times: number;
  /** Sum of its contributions, log-odds. */
  total: number;
}

export const ORDER_NAMES: Record<PartTotal['order'], string> = { 1: 'word', 2: 'pair', 3: 'triple' };

/** Each once, strongest first. Words stand for themselves alone where pairs are known by themselves. */
export function partTotals({ words, contributions, parts }: Explanation): PartTotal[] {
  const all =
    parts.length > 0
      ? parts
      : words.map(({ word }, i) => ({ text: word, order: 1 as const, contribution: contributions[i] ?? 0 }));
  const totals = new Map<string, PartTotal>();
  for (const { text, order, contribution } of all) {
    const entry = totals.get(text) ?? { text, order, times: 0, total: 0 };
    entry.times++;
    entry.total += contribution;
    totals.set(text, entry);
  }
  return [...totals.values()].toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** "good × 2". */
export const nameOf = ({ text, times }: Pick<PartTotal, 'text' | 'times'>): string =>
  times > 1 ? `${text} × ${times}` : text;

export function partTable(totals: readonly PartTotal[]): ChartTable {
  return {
    columns: ['Word or phrase', 'Kind', 'Times', 'Contribution'],
    rows: totals.map(({ text, order, times, total }) => [
      text,
      ORDER_NAMES[order],
      String(times),
      signed(total),
    ]),
  };
}

export function partData(totals: readonly PartTotal[]): ChartData {
  return {
    columns: ['text', 'kind', 'times', 'contribution'],
    rows: totals.map(({ text, order, times, total }): Cell[] => [text, ORDER_NAMES[order], times, total]),
  };
}
