/** Saving, downloading and uploading. */
import { TextInput } from '@mantine/core';
import { useRef, useState, type JSX, type SubmitEvent } from 'react';
import { downloadCurrent, uploadModel } from '../../state/archiveActions';
import { saveCurrent } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import { ActionButton } from '../page/ActionButton';
import classes from './keep.module.css';

export function CurrentModel(): JSX.Element {
  const [name, setName] = useState('');
  const model = useVerdict((state) => state.model);
  const isBusy = useVerdict((state) => state.keepTask !== null);
  const file = useRef<HTMLInputElement>(null);
  const isWaiting = model === null || isBusy;

  async function save(): Promise<void> {
    // The name stays for another try when this one fails, and so does one that is typed meanwhile.
    if (await saveCurrent(name)) setName((now) => (now === name ? '' : now));
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isWaiting) void save();
  }

  function upload(files: FileList | null): void {
    const chosen = files?.[0];
    if (chosen !== undefined) void uploadModel(chosen);
    // The same file can be chosen again after it was mended.
    if (file.current !== null) file.current.value = '';
  }

  return (
    <form className={classes.current} onSubmit={submit}>
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
        <ActionButton type="submit" isWaiting={isWaiting}>
          Save model
        </ActionButton>
        <ActionButton variant="default" isWaiting={isWaiting} onClick={() => void downloadCurrent()}>
          Download model
        </ActionButton>
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
          <ActionButton variant="default" isWaiting={isBusy} onClick={() => file.current?.click()}>
            Upload model
          </ActionButton>
        </div>
      </div>
    </form>
  );
}

function suggestedName(datasetTitle: string, numEpochs: number): string {
  return numEpochs === 0 ? datasetTitle : `${datasetTitle}, epoch ${numEpochs}`;
}
