/** Pages through the reviews of one split. */
import { Alert, Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { DataClient } from '../../clients';
import type { DataSettings, SplitName } from '../../types';
import classes from './explorer.module.css';
import { ReviewText, type ReviewForm } from './ReviewText';
import { useReview } from './useReview';
import { useWordSearch } from './useWordSearch';
import { WordSearchBox } from './WordSearchBox';

interface ReviewBrowserProps {
  client: DataClient;
  split: SplitName;
  numReviews: number;
  settings: DataSettings;
}

export function ReviewBrowser({ client, split, numReviews, settings }: ReviewBrowserProps): JSX.Element {
  const [index, setIndex] = useState(0);
  /** What stands in the box, which may be half typed. */
  const [typed, setTyped] = useState('0');
  const [isPadded, setPadded] = useState(false);
  const [form, setForm] = useState<ReviewForm>('words');
  const { view, trouble } = useReview(client, split, index, settings);
  const words = useWordSearch(client, split, numReviews);
  const last = numReviews - 1;
  const complaint = complaintAbout(typed, last);

  function show(next: number): void {
    setIndex(next);
    setTyped(String(next));
  }

  function type(text: string): void {
    setTyped(text);
    if (complaintAbout(text, last) === '') setIndex(Number(text));
  }

  return (
    <div className={classes.browser}>
      <div className={complaint === '' ? classes.pager : `${classes.pager} ${classes.complaining}`}>
        <Button
          variant="default"
          aria-label="Previous review"
          disabled={index <= 0}
          onClick={() => show(index - 1)}
        >
          Previous
        </Button>
        <TextInput
          type="number"
          label="Review number"
          description={`0 to ${last.toLocaleString('en')}`}
          classNames={{
            root: classes.number,
            wrapper: classes.numberBox,
            description: classes.range,
            error: classes.complaint,
          }}
          min={0}
          max={last}
          step={1}
          value={typed}
          error={complaint === '' ? undefined : complaint}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Button
          variant="default"
          aria-label="Next review"
          disabled={index >= last}
          onClick={() => show(index + 1)}
        >
          Next
        </Button>
      </div>
      <WordSearchBox words={words} index={index} onShow={show} />
      <div className={classes.choices}>
        <SegmentedControl
          aria-label="Show the review as"
          value={form}
          onChange={(value) => setForm(value)}
          data={[
            { value: 'words', label: 'As words' },
            { value: 'ids', label: 'As ids' },
          ]}
        />
        <Switch
          label={`Padded to ${settings.maxLen}`}
          checked={isPadded}
          onChange={(event) => setPadded(event.currentTarget.checked)}
        />
      </div>
      {trouble !== '' && (
        <Alert color="orange" title={`Review ${index} could not be shown`} role="alert">
          {trouble}
        </Alert>
      )}
      {view !== null && (
        <ReviewText
          view={view}
          form={form}
          isPadded={isPadded}
          highlighted={words.search.status === 'found' ? words.search.words : []}
        />
      )}
    </div>
  );
}

function complaintAbout(text: string, last: number): string {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= last) return '';
  return `Review numbers are whole, from 0 to ${last.toLocaleString('en')}.`;
}
