/** The map in words: which words the model finds most positive and most negative. */
import { useMemo, type JSX } from 'react';
import classes from './charts.module.css';
import { extremeWords, percent, type ScoredWord } from './wordScores';

const NUM_WORDS = 10;

interface ExtremeWordsProps {
  words: readonly string[];
  scores: Float32Array;
}

export function ExtremeWords({ words, scores }: ExtremeWordsProps): JSX.Element {
  const { positive, negative } = useMemo(() => extremeWords(words, scores, NUM_WORDS), [words, scores]);
  return (
    <details className={classes.words}>
      <summary>Most positive and most negative words</summary>
      <div className={classes.wordColumns}>
        <WordList title="Most positive" words={positive} />
        <WordList title="Most negative" words={negative} />
      </div>
    </details>
  );
}

function WordList({ title, words }: { title: string; words: ScoredWord[] }): JSX.Element {
  return (
    <div>
      <p className={classes.wordTitle}>{title}</p>
      {words.length === 0 ? (
        <p>No word has a score yet.</p>
      ) : (
        <ol aria-label={`${title} words`}>
          {words.map(({ word, rank, score }) => (
            <li key={rank}>
              <span className={classes.word}>{word}</span> <span>{percent(score)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
