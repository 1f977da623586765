/** Text and contributions of the review that is open; the text does not wait for the contributions. */
import { useEffect, useState } from 'react';
import { errorCode } from '../../errors';
import { troubleOf, type Trouble } from '../../state/status';
import type { ReviewView, WordContribution } from '../../types';
import type { ErrorsSource } from './ErrorsTable';

/** 'waiting' while they are worked out; null where they cannot be had. */
export type Contributions = WordContribution[] | 'waiting' | null;

export interface ReviewDetails {
  view: ReviewView | null;
  contributions: Contributions;
  trouble: Trouble | null;
}

/** For one index: a component that shows another review is another component. */
export function useReviewDetails(
  index: number,
  review: ErrorsSource['review'],
  explain: ErrorsSource['explain'],
): ReviewDetails {
  const [view, setView] = useState<ReviewView | null>(null);
  const [contributions, setContributions] = useState<Contributions>('waiting');
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  useEffect(() => {
    let isCurrent = true;
    review(index).then(
      (found) => {
        if (isCurrent) setView(found);
      },
      (error: unknown) => {
        if (isCurrent && errorCode(error) !== 'aborted') setTrouble(troubleOf(error));
      },
    );
    explain(index).then(
      (found) => {
        if (isCurrent) setContributions(found);
      },
      () => {
        // The text is worth reading without them.
        if (isCurrent) setContributions(null);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [index, review, explain]);

  return { view, contributions, trouble };
}
