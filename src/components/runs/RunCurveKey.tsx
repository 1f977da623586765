/** Which letter, line and mark is which run. */
import type { JSX } from 'react';
import { letterOf } from '../../state/runs/runsState';
import type { RunSummary } from '../../types';
import { useChartTheme } from '../charts/chartTheme';
import classes from './runs.module.css';
import { DASH_ARRAYS, runStyle, type RunStyle } from './runStyle';

export function RunCurveKey({ runs }: { runs: readonly RunSummary[] }): JSX.Element {
  const theme = useChartTheme();
  return (
    // A list without markers is no list to some screen readers unless it says so.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className={classes.key} role="list" aria-label="Compared runs">
      {runs.map(({ id, name }, index) => (
        <li key={id} className={classes.keyItem}>
          <Swatch style={runStyle(theme, index)} />
          <span className={classes.keyName}>
            <strong>{letterOf(index)}</strong> {name}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** In a box of 36 x 14, centred at 18, 7. */
const MARKS: Record<RunStyle['symbol'], string> = {
  circle: 'M18 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z',
  diamond: 'M18 2l5 5l-5 5l-5-5Z',
  square: 'M14 3h8v8h-8Z',
  'triangle-up': 'M18 2l5 9h-10Z',
  cross: 'M16.5 2h3v3.5H23v3h-3.5V12h-3V8.500H13v-3h3.500Z',
};

function Swatch({ style: { colour, dash, symbol } }: { style: RunStyle }): JSX.Element {
  return (
    <svg width="36" height="14" viewBox="0 0 36 14" aria-hidden="true" className={classes.swatch}>
      <line
        x1="1"
        y1="7"
        x2="35"
        y2="7"
        stroke={colour}
        strokeWidth="2"
        strokeDasharray={DASH_ARRAYS[dash]}
      />
      <path d={MARKS[symbol]} fill={colour} />
    </svg>
  );
}
