/** Saving, downloading and uploading. */
import { Button, TextInput } from '@mantine/core';
import { useRef, useState, type JSX } from 'react';
import { downloadCurrent, uploadModel } from '../../state/archiveActions';
import { saveCurrent } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import classes from './keep.module.css';

export function CurrentModel(): JSX.Element {
  const [name, setName] = useState('');
  const model = useVerdict((state) => state.model);
  const task = useVerdict((state) => state.keepTask);
  const file = useRef<HTMLInputElement>(null);
  const isBusy = task !== null;
  const hasModel = model !== null;

  function upload(files: FileList | null): void {
    const chosen = files?.[0];
    if (chosen !== undefined) void uploadModel(chosen);
    // The same file can be chosen again after it was mended.
    if (file.current !== null) file.current.value = '';
  }

  return (
    <div className={classes.current}>
      <TextInput
        label="Save as"
        placeholder={
          model === null ? 'Train a model first' : suggestedName(model.datasetTitle, model.history.length)
        }
        maxLength={100}
        value={name}
        className={classes.name ?? ''}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button
          disabled={!hasModel || isBusy}
          loading={task === 'saving'}
          onClick={() => void saveCurrent(name).then(() => setName(''))}
        >
          Save model
        </Button>
        <Button
          variant="default"
          disabled={!hasModel || isBusy}
          loading={task === 'downloading'}
          onClick={() => void downloadCurrent()}
        >
          Download model
        </Button>
        <div className={classes.upload}>
          <input
            ref={file}
            type="file"
            accept=".zip,application/zip"
            aria-label="Model file"
            tabIndex={-1}
            className={classes.file}
            onChange={(event) => upload(event.currentTarget.files)}
          />
          <Button
            variant="default"
            disabled={isBusy}
            loading={task === 'uploading'}
            onClick={() => file.current?.click()}
          >
            Upload model
          </Button>
        </div>
      </div>
    </div>
  );
}

function suggestedName(datasetTitle: string, numEpochs: number): string {
  return numEpochs === 0 ? datasetTitle : `${datasetTitle}, epoch ${numEpochs}`;
}
