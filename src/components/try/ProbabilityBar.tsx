/** Orange from the left as far as "negative" goes, blue for the rest. The figures beside it say the same. */
import type { JSX } from 'react';
import classes from './try.module.css';

export function ProbabilityBar({ positive }: { positive: number }): JSX.Element {
  return (
    <span className={classes.bar} aria-hidden="true">
      <span className={classes.barNegative} style={{ width: `${100 * (1 - positive)}%` }} />
    </span>
  );
}
