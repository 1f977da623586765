/** What the reviews are, by row, and what the model called them, by column. */
import type { JSX } from 'react';
import type { Confusion } from '../../evaluation/report';
import classes from './threshold.module.css';
import { count, percent } from './format';

export function ConfusionTable({ confusion }: { confusion: Confusion }): JSX.Element {
  const { truePositive, falsePositive, trueNegative, falseNegative } = confusion;
  return (
    <table className={classes.confusion}>
      <caption>Confusion matrix</caption>
      <thead>
        <tr>
          <th scope="col">It is</th>
          <th scope="col">called negative</th>
          <th scope="col">called positive</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">negative</th>
          <Cell value={trueNegative} total={trueNegative + falsePositive} isRight />
          <Cell value={falsePositive} total={trueNegative + falsePositive} isRight={false} />
        </tr>
        <tr>
          <th scope="row">positive</th>
          <Cell value={falseNegative} total={truePositive + falseNegative} isRight={false} />
          <Cell value={truePositive} total={truePositive + falseNegative} isRight />
        </tr>
      </tbody>
    </table>
  );
}

function Cell({ value, total, isRight }: { value: number; total: number; isRight: boolean }): JSX.Element {
  return (
    <td className={isRight ? classes.right : classes.wrong}>
      <span className={classes.cellCount}>{count(value)}</span>{' '}
      <span className={classes.cellShare}>
        {percent(total === 0 ? null : value / total)} {isRight ? 'right' : 'wrong'}
      </span>
    </td>
  );
}
