/** Which review is looked into: the typed one, or one of the test set. */
import { Button, SegmentedControl } from '@mantine/core';
import type { JSX } from 'react';
import { chooseTestReview, chooseTyped } from '../../state/inside/subjectActions';
import { typeReview } from '../../state/predictAction';
import { useVerdict } from '../../state/store';
import { TroubleAlert } from '../page/TroubleAlert';
import { EXAMPLES } from '../try/examples';
import classes from './inside.module.css';
import { TestReviewPicker } from './TestReviewPicker';
import { useWrongReviews } from './useWrongReviews';

type Source = 'typed' | 'test';

const SOURCES: { value: Source; label: string }[] = [
  { value: 'typed', label: 'Your review' },
  { value: 'test', label: 'A test review' },
];

/** Where there are no wrong answers to begin with: a review of a usual length. */
const FIRST_REVIEW = 2;

export function SubjectPicker(): JSX.Element {
  const subject = useVerdict(({ inside }) => inside.subject);
  const awaited = useVerdict(({ inside }) => inside.awaited);
  const trouble = useVerdict(({ inside }) => inside.subjectTrouble);
  const numWords = useVerdict(({ inside }) => inside.words.length);
  const wrong = useWrongReviews();
  const source: Source = awaited === null ? subject.kind : 'test';
  return (
    <>
      <div className={classes.subject}>
        <SegmentedControl
          aria-label="Which review"
          size="sm"
          value={source}
          data={SOURCES}
          onChange={(next) =>
            void (next === 'typed' ? chooseTyped() : chooseTestReview(wrong[0] ?? FIRST_REVIEW))
          }
        />
        {source === 'test' && <TestReviewPicker wrong={wrong} />}
      </div>
      {trouble !== null && (
        <TroubleAlert
          title="This review could not be read"
          trouble={trouble}
          onRetry={() => void (awaited === null ? chooseTyped() : chooseTestReview(awaited.index))}
        />
      )}
      {source === 'typed' && numWords === 0 && trouble === null && (
        <div className={classes.subject}>
          <p className={classes.subjectNote}>Type a review in step 5, or</p>
          <Button variant="default" size="xs" onClick={() => typeReview(EXAMPLES[0] ?? '')}>
            take an example
          </Button>
        </div>
      )}
    </>
  );
}
