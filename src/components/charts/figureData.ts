/** What a figure draws, as a table: a row for each point of each trace. Pure. */
import type { Cell } from '../../state/csv';
import type { ChartData } from './downloads';
import type { Figure } from './plotDrawer';

type Values = ArrayLike<unknown>;

const cell = (value: unknown): Cell =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : null;

const isValues = (value: unknown): value is Values =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** Traces without x or y (heat maps) need a table of their own. */
export function figureData({ data, layout }: Figure): ChartData {
  const rows = data.flatMap((trace) => {
    const { x, y, name, text } = trace as Record<'x' | 'y' | 'name' | 'text', unknown>;
    if (!isValues(x) || !isValues(y)) return [];
    const labels = isValues(text) ? text : [];
    return Array.from({ length: x.length }, (_, i) => [cell(name), cell(x[i]), cell(y[i]), cell(labels[i])]);
  });
  const hasLabels = rows.some(([, , , label]) => label !== null);
  const columns = ['series', titleOf(layout.xaxis, 'x'), titleOf(layout.yaxis, 'y'), 'label'];
  return hasLabels
    ? { columns, rows }
    : { columns: columns.slice(0, 3), rows: rows.map((row) => row.slice(0, 3)) };
}

function titleOf(axis: Figure['layout']['xaxis'], otherwise: string): string {
  const title = axis?.title;
  const text = typeof title === 'string' ? title : title?.text;
  return text === undefined || text === '' ? otherwise : text;
}
