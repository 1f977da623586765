/** What the two colours of shaded words mean. */
import type { JSX } from 'react';
import classes from './contributions.module.css';

export function ShadeKey(): JSX.Element {
  return (
    <p className={classes.key}>
      <span className={classes.keyNegative}>pushed towards negative</span>
      <span className={classes.keyPositive}>pushed towards positive</span>
    </p>
  );
}
