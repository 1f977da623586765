/** All recorded runs, one a row, in any order. */
import { useMemo, useState, type JSX } from 'react';
import { NEWEST_FIRST, nextOrder, sortRuns, type SortKey, type SortOrder } from '../../state/runs/sortRuns';
import { useVerdict } from '../../state/store';
import { RunRow } from './RunRow';
import classes from './runs.module.css';

const COLUMNS: { key: SortKey; title: string; isFigure: boolean }[] = [
  { key: 'name', title: 'Run', isFigure: false },
  { key: 'valAccuracy', title: 'Validation', isFigure: true },
  { key: 'testAccuracy', title: 'Test', isFigure: true },
  { key: 'epochs', title: 'Epochs', isFigure: true },
  { key: 'seconds', title: 'Seconds', isFigure: true },
  { key: 'numParams', title: 'Parameters', isFigure: true },
  { key: 'recipe', title: 'Recipe', isFigure: false },
  { key: 'dataset', title: 'Data', isFigure: false },
  { key: 'backend', title: 'Backend', isFigure: false },
  { key: 'startedAt', title: 'Started', isFigure: false },
];

export function RunTable(): JSX.Element {
  const [order, setOrder] = useState(NEWEST_FIRST);
  const { list, isLoaded, checked, unsaved } = useVerdict(({ runs }) => runs);
  const sorted = useMemo(() => sortRuns(list, order), [list, order]);
  if (list.length === 0) {
    return (
      <p className={classes.note}>
        {isLoaded ? 'No run is recorded yet. One appears here when training ends.' : 'Looking for runs …'}
      </p>
    );
  }
  return (
    <>
      <p className={classes.note}>
        Validation is the accuracy of the best epoch: choose by it. The score on the test set is the one to
        quote; below it stands its 95% interval.
        <span className={classes.narrowOnly}> Swipe the table for the rest, and to delete a run.</span>
      </p>
      <div className={classes.frame}>
        <table className={classes.table} aria-label="Recorded runs">
          <thead>
            <tr>
              <th scope="col" className={classes.tickColumn}>
                <span className={classes.hidden}>Compare</span>
              </th>
              {COLUMNS.map((column) => (
                <SortHeader
                  key={column.key}
                  sortKey={column.key}
                  title={column.title}
                  isFigure={column.isFigure}
                  order={order}
                  onSort={() => setOrder(nextOrder(order, column.key))}
                />
              ))}
              <th scope="col">
                <span className={classes.hidden}>Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                place={checked.indexOf(run.id)}
                isUnsaved={unsaved.includes(run.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface SortHeaderProps {
  sortKey: SortKey;
  title: string;
  isFigure: boolean;
  order: SortOrder;
  onSort: () => void;
}

function SortHeader({ sortKey, title, isFigure, order, onSort }: SortHeaderProps): JSX.Element {
  const isSorted = order.key === sortKey;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={isFigure ? classes.figure : ''}
      {...(isSorted ? { 'aria-sort': direction } : {})}
    >
      <button type="button" className={classes.sort} onClick={onSort}>
        {title}
        <span aria-hidden="true" className={classes.arrow}>
          {isSorted ? (order.isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </th>
  );
}
