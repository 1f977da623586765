/** A chart, what it shows in a sentence, and its numbers as a table. */
import type { JSX } from 'react';
import classes from './chartWithTable.module.css';
import type { ChartData } from './downloads';
import { Plot } from './Plot';
import type { Figure } from './plotDrawer';

export interface ChartTable {
  columns: string[];
  /** The first cell heads its row and tells it from all others. */
  rows: string[][];
}

export interface ChartWithTableProps {
  title: string;
  figure: Figure;
  summary: string;
  table: ChartTable;
  /** For a download, unrounded; the table unless told. */
  data?: () => ChartData;
  /** px; for a chart that needs another than the usual one. */
  height?: number;
}

export function ChartWithTable(props: ChartWithTableProps): JSX.Element {
  const { title, figure, summary, table, data, height } = props;
  return (
    <div className={classes.chart}>
      <div className={classes.plot} {...(height === undefined ? {} : { style: { height } })}>
        <Plot figure={figure} label={`${title}. ${summary}`} fileName={title} data={data ?? (() => table)} />
      </div>
      <p className={classes.summary}>{summary}</p>
      <details className={classes.details}>
        <summary>{title}: the table</summary>
        {/* Scrolls on its own, so the keyboard must reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={classes.tableFrame} tabIndex={0} aria-label={`Rows of ${title}`}>
          <table className={classes.table} aria-label={title}>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(([name = '', ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, column) => (
                    <td key={table.columns[column + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  );
}
