/** The compared curves as figures: a row for each epoch. */
import type { JSX } from 'react';
import { letterOf } from '../../state/runs/runsState';
import { percent } from '../../state/statusText';
import type { RunSummary } from '../../types';
import classes from './runs.module.css';
import { ScrollFrame } from './ScrollFrame';

const NONE = '–';

export function EpochsTable({ runs }: { runs: readonly RunSummary[] }): JSX.Element {
  const numbers = new Set(runs.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch)));
  return (
    <details className={classes.disclosure}>
      <summary>These curves in numbers</summary>
      <ScrollFrame label="Curves in numbers">
        <table className={classes.plain} aria-label="Validation by epoch">
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              {runs.map(({ id }, index) => (
                <th key={id} scope="col">
                  {letterOf(index)}: accuracy, loss
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...numbers]
              .toSorted((a, b) => a - b)
              .map((epoch) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  {runs.map((run) => (
                    <td key={run.id}>{valuesIn(run, epoch)}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </ScrollFrame>
    </details>
  );
}

function valuesIn({ epochs }: RunSummary, number: number): string {
  const metrics = epochs.find(({ epoch }) => epoch === number);
  if (metrics === undefined || metrics.valAccuracy === null || metrics.valLoss === null) return NONE;
  return `${percent(metrics.valAccuracy)}, ${metrics.valLoss.toFixed(4)}`;
}
