/** The text of a review, the words that pushed the verdict shaded, and their numbers. */
import { useMemo, type JSX } from 'react';
import type { WordContribution } from '../../types';
import { startOfRead, wordTotals, type WordTotal } from '../contributions/contributions';
import { ShadedWords } from '../contributions/ShadedWords';
import { ShadeKey } from '../contributions/ShadeKey';
import classes from './dialog.module.css';
import { count, signed } from './format';
import type { Contributions } from './useReviewDetails';

const NUM_LISTED = 8;

export function PushedWords({
  words,
  contributions,
}: {
  words: string[];
  contributions: Contributions;
}): JSX.Element {
  if (contributions === null || contributions === 'waiting' || contributions.length === 0) {
    return (
      <>
        <p className={classes.text} dir="auto">
          {words.join(' ')}
        </p>
        <p className={classes.note} aria-live="polite">
          {contributions === 'waiting'
            ? 'Working out which words pushed the verdict …'
            : 'Which words pushed the verdict cannot be said for this model.'}
        </p>
      </>
    );
  }
  return <PushedText words={words} contributions={contributions} />;
}

interface PushedTextProps {
  words: string[];
  contributions: WordContribution[];
}

function PushedText({ words, contributions }: PushedTextProps): JSX.Element {
  const start = startOfRead(words, contributions);
  const before = start === null ? [] : words.slice(0, start);
  const after = start === null ? [] : words.slice(start + contributions.length);
  const { positive, negative } = useMemo(() => wordTotals(contributions, NUM_LISTED), [contributions]);
  return (
    <>
      <ShadeKey />
      {before.length + after.length > 0 && (
        <p className={classes.note}>
          The model reads {count(contributions.length)} of these words; those in grey were cut off before.
        </p>
      )}
      <ShadedWords label="The words and their pushes" words={contributions} before={before} after={after} />
      <div className={classes.lists}>
        <WordList title="Most towards negative" words={negative} />
        <WordList title="Most towards positive" words={positive} />
      </div>
      <p className={classes.note}>
        Numbers are log-odds: +0.69 doubles the odds of “positive”, −0.69 halves them. A word that comes more
        than once is summed up.
      </p>
    </>
  );
}

function WordList({ title, words }: { title: string; words: WordTotal[] }): JSX.Element {
  if (words.length === 0) return <p className={classes.note}>{title}: no word.</p>;
  return (
    <table className={classes.list}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Word</th>
          <th scope="col">Push</th>
        </tr>
      </thead>
      <tbody>
        {words.map(({ word, times, total }) => (
          <tr key={word}>
            <th scope="row">
              {word}
              {times > 1 && <span className={classes.times}> × {times}</span>}
            </th>
            <td>{signed(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
