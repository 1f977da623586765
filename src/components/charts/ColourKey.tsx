/** What the colours of the map mean: the probability of "positive" for a review of that one word. */
import type { JSX } from 'react';
import type { ChartTheme } from './chartTheme';
import classes from './charts.module.css';
import { divergingColours } from './divergingColours';
import { NUM_BINS } from './wordScores';

export function ColourKey({ theme, halfWidth }: { theme: ChartTheme; halfWidth: number }): JSX.Element {
  const low = Math.round(100 * (0.5 - halfWidth));
  return (
    <p className={classes.key} title="How likely the model finds a review of this one word to be positive">
      <span>negative {low}%</span>
      <span className={classes.swatches} aria-hidden>
        {divergingColours(theme, NUM_BINS).map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </span>
      <span>{100 - low}% positive</span>
    </p>
  );
}
