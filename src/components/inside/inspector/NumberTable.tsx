/** Numbers in rows, which scroll on their own where they do not fit, and a file of them. */
import type { JSX } from 'react';
import type { ChartTable } from '../../charts/ChartWithTable';
import { downloadData, type ChartData } from '../../charts/downloads';
import classes from './inspector.module.css';

interface NumberTableProps {
  title: string;
  table: ChartTable;
  /** Unrounded. */
  data: () => ChartData;
}

export function NumberTable({ title, table: { columns, rows }, data }: NumberTableProps): JSX.Element {
  return (
    <div className={classes.numbers}>
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.frame} tabIndex={0} aria-label={`Rows of ${title}`}>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name = '', ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={columns[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CsvButton title={title} data={data} />
    </div>
  );
}

export function CsvButton({ title, data }: Pick<NumberTableProps, 'title' | 'data'>): JSX.Element {
  return (
    <button
      type="button"
      className={classes.csv}
      aria-label={`Download: ${title} (CSV)`}
      onClick={() => downloadData(title, data())}
    >
      Download as CSV
    </button>
  );
}
