/** Under step 4: the run epoch by epoch, and the test set. */
import type { JSX } from 'react';
import { HistoryTable } from './HistoryTable';
import { TestReview } from './TestReview';
import { TestScore } from './TestScore';
import classes from './train.module.css';

export function RunDetails(): JSX.Element {
  return (
    <section className={classes.details} aria-label="Results of training">
      <HistoryTable />
      <div className={classes.part}>
        <TestScore />
        <TestReview />
      </div>
    </section>
  );
}
