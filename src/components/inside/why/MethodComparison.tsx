/** Where the two ways of explaining agree, and the words on which they differ most. */
import { useMemo, type JSX } from 'react';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { signed } from '../../evaluation/format';
import { Term } from '../../story/Term';
import { agreement, comparisonTable, gapOf, type Comparison } from './comparison';
import { COMPARISON_TITLE, comparisonFigure } from './comparisonFigure';
import classes from './why.module.css';

const NUM_LISTED = 8;
const SMALLEST_GAP = 0.005;

export function MethodComparison({ comparison }: { comparison: Comparison }): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => comparisonFigure(theme, comparison), [theme, comparison]);
  const table = useMemo(() => comparisonTable(comparison.pairs), [comparison]);
  const differing = comparison.pairs.slice(0, NUM_LISTED).filter((pair) => gapOf(pair) >= SMALLEST_GAP);
  return (
    <section className={classes.comparison} aria-label="Do the two ways agree?">
      <ChartWithTable
        title={COMPARISON_TITLE}
        figure={figure}
        summary={`${agreement(comparison)} A point is a word; on the dotted line both ways give it the same.`}
        table={table}
        data={() => ({
          columns: ['word', 'integrated gradients', 'left out'],
          rows: comparison.words.map((word, i) => [word, comparison.gradients[i]!, comparison.leftOut[i]!]),
        })}
        height={320}
      />
      <div>
        {differing.length === 0 ? (
          <p className={classes.note}>They differ on no word.</p>
        ) : (
          <table className={classes.differences}>
            <caption>Where they differ most</caption>
            <thead>
              <tr>
                <th scope="col">Word</th>
                <th scope="col">Gradients</th>
                <th scope="col">Left out</th>
              </tr>
            </thead>
            <tbody>
              {differing.map(({ word, times, gradients, leftOut }) => (
                <tr key={word}>
                  <th scope="row">
                    {word}
                    {times > 1 && <span className={classes.times}> × {times}</span>}
                  </th>
                  <td>{signed(gradients)}</td>
                  <td>{signed(leftOut)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className={classes.note}>
          A word that counts much by gradients and little when it is left out has others beside it that say
          the same. One that counts more when it is left out turns what other words mean, as “not” does. The{' '}
          <Term id="correlation">correlation</Term> says how well the two go together: 1 is the most.
        </p>
      </div>
    </section>
  );
}
