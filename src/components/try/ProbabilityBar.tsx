/** Orange from the left as far as "negative" goes, blue for the rest. The figures beside it say the same. */
import type { JSX } from 'react';
import classes from './try.module.css';

/** A part smaller than this is hardly wider than the line between the two, which would look like a notch. */
const MIN_PART = 0.02;

export function ProbabilityBar({ positive }: { positive: number }): JSX.Element {
  const isSplit = Math.min(positive, 1 - positive) >= MIN_PART;
  return (
    <span className={classes.bar} aria-hidden="true" {...(isSplit ? { 'data-split': true } : {})}>
      <span className={classes.barNegative} style={{ width: `${100 * (1 - positive)}%` }} />
    </span>
  );
}
