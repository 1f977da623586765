/** The words as the model sees them: cleaned, cut, and unknown ones marked. */
import { memo, type JSX } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useVerdict } from '../../state/store';
import type { Prediction, SeenWord } from '../../types';
import classes from './try.module.css';

/** More words than this would be many elements for little use. */
const MAX_SHOWN = 300;

export function SeenWords(): JSX.Element {
  const status = useVerdict((state) => state.prediction);
  const prediction = status.kind === 'ready' && status.prediction.numWords > 0 ? status.prediction : null;
  return (
    <div className={classes.seen}>
      <h3 className={classes.small}>The words as the model sees them</h3>
      {prediction === null ? (
        <p className={classes.note}>They appear here with the verdict.</p>
      ) : (
        <Words prediction={prediction} />
      )}
    </div>
  );
}

function Words({ prediction: { seen } }: { prediction: Prediction }): JSX.Element {
  const hasUnknown = seen.some(({ isKnown }) => !isKnown);
  const numHidden = seen.length - MAX_SHOWN;
  return (
    <>
      <p className={classes.words} dir="auto">
        {seen.slice(0, MAX_SHOWN).map((word, position) => (
          // The same word may come often: only its position tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          <Word key={position} {...word} />
        ))}
        {numHidden > 0 && `… and ${numHidden.toLocaleString('en')} more`}
      </p>
      <p className={classes.note}>
        {hasUnknown
          ? 'Words with a question mark are not in its vocabulary: to the model they all look the same.'
          : 'It knows every one of these words.'}
      </p>
    </>
  );
}

const Word = memo(function Word({ word, isKnown }: SeenWord): JSX.Element {
  if (isKnown) return <span className={classes.word}>{word} </span>;
  return (
    <span className={`${classes.word} ${classes.unknown}`}>
      {word}
      <span aria-hidden="true">?</span>
      <VisuallyHidden component="span"> (unknown)</VisuallyHidden>{' '}
    </span>
  );
});
