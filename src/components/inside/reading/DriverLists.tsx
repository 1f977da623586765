/** Two lists of words: those that raise a unit's state, and those that lower it. */
import type { JSX } from 'react';
import type { UnitDriver } from '../../../insightTypes';
import { signed } from '../../evaluation/format';
import classes from './reading.module.css';

interface DriverListsProps {
  /** Of the unit. */
  name: string;
  raising: readonly UnitDriver[];
  lowering: readonly UnitDriver[];
}

export function DriverLists({ name, raising, lowering }: DriverListsProps): JSX.Element {
  return (
    <div className={classes.pair}>
      <DriverTable caption={`Words that raise ${name}`} drivers={raising} />
      <DriverTable caption={`Words that lower ${name}`} drivers={lowering} />
    </div>
  );
}

function DriverTable({ caption, drivers }: { caption: string; drivers: readonly UnitDriver[] }): JSX.Element {
  if (drivers.length === 0) return <p className={classes.note}>{caption}: none.</p>;
  return (
    <table className={classes.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Word</th>
          <th scope="col" className={classes.figure}>
            Moves it by
          </th>
          <th scope="col" className={classes.figure}>
            Times
          </th>
        </tr>
      </thead>
      <tbody>
        {drivers.map(({ word, meanChange, times }) => (
          <tr key={word}>
            <th scope="row" className={classes.driver}>
              {word}
            </th>
            <td className={classes.figure}>{signed(meanChange)}</td>
            <td className={classes.figure}>{times.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
