import { useMemo, type JSX } from 'react';
import type { SplitInfo } from '../../types';
import { useChartTheme } from '../charts/chartTheme';
import { Plot } from '../charts/Plot';
import classes from './explorer.module.css';
import { binName, histogramFigure, lengthBins } from './histogramFigure';

/** Histogram of review lengths with its table. */
export function LengthHistogram({ split, maxLen }: { split: SplitInfo; maxLen: number }): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => histogramFigure(theme, split, maxLen), [theme, split, maxLen]);
  const mean = split.meanLength.toFixed(0);
  const longest = split.maxLength.toLocaleString('en');
  return (
    <div>
      <div className={classes.histogram}>
        <Plot
          figure={figure}
          label={`Histogram of review lengths: ${mean} words on average, ${longest} in the longest. The table below has the numbers.`}
          fileName="Length of the reviews"
        />
      </div>
      <p className={classes.note}>
        {mean} words on average, {longest} in the longest review.
      </p>
      <details className={classes.details}>
        <summary>Lengths as a table</summary>
        <table className={classes.table}>
          <caption>Reviews by length</caption>
          <thead>
            <tr>
              <th scope="col">Length</th>
              <th scope="col">Reviews</th>
            </tr>
          </thead>
          <tbody>
            {lengthBins(split).map((bin) => (
              <tr key={bin.from}>
                <th scope="row">{binName(bin)}</th>
                <td>{bin.numReviews.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
