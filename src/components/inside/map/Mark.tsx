/** The sign round a word's point: each kind has a shape of its own. */
import type { JSX } from 'react';
import type { Pixel } from './geometry';
import classes from './map.module.css';
import type { MarkKind } from './marks';

export function Mark({ kind, at: { left, top } }: { kind: MarkKind | 'hovered'; at: Pixel }): JSX.Element {
  switch (kind) {
    case 'selected':
      return (
        <g className={classes.mark} data-mark={kind}>
          <circle cx={left} cy={top} r={7} />
          <circle cx={left} cy={top} r={11} />
        </g>
      );
    case 'pinned':
      return (
        <path
          className={classes.mark}
          data-mark={kind}
          d={`M${left - 7} ${top}L${left} ${top - 7}L${left + 7} ${top}L${left} ${top + 7}Z`}
        />
      );
    case 'review':
      return (
        <rect className={classes.mark} data-mark={kind} x={left - 5} y={top - 5} width={10} height={10} />
      );
    default:
      return <circle className={classes.mark} data-mark={kind} cx={left} cy={top} r={6} />;
  }
}
