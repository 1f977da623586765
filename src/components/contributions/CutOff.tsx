/** What of a review was cut off before the model read it, in grey. */
import { VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import classes from './contributions.module.css';

/** Of the words that were cut off, those next to the rest. */
const MAX_SHOWN = 60;

interface CutOffProps {
  words: readonly string[];
  /** After what was read; before it unless told. */
  isEnd?: boolean;
}

export function CutOff({ words, isEnd = false }: CutOffProps): JSX.Element | null {
  if (words.length === 0) return null;
  const numHidden = Math.max(0, words.length - MAX_SHOWN);
  const hidden = numHidden === 0 ? '' : `… ${numHidden.toLocaleString('en')} more words `;
  const shown = isEnd ? words.slice(0, MAX_SHOWN) : words.slice(-MAX_SHOWN);
  return (
    <span className={classes.cutOff}>
      <VisuallyHidden component="span">(cut off:) </VisuallyHidden>
      {!isEnd && hidden !== '' && `${hidden}… `}
      {shown.join(' ')}
      {isEnd && hidden !== '' && ` ${hidden}`}
      <VisuallyHidden component="span"> (end of what was cut off)</VisuallyHidden>{' '}
    </span>
  );
}
