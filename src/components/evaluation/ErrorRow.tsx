/** One review of the list of errors. Its button lies over the whole row. */
import type { JSX, KeyboardEvent } from 'react';
import { formatProbability } from '../../state/probability';
import classes from './errors.module.css';
import { count } from './format';

interface ErrorRowProps {
  index: number;
  /** Row in the list, from 0. */
  place: number;
  /** Whether the Tab key comes here. */
  isPlace: boolean;
  label: 0 | 1;
  probability: number;
  numWords: number;
  /** As `ReviewLoader.firstWords`. */
  firstWords: string | null;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function ErrorRow(props: ErrorRowProps): JSX.Element {
  const { index, place, isPlace, label, probability, numWords, firstWords, onOpen, onKeyDown } = props;
  return (
    <tr aria-rowindex={place + 2} className={classes.row}>
      <th scope="row">
        <button
          type="button"
          className={classes.open}
          aria-label={`Review ${count(index)}`}
          aria-haspopup="dialog"
          data-place={place}
          tabIndex={isPlace ? 0 : -1}
          onClick={onOpen}
          onKeyDown={onKeyDown}
        >
          {count(index)}
        </button>
      </th>
      <td className={label === 1 ? classes.positive : classes.negative}>
        {label === 1 ? 'positive' : 'negative'}
      </td>
      <td>{formatProbability(probability)}</td>
      <td>{count(numWords)}</td>
      <td className={classes.begins} dir="auto">
        <span>{firstWords === '' ? 'Could not be read.' : (firstWords ?? '…')}</span>
      </td>
    </tr>
  );
}
