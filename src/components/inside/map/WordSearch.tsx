/** Finds a word of the vocabulary. */
import { Autocomplete } from '@mantine/core';
import { useMemo, useRef, useState, type JSX } from 'react';
import { FIRST_WORD_ID } from '../../../config';
import { findWords } from './findWords';
import classes from './map.module.css';
import { rankOf, type MapWords } from './mapWords';

const NUM_SUGGESTED = 8;

interface WordSearchProps {
  words: MapWords;
  onChoose: (word: string) => void;
}

export function WordSearch({ words, onChoose }: WordSearchProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const chosen = useRef<string>(null);
  const found = useMemo(
    () => findWords(words.list, FIRST_WORD_ID, typed, NUM_SUGGESTED).map((id) => words.list[id] ?? ''),
    [words.list, typed],
  );
  // A vocabulary names each word once; a list of choices must.
  const suggested = [...new Set(found)];

  function choose(word: string): void {
    chosen.current = word;
    onChoose(word);
  }

  /** What was chosen comes here as well, and makes room for the next. */
  function type(text: string): void {
    setTyped(text === chosen.current ? '' : text);
    chosen.current = null;
  }

  return (
    <Autocomplete
      label="Find a word"
      placeholder="awful, wonderfull, ..."
      autoCapitalize="off"
      spellCheck={false}
      data={suggested}
      filter={({ options }) => options}
      value={typed}
      onChange={type}
      onOptionSubmit={choose}
      selectFirstOptionOnChange
      comboboxProps={{ withinPortal: true }}
      maxDropdownHeight={320}
      error={typed.trim() !== '' && suggested.length === 0 ? 'No word of the vocabulary is like this.' : null}
      renderOption={({ option: { value } }) => (
        <span className={classes.suggestion}>
          <span>{value}</span>
          <span className={classes.quiet}>
            rank {rankOf(words.idOf.get(value) ?? FIRST_WORD_ID)?.toLocaleString('en')}
          </span>
        </span>
      )}
    />
  );
}
