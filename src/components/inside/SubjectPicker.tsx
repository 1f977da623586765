/** Which review is looked into: the typed one, or one of the test set. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { chooseTestReview, chooseTyped } from '../../state/inside/subjectActions';
import { typeReview } from '../../state/predictAction';
import { useVerdict } from '../../state/store';
import { TroubleAlert } from '../page/TroubleAlert';
import { EXAMPLES } from '../try/examples';
import classes from './inside.module.css';

type Source = 'typed' | 'test';

const SOURCES: { value: Source; label: string }[] = [
  { value: 'typed', label: 'Your review' },
  { value: 'test', label: 'A test review' },
];

export function SubjectPicker(): JSX.Element {
  const subject = useVerdict(({ inside }) => inside.subject);
  const trouble = useVerdict(({ inside }) => inside.subjectTrouble);
  const numWords = useVerdict(({ inside }) => inside.words.length);
  const [source, setSource] = useState<Source>(subject.kind);
  const [index, setIndex] = useState(subject.kind === 'test' ? String(subject.index) : '2');
  const isGood = /^\d+$/.test(index);

  function choose(next: Source): void {
    setSource(next);
    void (next === 'typed' ? chooseTyped() : isGood ? chooseTestReview(Number(index)) : undefined);
  }

  return (
    <>
      <div className={classes.subject}>
        <SegmentedControl
          aria-label="Which review"
          size="sm"
          value={source}
          data={SOURCES}
          onChange={choose}
        />
        {source === 'test' && (
          <form
            className={classes.subject}
            onSubmit={(event) => {
              event.preventDefault();
              if (isGood) void chooseTestReview(Number(index));
            }}
          >
            <TextInput
              type="number"
              aria-label="Number of the test review"
              min={0}
              step={1}
              w={110}
              value={index}
              onChange={(event) => setIndex(event.currentTarget.value)}
              error={isGood ? undefined : 'A whole number'}
            />
            <Button type="submit" variant="default">
              Show
            </Button>
          </form>
        )}
      </div>
      {trouble !== null && <TroubleAlert title="This review could not be read" trouble={trouble} />}
      {source === 'typed' && numWords === 0 && (
        <div className={classes.subject}>
          <p className={classes.subjectNote}>Type a review in step 5, or</p>
          <Button variant="default" size="xs" onClick={() => typeReview(EXAMPLES[0] ?? '')}>
            take an example
          </Button>
        </div>
      )}
      {source === 'test' && subject.kind === 'test' && (
        <p className={classes.subjectNote}>
          Test review {subject.index.toLocaleString('en')}, labelled{' '}
          <strong>{subject.label === 1 ? 'positive' : 'negative'}</strong>.
        </p>
      )}
    </>
  );
}
