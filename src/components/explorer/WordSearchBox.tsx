/** Finds the reviews that contain a word and steps through them. */
import { Alert, Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import classes from './explorer.module.css';
import { neighbour, type useWordSearch } from './useWordSearch';

interface WordSearchBoxProps {
  words: ReturnType<typeof useWordSearch>;
  /** The review that is shown. */
  index: number;
  onShow: (index: number) => void;
}

export function WordSearchBox({
  words: { search, find, clear },
  index,
  onShow,
}: WordSearchBoxProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const matches = search.status === 'found' ? search.indices : [];
  const hasMatches = matches.length > 0;

  async function submit(): Promise<void> {
    const text = typed.trim();
    if (text === '') {
      clear();
      return;
    }
    const found = await find(text);
    if (found === null || found.includes(index)) return;
    const next = neighbour(found, index, 1);
    if (next !== null) onShow(next);
  }

  function step(direction: 1 | -1): void {
    const next = neighbour(matches, index, direction);
    if (next !== null) onShow(next);
  }

  return (
    <form
      className={classes.search}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes.controls}>
        <TextInput
          label="Search a word"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoCapitalize="off"
          autoComplete="off"
          className={classes.word}
        />
        <Button type="submit" variant="default" loading={search.status === 'searching'}>
          Search
        </Button>
        {search.status === 'found' && (
          <>
            <Button variant="default" disabled={!hasMatches} onClick={() => step(-1)}>
              Previous match
            </Button>
            <Button variant="default" disabled={!hasMatches} onClick={() => step(1)}>
              Next match
            </Button>
          </>
        )}
      </div>
      <output className={classes.note}>
        {search.status === 'found' && describeMatches(search.words, matches, index)}
      </output>
      {search.status === 'failed' && (
        <Alert color="orange" title={`“${search.text}” could not be searched`} role="alert">
          {search.message}
        </Alert>
      )}
    </form>
  );
}

function describeMatches(words: readonly string[], matches: readonly number[], index: number): string {
  if (words.length === 0) return 'That holds no word: reviews are kept without punctuation.';
  const word = words.join(' ');
  if (matches.length === 0) return `No review here contains “${word}”.`;
  const total = `${matches.length.toLocaleString('en')} ${matches.length === 1 ? 'review contains' : 'reviews contain'} “${word}”`;
  const place = matches.indexOf(index);
  return place === -1 ? `${total}.` : `${total}; this is match ${(place + 1).toLocaleString('en')}.`;
}
