/** How positive the model finds a word, as a bar to the left or right of the middle and a number. */
import type { JSX } from 'react';
import classes from './map.module.css';
import { scoreText } from './mapWords';

export function ScoreBar({ score }: { score: number }): JSX.Element {
  const isKnown = !Number.isNaN(score);
  const width = isKnown ? Math.abs(score - 0.5) * 100 : 0;
  return (
    <span className={classes.score}>
      <span className={classes.scoreTrack} aria-hidden="true">
        <span
          className={classes.scoreFill}
          data-side={score >= 0.5 ? 'positive' : 'negative'}
          style={{ width: `${width}%`, ...(score >= 0.5 ? { left: '50%' } : { right: '50%' }) }}
        />
      </span>
      <span className={classes.number}>{scoreText(score)}</span>
    </span>
  );
}
