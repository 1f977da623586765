/** The epochs of the run that the map can go back to, where there are any. */
import type { JSX } from 'react';
import { useVerdict } from '../../../state/store';
import { TroubleAlert } from '../../page/TroubleAlert';
import classes from './map.module.css';
import { TimeBar } from './TimeBar';
import { epochTitle, type History } from './useHistory';

interface TimePartProps {
  history: History;
  /** Null for the model as it is now. */
  epoch: number | null;
  onEpoch: (epoch: number | null) => void;
}

export function TimePart({ history, epoch, onEpoch }: TimePartProps): JSX.Element {
  const snapshots = useVerdict((state) => state.snapshots);
  if (snapshots.length === 0) {
    return (
      <p className={classes.note}>
        Train a network in step 4 and come back: you can then play how its words move from epoch to epoch.
      </p>
    );
  }
  const last = snapshots.length;
  const place = snapshots.findIndex(({ words }) => words.epoch === epoch);
  const titles = [...snapshots.map(({ words }) => epochTitle(words.epoch)), 'Now'];
  return (
    <>
      {history.insight.kind === 'failed' && (
        <TroubleAlert title="The epochs could not be laid out" trouble={history.insight.trouble} />
      )}
      <TimeBar
        titles={titles}
        place={place < 0 ? last : place}
        onPlace={(next) => onEpoch(snapshots[next]?.words.epoch ?? null)}
      />
    </>
  );
}
