/** What the colours of the map mean: the probability of "positive" for a review of that one word. */
import type { JSX } from 'react';
import type { ChartTheme } from './chartTheme';
import classes from './charts.module.css';
import { divergingColours } from './divergingColours';

export function ColourKey({ theme, halfWidth }: { theme: ChartTheme; halfWidth: number }): JSX.Element {
  // Straight lines between three colours, as the points have them.
  const scale = divergingColours(theme, 3).join(', ');
  const low = Math.round(100 * (0.5 - halfWidth));
  return (
    <p className={classes.key} title="How likely the model finds a review of this one word to be positive">
      <span>negative {low}%</span>
      <span
        className={classes.scale}
        style={{ background: `linear-gradient(to right, ${scale})` }}
        aria-hidden
      />
      <span>{100 - low}% positive</span>
    </p>
  );
}
