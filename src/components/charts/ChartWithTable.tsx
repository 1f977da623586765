/** A chart, what it shows in a sentence, and its numbers as a table. */
import { useState, type JSX, type ReactNode } from 'react';
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
  /** A long one as a function, called when it is opened or downloaded. */
  table: ChartTable | (() => ChartTable);
  /** For a download, unrounded; the table unless told. */
  data?: () => ChartData;
  /** Of the picture, where it is not that of all charts. */
  height?: number;
  /** In front of the picture, not in its downloads: for marks that move without drawing it anew. */
  overlay?: ReactNode;
  /** As Plot has it. */
  onDrawn?: (element: HTMLElement, isNew: boolean) => void;
}

export function ChartWithTable(props: ChartWithTableProps): JSX.Element {
  const { title, figure, summary, table, height, overlay, onDrawn } = props;
  const [isOpen, setOpen] = useState(false);
  const data = props.data ?? (() => (typeof table === 'function' ? table() : table));
  const shown = typeof table === 'function' ? (isOpen ? table() : null) : table;
  return (
    <div className={classes.chart}>
      <div className={classes.plot} style={height === undefined ? undefined : { height }}>
        <Plot
          figure={figure}
          label={`${title}. ${summary}`}
          fileName={title}
          data={data}
          {...(onDrawn === undefined ? {} : { onDrawn })}
        />
        {overlay}
      </div>
      <p className={classes.summary}>{summary}</p>
      <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{title}: the table</summary>
        {shown !== null && <Table title={title} table={shown} />}
      </details>
    </div>
  );
}

function Table({ title, table }: { title: string; table: ChartTable }): JSX.Element {
  return (
    <>
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
    </>
  );
}
