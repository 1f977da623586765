/** A test review by its number, or the next one that the model got wrong. */
import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { chooseTestReview } from '../../state/inside/subjectActions';
import { useVerdict } from '../../state/store';
import { ActionButton } from '../page/ActionButton';
import { ProgressText } from '../page/ProgressText';
import classes from './inside.module.css';

interface TestReviewPickerProps {
  /** Reviews that the model got wrong, most wrong first; empty where that is not known. */
  wrong: readonly number[];
}

export function TestReviewPicker({ wrong }: TestReviewPickerProps): JSX.Element {
  const subject = useVerdict(({ inside }) => inside.subject);
  const awaited = useVerdict(({ inside }) => inside.awaited);
  const dataset = useVerdict(({ model }) => model?.settings.dataset);
  // A model of other data may have come since: its wrong reviews are others of the same numbers.
  const isForeign = awaited === null && subject.kind === 'test' && subject.dataset !== dataset;
  const index = awaited?.index ?? (subject.kind === 'test' ? subject.index : 0);
  // What is typed counts until the review changes, wherever that was chosen.
  const [draft, setDraft] = useState({ index, text: String(index) });
  const text = draft.index === index ? draft.text : String(index);
  const isGood = /^\d{1,9}$/.test(text);
  return (
    <>
      <form
        className={classes.subject}
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void chooseTestReview(Number(text));
        }}
      >
        <TextInput
          inputMode="numeric"
          aria-label="Number of the test review"
          autoComplete="off"
          w={96}
          value={text}
          onChange={(event) => setDraft({ index, text: event.currentTarget.value })}
          error={isGood ? undefined : 'A whole number'}
        />
        <Button type="submit" variant="default">
          Show
        </Button>
      </form>
      {wrong.length > 0 && <WrongReviews wrong={wrong} place={isForeign ? -1 : wrong.indexOf(index)} />}
      <Found wrong={wrong} isForeign={isForeign} />
    </>
  );
}

/** @param place of the review that is shown among them; -1 where it is none of them */
function WrongReviews({ wrong, place }: { wrong: readonly number[]; place: number }): JSX.Element {
  const next = wrong[place + 1];
  const previous = wrong[place - 1];
  return (
    <div className={classes.subject}>
      <ActionButton
        variant="default"
        aria-label="Previous wrong review"
        isWaiting={previous === undefined}
        onClick={() => void (previous !== undefined && chooseTestReview(previous))}
      >
        ‹
      </ActionButton>
      <ActionButton
        variant="default"
        isWaiting={next === undefined}
        onClick={() => void (next !== undefined && chooseTestReview(next))}
      >
        Next wrong review ›
      </ActionButton>
    </div>
  );
}

/** The review that is shown, or what is done to get the one that was asked for. */
function Found({ wrong, isForeign }: TestReviewPickerProps & { isForeign: boolean }): JSX.Element {
  const subject = useVerdict(({ inside }) => inside.subject);
  const awaited = useVerdict(({ inside }) => inside.awaited);
  const hasFailed = useVerdict(({ inside }) => inside.subjectTrouble !== null);
  const place = subject.kind === 'test' && !isForeign ? wrong.indexOf(subject.index) : -1;
  return (
    <p className={`${classes.subjectNote} ${classes.found}`} aria-live="polite">
      {awaited !== null && !hasFailed && (
        <span className={classes.soon}>
          <ProgressText
            progress={awaited.progress}
            doing={`Reading test review ${awaited.index.toLocaleString('en')}`}
          />
        </span>
      )}
      {awaited === null && subject.kind === 'test' && (
        <>
          Test review {subject.index.toLocaleString('en')}
          {isForeign && ' of other data than the model’s'}, labelled{' '}
          <strong>{subject.label === 1 ? 'positive' : 'negative'}</strong>
          {place >= 0 &&
            `: the model is wrong, number ${(place + 1).toLocaleString('en')} of ${wrong.length.toLocaleString('en')} from the most wrong on`}
          .
        </>
      )}
    </p>
  );
}
