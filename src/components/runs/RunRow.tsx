/** One recorded run: what it was, how well it did. */
import { CloseButton } from '@mantine/core';
import type { JSX } from 'react';
import { deleteRun, toggleRun } from '../../state/runs/runActions';
import { bestEpoch, recipeTitle, testInterval } from '../../state/runs/runFacts';
import { letterOf } from '../../state/runs/runsState';
import { percent } from '../../state/statusText';
import type { RunSummary } from '../../types';
import { RunName } from './RunName';
import classes from './runs.module.css';

const NONE = '–';
const dates = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export interface RunRowProps {
  run: RunSummary;
  /** Among the compared runs, from 0; -1 where it is not compared. */
  place: number;
  isUnsaved: boolean;
}

export function RunRow({ run, place, isUnsaved }: RunRowProps): JSX.Element {
  const { id, name, settings, datasetTitle, epochs, seconds, numParams, backend, startedAt } = run;
  const best = bestEpoch(epochs);
  return (
    <tr>
      <td className={classes.tickColumn}>
        <label className={classes.tick}>
          <input
            type="checkbox"
            className={classes.checkbox}
            checked={place >= 0}
            aria-label={`Compare “${name}”`}
            onChange={() => toggleRun(id)}
          />
          <span className={classes.letter}>{place >= 0 ? letterOf(place) : ''}</span>
        </label>
      </td>
      <th scope="row" className={classes.nameColumn}>
        <RunName id={id} name={name} />
        {isUnsaved && <span className={classes.badge}>not kept</span>}
      </th>
      <td className={classes.figure}>{best === null ? NONE : percent(best.valAccuracy)}</td>
      <td className={classes.figure}>
        <TestAccuracy run={run} />
      </td>
      <td className={classes.figure}>
        {epochs.length}
        {run.outcome === 'stopped' && <span className={classes.small}>stopped</span>}
      </td>
      <td className={classes.figure}>{seconds.toFixed(seconds < 100 ? 1 : 0)}</td>
      <td className={classes.figure}>{numParams === null ? NONE : numParams.toLocaleString('en')}</td>
      <td className={classes.words}>{recipeTitle(settings)}</td>
      <td className={classes.words}>{datasetTitle}</td>
      <td className={classes.words}>{backend.title}</td>
      <td>
        <time dateTime={startedAt}>{dates.format(new Date(startedAt))}</time>
      </td>
      <td>
        <CloseButton
          size={44}
          iconSize={18}
          aria-label={`Delete “${name}”`}
          onClick={() => void deleteRun(id)}
        />
      </td>
    </tr>
  );
}

function TestAccuracy({ run }: { run: RunSummary }): JSX.Element {
  const interval = testInterval(run);
  if (run.test === null || interval === null) return <>{NONE}</>;
  return (
    <>
      {percent(run.test.accuracy)}
      <span className={classes.small}>
        {(100 * interval.low).toFixed(1)}–{percent(interval.high)}
      </span>
    </>
  );
}
