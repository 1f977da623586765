/** One saved model: what it is, and what can be done with it. */
import { useRef, useState, type JSX } from 'react';
import { downloadSaved } from '../../state/archiveActions';
import { deleteSaved, loadSaved } from '../../state/modelActions';
import { formatBytes } from '../../state/progressText';
import { isBusy } from '../../state/status';
import { percent } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import type { ModelMeta } from '../../types';
import { ActionButton } from '../page/ActionButton';
import classes from './keep.module.css';
import { RenameForm } from './RenameForm';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export interface SavedModelRowProps {
  meta: ModelMeta;
  /** Called after it was deleted: its buttons are gone, and the keyboard's focus with them. */
  onDeleted: () => void;
}

export function SavedModelRow({ meta, onDeleted }: SavedModelRowProps): JSX.Element {
  const [isRenaming, setRenaming] = useState(false);
  const isTraining = useVerdict((state) => isBusy(state.training));
  const isWorking = useVerdict((state) => state.keepTask !== null);
  const rename = useRef<HTMLButtonElement>(null);
  const { id, name } = meta;

  function leaveRenaming(): void {
    setRenaming(false);
    rename.current?.focus();
  }

  return (
    <li className={classes.row}>
      {isRenaming ? (
        <RenameForm id={id} name={name} onDone={leaveRenaming} />
      ) : (
        <div className={classes.about}>
          <p className={classes.modelName}>
            {name}
            {meta.isAutosave && <span className={classes.badge}>kept by itself</span>}
          </p>
          <p className={classes.facts}>{factsOf(meta).join(' · ')}</p>
        </div>
      )}
      <div className={classes.buttons}>
        <ActionButton
          variant="default"
          size="sm"
          isWaiting={isTraining || isWorking}
          aria-label={`Load “${name}”`}
          onClick={() => void loadSaved(id)}
        >
          Load
        </ActionButton>
        <ActionButton
          ref={rename}
          variant="subtle"
          size="sm"
          isWaiting={isWorking}
          aria-label={`Rename “${name}”`}
          onClick={() => setRenaming(!isRenaming)}
        >
          Rename
        </ActionButton>
        <ActionButton
          variant="subtle"
          size="sm"
          isWaiting={isWorking}
          aria-label={`Download “${name}”`}
          onClick={() => void downloadSaved(id)}
        >
          Download
        </ActionButton>
        <ActionButton
          variant="subtle"
          size="sm"
          isWaiting={isWorking}
          aria-label={`Delete “${name}”`}
          onClick={() => void deleteSaved(id).then(onDeleted)}
        >
          Delete
        </ActionButton>
      </div>
    </li>
  );
}

function factsOf({ savedAt, datasetTitle, epoch, history, test, sizeBytes }: ModelMeta): string[] {
  const last = history.at(-1);
  const when = new Date(savedAt);
  const facts = [Number.isNaN(when.getTime()) ? savedAt : dates.format(when), datasetTitle];
  facts.push(epoch === 1 ? '1 epoch' : `${epoch} epochs`);
  if (last !== undefined && last.valAccuracy !== null) facts.push(`validation ${percent(last.valAccuracy)}`);
  else if (last !== undefined) facts.push(`training ${percent(last.accuracy)}`);
  if (test !== null) facts.push(`test ${percent(test.accuracy)}`);
  facts.push(formatBytes(sizeBytes));
  return facts;
}
