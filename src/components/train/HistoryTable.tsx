/** The curves as figures: one row per epoch. */
import type { JSX } from 'react';
import { percent } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import classes from './train.module.css';
import { Marked } from '../story/Term';

const NONE = '–';

export function HistoryTable(): JSX.Element {
  const epochs = useVerdict((state) => state.epochs);
  return (
    <div className={classes.part}>
      <h3 className={classes.title}>Epoch by epoch</h3>
      <p className={classes.note}>
        <Marked text="[[loss|Loss]] says how wrong the probabilities are (smaller is better), [[accuracy|accuracy]] how many verdicts are right. “val” is measured on the reviews that were held out. When only the training figures still improve, the network learns by heart ([[overfitting|overfitting]])." />
      </p>
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.tableFrame} tabIndex={0} aria-label="Rows of the training history">
        <table className={classes.table} aria-label="Training history">
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              <th scope="col">loss</th>
              <th scope="col">accuracy</th>
              <th scope="col">
                val_
                <wbr />
                loss
              </th>
              <th scope="col">
                val_
                <wbr />
                accuracy
              </th>
              <th scope="col">seconds</th>
            </tr>
          </thead>
          <tbody>
            {epochs.map(({ epoch, loss, accuracy, valLoss, valAccuracy, seconds }) => (
              <tr key={epoch}>
                <td>{epoch}</td>
                <td>{loss.toFixed(4)}</td>
                <td>{percent(accuracy)}</td>
                <td>{valLoss === null ? NONE : valLoss.toFixed(4)}</td>
                <td>{valAccuracy === null ? NONE : percent(valAccuracy)}</td>
                <td>{seconds.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {epochs.length === 0 && <p className={classes.none}>A row appears here after each epoch.</p>}
      </section>
    </div>
  );
}
