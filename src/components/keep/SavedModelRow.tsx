/** One saved model: what it is, and what can be done with it. */
import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { downloadSaved } from '../../state/archiveActions';
import { deleteSaved, loadSaved } from '../../state/modelActions';
import { formatBytes } from '../../state/progressText';
import { isBusy } from '../../state/status';
import { percent } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import type { ModelMeta } from '../../types';
import classes from './keep.module.css';
import { RenameForm } from './RenameForm';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function SavedModelRow({ meta }: { meta: ModelMeta }): JSX.Element {
  const [isRenaming, setRenaming] = useState(false);
  const isTraining = useVerdict((state) => isBusy(state.training));
  const isWorking = useVerdict((state) => state.keepTask !== null);
  const { id, name } = meta;
  return (
    <li className={classes.row}>
      {isRenaming ? (
        <RenameForm id={id} name={name} onDone={() => setRenaming(false)} />
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
        <Button
          variant="default"
          size="sm"
          disabled={isTraining || isWorking}
          aria-label={`Load “${name}”`}
          onClick={() => void loadSaved(id)}
        >
          Load
        </Button>
        <Button
          variant="subtle"
          size="sm"
          disabled={isWorking}
          aria-label={`Rename “${name}”`}
          onClick={() => setRenaming(!isRenaming)}
        >
          Rename
        </Button>
        <Button
          variant="subtle"
          size="sm"
          disabled={isWorking}
          aria-label={`Download “${name}”`}
          onClick={() => void downloadSaved(id)}
        >
          Download
        </Button>
        <Button
          variant="subtle"
          size="sm"
          disabled={isWorking}
          aria-label={`Delete “${name}”`}
          onClick={() => void deleteSaved(id)}
        >
          Delete
        </Button>
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
