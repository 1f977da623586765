/** What the model takes up in this tab. */
import type { JSX } from 'react';
import type { NetworkLook } from '../../../state/inside/networkLook';
import { formatBytes } from '../../../state/progressText';
import { useVerdict } from '../../../state/store';
import { Term } from '../../story/Term';
import { memoryRows } from './memoryRows';
import { CsvButton } from './NumberTable';
import classes from './inspector.module.css';

export function MemoryPart({ look: { layers, memory } }: { look: NetworkLook }): JSX.Element {
  const hasAverage = useVerdict(({ model }) => (model?.settings.emaDecay ?? 0) > 0);
  const snapshotBytes = useVerdict(({ snapshots }) =>
    snapshots.reduce((sum, { words }) => sum + words.values.byteLength + words.scores.byteLength, 0),
  );
  const numParams = layers.reduce((sum, layer) => sum + layer.numParams, 0);
  const rows = memoryRows({ numParams, hasAverage, memory, snapshotBytes });
  return (
    <section className={classes.part} aria-labelledby="inspector-memory">
      <h3 id="inspector-memory" className={classes.title}>
        Memory
      </h3>
      <p className={classes.note}>
        What the network takes up in this tab. Training needs several times what the finished model does: for
        each parameter it keeps what the <Term id="optimizer">optimizer</Term> remembers, and the states of
        every word of a batch.
      </p>
      <table className={classes.memory} aria-label="Memory">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, note, bytes }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span className={classes.memoryNote}>{note}</span>
              </th>
              <td>{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton
        title="Memory"
        data={() => ({
          columns: ['what', 'bytes', 'note'],
          rows: rows.map(({ name, bytes, note }) => [name, bytes, note]),
        })}
      />
    </section>
  );
}
