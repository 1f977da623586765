/** The test reviews from the most wrong verdict to the most right, only the rows in sight in the document. */
import { NativeSelect } from '@mantine/core';
import { useId, useMemo, useState, type JSX } from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import type { ReviewView, WordContribution } from '../../types';
import { ErrorRows } from './ErrorRows';
import { ERROR_FILTERS, filterErrors, orderByError, type ErrorFilter } from './errorOrder';
import classes from './errors.module.css';
import { count, decimal } from './format';
import { ReviewDialog } from './ReviewDialog';
import { useRowHeight } from './useRowHeight';

export interface ErrorsSource {
  /**
   * A test review, whole where it can be had (a large `maxLen`), for the dialog shows what it is given. The same
   * function as long as it reads the same reviews.
   */
  review: (index: number) => Promise<ReviewView>;
  /** The words of a test review that the model reads, in their order; null where it cannot say. */
  explain: (index: number) => Promise<WordContribution[] | null>;
  /** Looks into a test review elsewhere on the page, and takes the focus there. */
  seeInside?: (index: number) => void;
}

export interface ErrorsTableProps extends ErrorsSource {
  test: EvaluationInput;
  temperature: number;
  /** Probability above which a review is called positive. */
  threshold: number;
}

const FILTER_NAMES: Record<ErrorFilter, string> = {
  errors: 'All errors',
  falsePositive: 'Called positive, but negative',
  falseNegative: 'Called negative, but positive',
  unsure: 'Unsure: 40 to 60%',
  all: 'All reviews',
};

export function ErrorsTable({
  test,
  temperature,
  threshold,
  review,
  explain,
  seeInside,
}: ErrorsTableProps): JSX.Element {
  const id = useId();
  const [filter, setFilter] = useState<ErrorFilter>('errors');
  const [opened, setOpened] = useState<number | null>(null);
  const order = useMemo(() => orderByError(test), [test]);
  const lists = useMemo(
    () => filterErrors(test, order, threshold, temperature),
    [test, order, threshold, temperature],
  );
  const indices = lists[filter];
  const rowHeight = useRowHeight();
  return (
    <section aria-labelledby={id} className={classes.part}>
      <h3 id={id} className={classes.title}>
        The errors
      </h3>
      <p className={classes.note}>
        Test reviews, the most wrong verdict first, at the threshold {decimal(threshold, 2)}. Some are
        mislabelled or ironic, and some show what the model has not learnt. Choose one to read it.
      </p>
      <div className={classes.filter}>
        <NativeSelect
          label="Show"
          value={filter}
          data={ERROR_FILTERS.map((value) => ({
            value,
            label: `${FILTER_NAMES[value]} (${count(lists[value].length)})`,
          }))}
          onChange={({ currentTarget: { value } }) =>
            setFilter(ERROR_FILTERS.find((known) => known === value) ?? 'errors')
          }
        />
      </div>
      {indices.length === 0 ? (
        <p className={classes.none}>No review is of this kind.</p>
      ) : (
        <ErrorRows
          // Another list begins at its top; so does one that was turned with the phone.
          key={`${filter} ${rowHeight}`}
          rowHeight={rowHeight}
          test={test}
          indices={indices}
          temperature={temperature}
          review={review}
          onOpen={setOpened}
        />
      )}
      <ReviewDialog
        index={opened}
        test={test}
        temperature={temperature}
        threshold={threshold}
        review={review}
        explain={explain}
        {...(seeInside === undefined ? {} : { seeInside })}
        onClose={() => setOpened(null)}
      />
    </section>
  );
}
