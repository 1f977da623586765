/** In which settings the compared runs differ. */
import type { JSX } from 'react';
import { runDifferences } from '../../state/runs/differences';
import { letterOf } from '../../state/runs/runsState';
import type { RunSummary } from '../../types';
import classes from './runs.module.css';
import { ScrollFrame } from './ScrollFrame';

export function DifferencesTable({ runs }: { runs: readonly RunSummary[] }): JSX.Element {
  const differences = runDifferences(runs);
  return (
    <div className={classes.part}>
      <h3 className={classes.title}>What differs</h3>
      {differences.length === 0 ? (
        <p className={classes.note}>
          {runs.length === 1
            ? 'Tick another run to see in which settings the two differ.'
            : 'Nothing: these runs have the same settings, seed included.'}
        </p>
      ) : (
        <ScrollFrame label="Differences in settings">
          <table className={classes.plain} aria-label="What differs">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {runs.map(({ id }, index) => (
                  <th key={id} scope="col">
                    {letterOf(index)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ label, values }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {runs.map(({ id }, index) => (
                    <td key={id}>{values[index]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </div>
  );
}
