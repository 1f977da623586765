/** Marks in front of a plot: a word, a row, a point. They move without a new drawing. */
import type { JSX } from 'react';
import { shareOfAxis, type PlotFrame } from './plotFrame';
import classes from './reading.module.css';

interface PlotMarksProps {
  frame: PlotFrame;
  /** Where a line runs down. */
  x?: number | undefined;
  /** A point on the line. */
  y?: number | undefined;
  /** From and to, in place of the line. */
  columns?: [number, number] | undefined;
  rows?: [number, number] | undefined;
}

const percent = (value: number): string => `${value}%`;

export function PlotMarks({ frame, x, y, columns, rows }: PlotMarksProps): JSX.Element {
  const { t, r, b, l } = frame.margin;
  const isIn = (value: number): boolean => value >= frame.x[0] && value <= frame.x[1];
  return (
    <div className={classes.marks} style={{ inset: `${t}px ${r}px ${b}px ${l}px` }} aria-hidden="true">
      {x !== undefined && isIn(x) && (
        <div className={classes.markLine} style={{ left: percent(shareOfAxis(frame.x, x)) }}>
          {y !== undefined && (
            <div className={classes.markPoint} style={{ bottom: percent(shareOfAxis(frame.y, y)) }} />
          )}
        </div>
      )}
      {columns !== undefined && isIn(columns[0]) && isIn(columns[1]) && (
        <div
          className={classes.markBox}
          style={{
            top: 0,
            bottom: 0,
            left: percent(shareOfAxis(frame.x, columns[0])),
            right: percent(100 - shareOfAxis(frame.x, columns[1])),
          }}
        />
      )}
      {rows !== undefined && (
        <div
          className={classes.markBox}
          style={{
            left: 0,
            right: 0,
            bottom: percent(shareOfAxis(frame.y, rows[0])),
            top: percent(100 - shareOfAxis(frame.y, rows[1])),
          }}
        />
      )}
    </div>
  );
}
