/** The text of a review, the words that pushed the verdict shaded, and their numbers. */
import { VisuallyHidden } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import { isStrong, startOfRead, strongest, wordTotals, type WordTotal } from './contributions';
import classes from './dialog.module.css';
import type { WordContribution } from '../../types';
import { count, signed } from './format';
import type { Contributions } from './useReviewDetails';

const NUM_LISTED = 8;
/** Of the strongest word, in percent of the full colour: the text on it stays readable. */
const MAX_SHADE = 42;

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
  return <ShadedWords words={words} contributions={contributions} />;
}

interface ShadedWordsProps {
  words: string[];
  contributions: WordContribution[];
}

function ShadedWords({ words, contributions }: ShadedWordsProps): JSX.Element {
  const most = strongest(contributions);
  const start = startOfRead(words, contributions);
  const before = start === null ? [] : words.slice(0, start);
  const after = start === null ? [] : words.slice(start + contributions.length);
  const { positive, negative } = useMemo(() => wordTotals(contributions, NUM_LISTED), [contributions]);
  return (
    <>
      <p className={classes.key}>
        <span className={classes.keyNegative}>pushed towards negative</span>
        <span className={classes.keyPositive}>pushed towards positive</span>
      </p>
      {before.length + after.length > 0 && (
        <p className={classes.note}>
          The model reads {count(contributions.length)} of these words; those in grey were cut off before.
        </p>
      )}
      <p className={classes.text} dir="auto">
        <Unread words={before} />
        {contributions.map(({ word, contribution }, place) => (
          // The same word may come often: only its place tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          <Word key={place} word={word} contribution={contribution} most={most} />
        ))}
        <Unread words={after} />
      </p>
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

function Unread({ words }: { words: string[] }): JSX.Element | null {
  if (words.length === 0) return null;
  return (
    <span className={classes.unread}>
      <VisuallyHidden component="span">(cut off:) </VisuallyHidden>
      {words.join(' ')}
      <VisuallyHidden component="span"> (end of what was cut off)</VisuallyHidden>{' '}
    </span>
  );
}

interface WordProps extends WordContribution {
  most: number;
}

function Word({ word, contribution, most }: WordProps): JSX.Element {
  const shade = most === 0 ? 0 : Math.round((MAX_SHADE * Math.abs(contribution)) / most);
  if (shade === 0) return <>{word} </>;
  const colour = `var(--verdict-${contribution > 0 ? 'positive' : 'negative'})`;
  const style = { background: `color-mix(in srgb, ${colour} ${shade}%, transparent)` };
  if (!isStrong(contribution, most)) {
    return (
      <>
        <span className={classes.word} style={style} title={signed(contribution)}>
          {word}
        </span>{' '}
      </>
    );
  }
  return (
    <>
      <mark className={classes.word} style={style} title={signed(contribution)}>
        {word}
        <VisuallyHidden component="span"> ({signed(contribution)})</VisuallyHidden>
      </mark>{' '}
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
