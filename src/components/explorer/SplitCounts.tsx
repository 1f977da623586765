/** How many reviews there are, and how many of them are positive. */
import type { JSX } from 'react';
import type { DatasetInfo, SplitInfo } from '../../types';
import classes from './explorer.module.css';

interface SplitCountsProps {
  info: DatasetInfo;
  /** Null until the test split is open. */
  test: SplitInfo | null;
}

export function SplitCounts({ info, test }: SplitCountsProps): JSX.Element {
  const { numReviews } = info.train;
  const numTest = test?.numReviews ?? info.testReviews;
  return (
    <div className={classes.counts}>
      {/* The tutorial's own words and number format. */}
      <p>
        Training entries: {numReviews}, labels: {numReviews}
      </p>
      <p>
        Test entries: {numTest}, labels: {numTest}
      </p>
      <Balance name="Training" split={info.train} />
      {test !== null && <Balance name="Test" split={test} />}
    </div>
  );
}

function Balance({ name, split }: { name: string; split: SplitInfo }): JSX.Element {
  const numNegative = split.numReviews - split.numPositive;
  const share = split.numReviews === 0 ? 0 : split.numPositive / split.numReviews;
  return (
    <div className={classes.balance}>
      <p>
        {name} labels: {split.numPositive.toLocaleString('en')} positive, {numNegative.toLocaleString('en')}{' '}
        negative ({(100 * share).toFixed(1)}% positive)
      </p>
      <div className={classes.balanceBar} aria-hidden>
        <span style={{ flexGrow: numNegative }} className={classes.negative} />
        <span style={{ flexGrow: split.numPositive }} className={classes.positive} />
      </div>
    </div>
  );
}
