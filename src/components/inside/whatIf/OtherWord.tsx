/** Replaces a word by what is typed. */
import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { errorMessage } from '../../../errors';
import { wordsOf } from '../../../state/inside/whatIfActions';
import classes from './whatIf.module.css';

interface OtherWordProps {
  word: string;
  onReplace: (words: string[]) => void;
}

export function OtherWord({ word, onReplace }: OtherWordProps): JSX.Element {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');

  async function replace(): Promise<void> {
    try {
      const words = await wordsOf(text);
      if (words.length === 0) setProblem('Type at least one word.');
      else onReplace(words);
    } catch (error) {
      setProblem(errorMessage(error));
    }
  }

  return (
    <form
      className={classes.other}
      onSubmit={(event) => {
        event.preventDefault();
        void replace();
      }}
    >
      <TextInput
        size="sm"
        aria-label={`Replace “${word}” by`}
        placeholder="Or type another word"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={problem === '' ? undefined : problem}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem('');
        }}
      />
      <Button type="submit" size="sm" variant="default">
        Replace
      </Button>
    </form>
  );
}
