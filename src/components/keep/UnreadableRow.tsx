/** Something in storage that is no model any more: it takes up room, and can only be deleted. */
import type { JSX } from 'react';
import { deleteSaved } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import type { UnreadableModel } from '../../types';
import { ActionButton } from '../page/ActionButton';
import classes from './keep.module.css';

export interface UnreadableRowProps {
  model: UnreadableModel;
  onDeleted: () => void;
}

export function UnreadableRow({ model: { id, name, reason }, onDeleted }: UnreadableRowProps): JSX.Element {
  const isWorking = useVerdict((state) => state.keepTask !== null);
  const title = name === '' ? `Record ${id}` : name;
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <p className={classes.modelName}>
          {title}
          <span className={classes.badge}>cannot be read</span>
        </p>
        <p className={classes.facts}>{reason}</p>
      </div>
      <ActionButton
        variant="subtle"
        size="sm"
        isWaiting={isWorking}
        aria-label={`Delete “${title}” for good`}
        onClick={() => void deleteSaved(id).then(onDeleted)}
      >
        Delete for good
      </ActionButton>
    </li>
  );
}
